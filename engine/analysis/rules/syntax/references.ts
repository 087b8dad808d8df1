/** The places where a declared name is used. */

import { ts } from '../../syntax.ts';
import { declarationOf, isReference } from './declarations.ts';

/** All uses of the name that `declaration` declares, its declaration apart. */
export function referencesOf(declaration: ts.VariableDeclaration & { readonly name: ts.Identifier }): ts.Identifier[] {
  const { text } = declaration.name;
  const scope = ts.findAncestor(declaration, (node) => ts.isBlock(node) || ts.isSourceFile(node))!;
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    const isUse = ts.isIdentifier(node) && node !== declaration.name && node.text === text && isReference(node);
    if (isUse && declarationOf(text, node) === declaration) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return found;
}
