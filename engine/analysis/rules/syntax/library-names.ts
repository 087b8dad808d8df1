/** What the program calls the library: the names that quick fixes write, and which function a call means. */

import { ts } from '../../syntax.ts';
import { type Declaration, declarationOf } from './declarations.ts';

/** The package whose functions the rules speak of. */
const packageName = 'tensorloom';

/** What the library is called where another file or a function hands it on. */
const usualName = 'tf';

/** How `name` (`nn.softmax`) is written in this file: `tf.nn.softmax`, or undefined where it is not imported. */
export function libraryName(name: string, source: ts.SourceFile): string | undefined {
  const [first] = name.split('.');
  for (const statement of source.statements) {
    if (!isLibraryImport(statement)) continue;
    const { name: fallback, namedBindings } = statement.importClause ?? {};
    if (namedBindings && ts.isNamespaceImport(namedBindings)) return `${namedBindings.name.text}.${name}`;
    if (fallback) return `${fallback.text}.${name}`;
    const specifier = namedBindings?.elements.find((element) => importedName(element) === first);
    if (specifier) return specifier.name.text + name.slice(first.length);
  }
  return undefined;
}

/**
 * The function a call means, without the namespace's own name: `nn.softmax` for `tf.nn.softmax(x)`, `add` for `x.add(y)`.
 * `isMethod` where the receiver is an argument.
 */
export function calledFunction(
  node: ts.Node,
): { readonly name: string; readonly isMethod: boolean; readonly nameNode: ts.Node } | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const path: string[] = [];
  let callee: ts.Expression = node.expression;
  const nameNode = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  while (ts.isPropertyAccessExpression(callee)) {
    path.unshift(callee.name.text);
    callee = callee.expression;
  }
  const declaration = ts.isIdentifier(callee) ? declarationOf(callee.text, callee) : undefined;
  const from = declaration && importAround(declaration);
  if (!declaration || !from || !isLibraryImport(from)) {
    const isHandedOn = declaration && ts.isIdentifier(callee) && callee.text === usualName && !isOfPackage(from);
    if (isHandedOn) return { name: path.join('.'), isMethod: false, nameNode };
    const name = path.at(-1);
    return name === undefined ? undefined : { name, isMethod: true, nameNode };
  }
  const own = ts.isImportSpecifier(declaration) ? [importedName(declaration)] : [];
  return { name: [...own, ...path].join('.'), isMethod: false, nameNode };
}

function importAround(declaration: Declaration): ts.ImportDeclaration | undefined {
  return ts.findAncestor(declaration, ts.isImportDeclaration);
}

/** Imported from a package, not from another file of the program. */
function isOfPackage(from: ts.ImportDeclaration | undefined): boolean {
  return from !== undefined && !(ts.isStringLiteral(from.moduleSpecifier) && /^[./]/.test(from.moduleSpecifier.text));
}

function isLibraryImport(node: ts.Node): node is ts.ImportDeclaration {
  return (
    ts.isImportDeclaration(node) &&
    ts.isStringLiteral(node.moduleSpecifier) &&
    node.moduleSpecifier.text === packageName
  );
}

function importedName(specifier: ts.ImportSpecifier): string {
  return (specifier.propertyName ?? specifier.name).text;
}
