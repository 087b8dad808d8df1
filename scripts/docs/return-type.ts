// What a public function gives, as its source declares it, without the element types and ranks that only its caller knows.

import ts from 'typescript6';
import { type Declaration, findLocal } from './declarations.ts';
import { unbroken } from './markdown.ts';

/** Declared by types that are conditional, or that only the compiler tells from others: what these come to. */
const inWords: Readonly<Record<string, string>> = {
  GradientsOf: '(Tensor | null)[]',
  Gated: '(Tensor | null)[]',
  LoopResult: 'Tensor | nest',
  Merged: 'Tensor | nest',
  MergedResult: 'Tensor | nest',
  Stacked: 'Tensor | nest',
  StepElement: 'Variable | Tensor',
  SummaryTensor: 'Tensor',
};

/** The name of a type that the caller chooses. */
const isParameter = /^[A-Z]$/;

/** Types that are told with what they are of. */
const containers = new Set(['Promise', 'Iterable']);

/** Undefined where the source leaves it to inference. */
export function declaredResult({ file, node }: Declaration): string | undefined {
  if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isCallExpression(node.initializer)) return undefined;
  const [inner] = node.initializer.arguments;
  // `initializerFactory(publicFunction(…))` hands the function on.
  const { expression, arguments: given } = inner && ts.isCallExpression(inner) ? inner : node.initializer;
  const maker = expression.getText();
  if (maker !== 'publicFunction') return resultOfMade(file, maker);
  const called = given[1];
  if (called && ts.isArrowFunction(called)) return resultOf(called, file);
  if (called && ts.isCallExpression(called)) return resultOfMade(file, called.expression.getText());
  return called && ts.isAsExpression(called) ? resultOfType(called.type, file) : undefined;
}

/** What the functions give that another one makes: `unaryFunction('Abs', …)`. */
function resultOfMade(file: string, maker: string): string | undefined {
  const found = findLocal(file, maker);
  if (!found || !ts.isFunctionDeclaration(found.node) || !found.node.type) return undefined;
  return resultOfType(found.node.type, found.file);
}

/** Of one signature; in words where it gives what one of its arguments does. */
function resultOf({ type, parameters }: ts.SignatureDeclaration, file: string): string | undefined {
  const text = type?.getText();
  const from = parameters.find(({ type: own }) => own && ts.isFunctionTypeNode(own) && own.type.getText() === text);
  return from ? `what ${from.name.getText()} gives` : type && typeText(type, file);
}

/** Of overloads each, the most general first. */
function resultOfType(type: ts.TypeNode, file: string): string | undefined {
  if (ts.isFunctionTypeNode(type)) return resultOf(type, file);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const found = findLocal(file, type.typeName.getText());
  if (!found) return undefined;
  if (ts.isTypeAliasDeclaration(found.node)) return resultOfType(found.node.type, found.file);
  if (!ts.isInterfaceDeclaration(found.node)) return undefined;
  const results = found.node.members
    .filter(ts.isCallSignatureDeclaration)
    .map((signature) => resultOf(signature, found.file));
  return results.includes(undefined) ? undefined : [...new Set(results.reverse())].join(' | ');
}

function typeText(type: ts.TypeNode, file: string): string | undefined {
  const joined = (types: readonly ts.TypeNode[], separator: string) => {
    const texts = types.map((item) => typeText(item, file));
    return texts.includes(undefined) ? undefined : texts.join(separator);
  };
  const wrapped = (before: string, types: readonly ts.TypeNode[], separator: string, after: string) => {
    const inner = joined(types, separator);
    return inner && `${before}${inner}${after}`;
  };
  if (ts.isTypeReferenceNode(type)) return referenceText(type, file);
  if (ts.isUnionTypeNode(type)) return joined(type.types, ' | ');
  if (ts.isIntersectionTypeNode(type)) return joined(type.types, ' & ');
  if (ts.isParenthesizedTypeNode(type)) return wrapped('(', [type.type], '', ')');
  if (ts.isArrayTypeNode(type)) return wrapped('', [type.elementType], '', '[]');
  if (ts.isTupleTypeNode(type)) return wrapped('[', type.elements, ', ', ']');
  if (ts.isNamedTupleMember(type)) return wrapped(`${type.name.text}: `, [type.type], '', '');
  if (ts.isFunctionTypeNode(type)) {
    const names = type.parameters.map(({ name }) => name.getText()).join(', ');
    return wrapped(`(${names}) => `, [type.type], '', '');
  }
  if (ts.isTypeLiteralNode(type)) {
    const members = type.members.filter(ts.isPropertySignature);
    const texts = members.map((member) => `${member.name.getText()}: ${typeText(member.type!, file)}`);
    return `{ ${texts.join(', ')} }`;
  }
  return unbroken(type.getText());
}

function referenceText(
  { typeName, typeArguments = [] as never }: ts.TypeReferenceNode,
  file: string,
): string | undefined {
  const name = typeName.getText();
  if (inWords[name]) return inWords[name];
  if (name === 'TensorOf') return 'Tensor';
  if (containers.has(name)) {
    const inner = typeArguments[0] && typeText(typeArguments[0], file);
    return inner && `${name}<${inner}>`;
  }
  const found = findLocal(file, name);
  if (!found) return isParameter.test(name) ? 'unknown' : undefined;
  const { node } = found;
  return ts.isTypeAliasDeclaration(node) && isPlain(node.type) ? typeText(node.type, found.file) : name;
}

/** An alias that says less than what it stands for: of a tensor, a function, or several things together. */
function isPlain(type: ts.TypeNode): boolean {
  return (
    ts.isTupleTypeNode(type) ||
    ts.isFunctionTypeNode(type) ||
    ts.isIntersectionTypeNode(type) ||
    (ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Tensor')
  );
}
