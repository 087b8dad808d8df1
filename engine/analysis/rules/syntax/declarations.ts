/** Which declaration a name means, by JavaScript's scoping: found from the tree alone, one table of names a scope. */

import { ts } from '../../syntax.ts';

/** What a name may be declared by. */
export type Declaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassLikeDeclaration
  | ts.ImportClause
  | ts.ImportSpecifier
  | ts.NamespaceImport;

const tables = new WeakMap<ts.Node, Map<string, Declaration>>();

/** The declaration that `name` means at `place`, or undefined for a global. */
export function declarationOf(name: string, place: ts.Node): Declaration | undefined {
  for (let node: ts.Node | undefined = place; node; node = node.parent) {
    const found = isScope(node) ? namesIn(node).get(name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Whether `name` means anything at `place`. */
export function isTaken(name: string, place: ts.Node): boolean {
  return declarationOf(name, place) !== undefined;
}

/** The same declaration is meant at both places by every name in `expression`. */
export function meansTheSameAt(expression: ts.Node, place: ts.Node): boolean {
  let same = true;
  const visit = (node: ts.Node): void => {
    if (!same) return;
    if (ts.isIdentifier(node) && isReference(node)) {
      same = declarationOf(node.text, node) === declarationOf(node.text, place);
    }
    if (node.kind === ts.SyntaxKind.ThisKeyword) same = functionAround(node) === functionAround(place);
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return same;
}

/** The innermost function around a node; undefined at the top of a file. */
export function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let up = node.parent; up; up = up.parent) if (isFunction(up)) return up;
  return undefined;
}

/** Inside `try`: that it fails is the program's own business. */
export function isTried(node: ts.Node): boolean {
  return !!ts.findAncestor(node, ({ parent }) => !!parent && ts.isTryStatement(parent) && !!parent.catchClause);
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node;
}

/** An identifier that stands for a variable, and is not the name of a property, a label or a declaration. */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  return !(ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isFunctionLike(parent));
}

function isScope(node: ts.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isClassExpression(node) ||
    isFunction(node)
  );
}

function namesIn(scope: ts.Node): ReadonlyMap<string, Declaration> {
  const known = tables.get(scope);
  if (known) return known;
  const names = new Map<string, Declaration>();
  tables.set(scope, names);
  const declare = (name: ts.BindingName, declaration: Declaration): void => {
    if (ts.isIdentifier(name)) names.set(name.text, declaration);
    else for (const element of name.elements) if (ts.isBindingElement(element)) declare(element.name, element);
  };
  if (isFunction(scope)) {
    for (const parameter of scope.parameters) declare(parameter.name, parameter);
    if (ts.isFunctionExpression(scope) && scope.name) names.set(scope.name.text, scope);
  } else if (ts.isClassExpression(scope)) {
    if (scope.name) names.set(scope.name.text, scope);
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) declare(scope.variableDeclaration.name, scope.variableDeclaration);
  } else if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    if (scope.initializer && ts.isVariableDeclarationList(scope.initializer)) declareAll(scope.initializer, declare);
  } else if (ts.isCaseBlock(scope)) {
    for (const clause of scope.clauses) for (const statement of clause.statements) declareStatement(statement);
  } else for (const statement of (scope as ts.Block).statements) declareStatement(statement);
  return names;

  function declareStatement(statement: ts.Statement): void {
    if (ts.isVariableStatement(statement)) declareAll(statement.declarationList, declare);
    else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) {
      names.set(statement.name.text, statement);
    } else if (ts.isImportDeclaration(statement)) declareImport(statement);
  }

  function declareImport({ importClause }: ts.ImportDeclaration): void {
    if (!importClause) return;
    if (importClause.name) names.set(importClause.name.text, importClause);
    const bindings = importClause.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) names.set(bindings.name.text, bindings);
    else if (bindings) for (const specifier of bindings.elements) names.set(specifier.name.text, specifier);
  }
}

function declareAll(
  list: ts.VariableDeclarationList,
  declare: (name: ts.BindingName, declaration: Declaration) => void,
): void {
  for (const declaration of list.declarations) declare(declaration.name, declaration);
}
