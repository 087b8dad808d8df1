// What the sources say of parameters and options: the comments of `@param`, and of the members of the option types.

import ts from 'typescript6';
import { readComment } from './comment-text.ts';
import { classOf, commentOf, type Declaration, findLocal, interfacesOf } from './declarations.ts';
import { unbroken } from './markdown.ts';

/** Comments by parameter or option, of those that have one. */
export function parameterTexts(declaration: Declaration): Map<string, string> {
  const { file, node, text } = declaration;
  const found = new Map(readComment(text).parameters);
  const itsClass = classOf(declaration)?.node as ts.ClassDeclaration | undefined;
  const made = itsClass?.members.find(ts.isConstructorDeclaration);
  if (itsClass && !made) return found;
  const types = [...typesNamed(made ?? node)]
    .filter((name) => /(?:Option|Options|Arguments|Settings|Config)$/.test(name))
    .map((name) => findLocal(file, name))
    .filter((type) => type !== undefined);
  const isTold = made !== undefined || types.some(({ node: type }) => ts.isInterfaceDeclaration(type));
  const options = isTold ? types : interfacesOf(file);
  for (const type of options) collectMembers(type, found);
  return found;
}

/** The types that the parameters of a function or constructor are annotated with. */
function typesNamed(node: ts.Node): Set<string> {
  const names = new Set<string>();
  const visit = (part: ts.Node): void => {
    if (ts.isParameter(part) && part.type) collectNames(part.type, names);
    ts.forEachChild(part, visit);
  };
  visit(node);
  return names;
}

function collectNames(node: ts.Node, names: Set<string>): void {
  if (ts.isTypeReferenceNode(node)) names.add(node.typeName.getText());
  ts.forEachChild(node, (child) => collectNames(child, names));
}

/** Members of an interface and of those it extends; what is there already stays. */
function collectMembers({ file, node }: Declaration, found: Map<string, string>): void {
  if (!ts.isInterfaceDeclaration(node)) return;
  for (const member of node.members) {
    const name = member.name?.getText();
    const text = commentOf(member);
    if (name && text && !found.has(name)) found.set(name, unbroken(readComment(text).text));
  }
  for (const base of node.heritageClauses?.flatMap(({ types }) => types) ?? []) {
    const declaration = findLocal(file, base.expression.getText());
    if (declaration) collectMembers(declaration, found);
  }
}
