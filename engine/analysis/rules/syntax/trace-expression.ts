/**
 * From an expression back to where its value was written: through constants, parameters of calls that led here,
 * destructuring and properties of literals. What cannot be followed ends the trace where it is.
 */

import type { Origin, Program } from '../../program/program.ts';
import type { SourceRange } from '../../source/range.ts';
import { ts } from '../../syntax.ts';
import { declarationOf } from './declarations.ts';
import { nodeAt } from './node-at.ts';

/** As much of where we are as a trace needs: the calls around, and the trees they are in. */
export interface Trail {
  readonly stack: Origin['stack'];
  readonly sources: Program['sources'];
}

const longestTrace = 20;

/** The expression that gave the value, parentheses and type assertions off. */
export function tracedExpression(expression: ts.Expression, trail: Trail): ts.Expression {
  let current = bare(expression);
  for (let step = 0; step < longestTrace; step++) {
    const next = oneStep(current, trail);
    if (!next) return current;
    current = bare(next);
  }
  return current;
}

/** As tracedExpression, but only from parameters to the arguments of the calls that led here. */
export function givenArgument(expression: ts.Expression, trail: Trail): ts.Expression {
  let current = expression;
  for (let step = 0; step < longestTrace; step++) {
    const name = bare(current);
    const declaration = ts.isIdentifier(name) ? declarationOf(name.text, name) : undefined;
    const next = declaration && isOfParameter(declaration) ? valueOfDeclaration(declaration, trail) : undefined;
    if (!next) return current;
    current = next;
  }
  return current;
}

/** The number that an expression is, where literals and arithmetic of traced values say it. */
export function numberOf(expression: ts.Expression, trail: Trail, depth = 0): number | undefined {
  const traced = tracedExpression(expression, trail);
  if (ts.isNumericLiteral(traced)) return Number(traced.text.replaceAll('_', ''));
  if (depth > longestTrace) return undefined;
  if (ts.isPrefixUnaryExpression(traced) && traced.operator === ts.SyntaxKind.MinusToken) {
    const value = numberOf(traced.operand, trail, depth + 1);
    return value === undefined ? undefined : -value;
  }
  if (!ts.isBinaryExpression(traced)) return undefined;
  const apply = arithmetic.get(traced.operatorToken.kind);
  const left = apply && numberOf(traced.left, trail, depth + 1);
  const right = apply && numberOf(traced.right, trail, depth + 1);
  return left === undefined || right === undefined ? undefined : apply!(left, right);
}

const arithmetic = new Map<ts.SyntaxKind, (a: number, b: number) => number>([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [ts.SyntaxKind.SlashToken, (a, b) => a / b],
  [ts.SyntaxKind.AsteriskAsteriskToken, (a, b) => a ** b],
]);

/** The value of property `name` as written in an object literal; undefined where a spread may have given it. */
export function propertyOf(object: ts.Expression, name: string): ts.Expression | undefined {
  const literal = bare(object);
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  for (const property of literal.properties.toReversed()) {
    if (ts.isSpreadAssignment(property)) return undefined;
    const key = property.name;
    if (!key || !(ts.isIdentifier(key) || ts.isStringLiteralLike(key)) || key.text !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
  }
  return undefined;
}

/** Without parentheses, `as`, `satisfies`, `!` and `await`. */
export function bare(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner) ||
    ts.isAwaitExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

function oneStep(expression: ts.Expression, trail: Trail): ts.Expression | undefined {
  if (ts.isIdentifier(expression)) {
    const declaration = declarationOf(expression.text, expression);
    return declaration && valueOfDeclaration(declaration, trail);
  }
  if (ts.isPropertyAccessExpression(expression)) {
    return propertyOf(tracedExpression(expression.expression, trail), expression.name.text);
  }
  if (ts.isElementAccessExpression(expression)) {
    const list = tracedExpression(expression.expression, trail);
    const index = numberOf(expression.argumentExpression, trail);
    return index === undefined ? undefined : elementOf(list, index);
  }
  return undefined;
}

function elementOf(list: ts.Expression, index: number): ts.Expression | undefined {
  if (!ts.isArrayLiteralExpression(list)) return undefined;
  const before = list.elements.slice(0, index + 1);
  return before.length === index + 1 && !before.some(ts.isSpreadElement) ? before[index] : undefined;
}

function valueOfDeclaration(declaration: ts.Node, trail: Trail): ts.Expression | undefined {
  if (ts.isVariableDeclaration(declaration)) return isConstant(declaration) ? declaration.initializer : undefined;
  if (ts.isParameter(declaration)) return argumentFor(declaration, trail);
  if (ts.isBindingElement(declaration)) return destructured(declaration, trail);
  return undefined;
}

function isConstant(declaration: ts.VariableDeclaration): boolean {
  return (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
}

/** A parameter, or a part of one that it is taken apart into. */
function isOfParameter(declaration: ts.Node): boolean {
  if (ts.isBindingElement(declaration)) return isOfParameter(declaration.parent.parent);
  return ts.isParameter(declaration);
}

/** The part of a pattern's value that an element of it takes. */
function destructured(element: ts.BindingElement, trail: Trail): ts.Expression | undefined {
  if (element.dotDotDotToken) return undefined;
  const pattern = element.parent;
  const owner = pattern.parent;
  const given = valueOfDeclaration(owner, trail);
  if (!given) return element.initializer;
  const value = tracedExpression(given, trail);
  if (ts.isArrayBindingPattern(pattern)) return elementOf(value, pattern.elements.indexOf(element));
  const key = element.propertyName ?? element.name;
  const name = ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : undefined;
  const part = name === undefined ? undefined : propertyOf(value, name);
  return part ?? (ts.isObjectLiteralExpression(value) ? element.initializer : undefined);
}

/** What the innermost call around that is a call of this function gave for the parameter. */
function argumentFor(parameter: ts.ParameterDeclaration, trail: Trail): ts.Expression | undefined {
  const called = parameter.parent as ts.FunctionLikeDeclaration;
  const call = trail.stack.map((range) => callAt(range, trail)).find((found) => found && calls(found, called));
  if (!call) return undefined;
  const position = called.parameters.indexOf(parameter);
  const args = call.arguments ?? [];
  if (parameter.dotDotDotToken || args.slice(0, position + 1).some(ts.isSpreadElement)) return undefined;
  return args[position] ?? parameter.initializer;
}

function calls(call: ts.CallExpression | ts.NewExpression, called: ts.Node): boolean {
  const callee = bare(call.expression);
  if (callee === called) return true;
  const name = ts.isIdentifier(callee) ? callee : undefined;
  const declaration = name && declarationOf(name.text, name);
  if (!declaration) return false;
  if (declaration === called) return true;
  if (ts.isClassLike(declaration)) return ts.isConstructorDeclaration(called) && called.parent === declaration;
  return ts.isVariableDeclaration(declaration) && !!declaration.initializer && bare(declaration.initializer) === called;
}

/** The call that a range of the stack stands for. */
function callAt(range: SourceRange, { sources }: Trail): ts.CallExpression | ts.NewExpression | undefined {
  const source = sources.get(range.file);
  return source && nodeAt(source, range, (node) => ts.isCallExpression(node) || ts.isNewExpression(node));
}
