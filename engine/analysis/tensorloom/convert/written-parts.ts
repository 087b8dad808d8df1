/** The expressions of the parts of something written out at a call: of a list its items, of an object its properties. */

import type { SourceRange } from '../../source/range.ts';
import { rangeOf, ts } from '../../syntax.ts';

/** Item `index` of an array literal without spreads before it. */
export function itemOf(expression: ts.Expression | undefined, index: number): ts.Expression | undefined {
  const literal = expression && unwrapped(expression);
  if (!literal || !ts.isArrayLiteralExpression(literal)) return undefined;
  if (literal.elements.slice(0, index + 1).some((element) => ts.isSpreadElement(element))) return undefined;
  return literal.elements[index];
}

/** What property `key` of an object literal was written as: of several the last, which wins. */
export function propertyOf(expression: ts.Expression | undefined, key: string): ts.Expression | undefined {
  const literal = expression && unwrapped(expression);
  if (!literal || !ts.isObjectLiteralExpression(literal)) return undefined;
  return literal.properties
    .map((property) => {
      if (!property.name || !('text' in property.name) || property.name.text !== key) return undefined;
      if (ts.isPropertyAssignment(property)) return property.initializer;
      return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
    })
    .findLast((found) => found !== undefined);
}

/** The name of property `key` of an object literal. */
export function propertyNameOf(expression: ts.Expression | undefined, key: string): ts.Node | undefined {
  const value = propertyOf(expression, key);
  return value && (ts.isPropertyAssignment(value.parent) ? value.parent.name : value);
}

/** The list of pairs in `new Map([[key, value], …])`. */
export function mapPairs(expression: ts.Expression | undefined): ts.Expression | undefined {
  const made = expression && unwrapped(expression);
  return made && ts.isNewExpression(made) ? made.arguments?.[0] : undefined;
}

/** Where it stands, or where what holds it stands. */
export function placeOf(node: ts.Node | undefined, otherwise: SourceRange): SourceRange {
  return node ? rangeOf(node) : otherwise;
}

/** Without parentheses and what only the type checker reads. */
function unwrapped(expression: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression)
  ) {
    return unwrapped(expression.expression);
  }
  return expression;
}
