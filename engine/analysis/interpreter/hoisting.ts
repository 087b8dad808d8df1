/** Which names a block or a function declares, found once for each node. */

import { ts } from '../syntax.ts';

export interface Declarations {
  readonly lexical: readonly { readonly name: string; readonly isConstant: boolean }[];
  /** Functions, which have their values from the start of the block. */
  readonly functions: readonly ts.FunctionDeclaration[];
}

const ofStatements = new WeakMap<object, Declarations>();
const varsOf = new WeakMap<ts.Node, readonly string[]>();

/** What `let`, `const`, `class`, `enum`, `namespace`, `import` and `function` declare directly in a list of statements. */
export function declarationsOf(statements: ts.NodeArray<ts.Statement>): Declarations {
  const known = ofStatements.get(statements);
  if (known) return known;
  const lexical: { name: string; isConstant: boolean }[] = [];
  const functions: ts.FunctionDeclaration[] = [];
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      const { flags } = statement.declarationList;
      if (!(flags & ts.NodeFlags.BlockScoped)) continue;
      const isConstant = (flags & ts.NodeFlags.Let) === 0;
      for (const { name } of statement.declarationList.declarations) {
        for (const each of namesIn(name)) lexical.push({ name: each, isConstant });
      }
    } else if (ts.isFunctionDeclaration(statement)) {
      if (statement.body) functions.push(statement);
    } else if ((ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) && statement.name) {
      lexical.push({ name: statement.name.text, isConstant: false });
    } else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name) && statement.body) {
      lexical.push({ name: statement.name.text, isConstant: false });
    }
  }
  const declarations = { lexical, functions };
  ofStatements.set(statements, declarations);
  return declarations;
}

/** Names that `var` declares anywhere in a function's body, but not in functions inside it. */
export function varNames(body: ts.Node): readonly string[] {
  const known = varsOf.get(body);
  if (known) return known;
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) {
      for (const { name } of node.declarations) names.push(...namesIn(name));
    }
    if (ts.isStatement(node) || ts.isVariableDeclarationList(node) || ts.isCaseOrDefaultClause(node) || node === body) {
      ts.forEachChild(node, visit);
    } else if (ts.isCaseBlock(node) || ts.isCatchClause(node) || ts.isModuleBlock(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  varsOf.set(body, names);
  return names;
}

export function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}
