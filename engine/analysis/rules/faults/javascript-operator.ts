/** JavaScript's own operators on tensors, and the methods that were meant. */

import { rangeOf, ts } from '../../syntax.ts';
import { fix, replace, textOf } from '../edits/text-edits.ts';
import { tensorOf } from '../operand.ts';
import { declarationOf } from '../syntax/declarations.ts';
import { libraryName } from '../syntax/library-names.ts';
import { bare } from '../syntax/trace-expression.ts';
import { listText } from '../text/list-text.ts';
import type { Describer, Fault } from './describer.ts';

const { SyntaxKind } = ts;

interface Method {
  readonly name: string;
  /** The function of two arguments, for a plain number on the left. */
  readonly function: string;
  readonly isCommutative?: true;
}

const methods: Partial<Record<ts.SyntaxKind, Method>> = {
  [SyntaxKind.PlusToken]: { name: 'add', function: 'add', isCommutative: true },
  [SyntaxKind.MinusToken]: { name: 'sub', function: 'subtract' },
  [SyntaxKind.AsteriskToken]: { name: 'mul', function: 'multiply', isCommutative: true },
  [SyntaxKind.SlashToken]: { name: 'div', function: 'divide' },
  [SyntaxKind.PercentToken]: { name: 'mod', function: 'mod' },
  [SyntaxKind.AsteriskAsteriskToken]: { name: 'pow', function: 'pow' },
  [SyntaxKind.LessThanToken]: { name: 'less', function: 'less' },
  [SyntaxKind.LessThanEqualsToken]: { name: 'lessEqual', function: 'lessEqual' },
  [SyntaxKind.GreaterThanToken]: { name: 'greater', function: 'greater' },
  [SyntaxKind.GreaterThanEqualsToken]: { name: 'greaterEqual', function: 'greaterEqual' },
  [SyntaxKind.EqualsEqualsToken]: { name: 'equal', function: 'equal', isCommutative: true },
  [SyntaxKind.EqualsEqualsEqualsToken]: { name: 'equal', function: 'equal', isCommutative: true },
  [SyntaxKind.ExclamationEqualsToken]: { name: 'notEqual', function: 'notEqual', isCommutative: true },
  [SyntaxKind.ExclamationEqualsEqualsToken]: { name: 'notEqual', function: 'notEqual', isCommutative: true },
};

export const operatorFault: Describer = (fault) => {
  const { node } = fault.site;
  if (fault.code !== 'javascript-operator' || !isOperation(node)) return undefined;
  const outer = wholeExpression(node);
  const isDecision = isCondition(outer);
  const written = isDecision ? undefined : asMethods(outer, fault);
  const names = written && listText([...new Set(written.methods)]);
  return {
    message:
      `JavaScript's ${operatorText(node)} does not compute with tensors` +
      (isDecision
        ? ', which have no value while the graph is built: run the session, and decide by what it gives.'
        : `: it is written as a method${written ? `, here ${names}` : ''}.`),
    range: rangeOf(node),
    fixes: [
      written &&
        fix(`Write it with the method${written.methods.length > 1 ? 's' : ''} ${names}`, replace(outer, written.text)),
    ],
  };
};

type Operation = ts.BinaryExpression | ts.PrefixUnaryExpression;

function isOperation(node: ts.Node): node is Operation {
  if (ts.isPrefixUnaryExpression(node)) return node.operator === SyntaxKind.MinusToken;
  return ts.isBinaryExpression(node) && methods[node.operatorToken.kind] !== undefined;
}

function operatorText(node: Operation): string {
  return ts.isBinaryExpression(node) ? textOf(node.operatorToken) : '-';
}

/** The arithmetic around: what it computes with is a tensor as well. */
function wholeExpression(node: ts.Expression): ts.Expression {
  let outer = node;
  for (let { parent } = node; parent; parent = parent.parent) {
    if (isOperation(parent)) outer = parent;
    else if (!ts.isParenthesizedExpression(parent)) break;
  }
  return outer;
}

function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isCondition(parent);
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  return ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent);
}

export interface Written {
  readonly text: string;
  /** Those that it calls, the innermost first. */
  readonly methods: readonly string[];
}

interface Part extends Written {
  readonly isTensor: boolean;
}

/** The expression with methods in place of operators. */
export function asMethods(node: ts.Expression, { program }: Pick<Fault, 'program'>): Written | undefined {
  const result = convert(node);
  return result?.isTensor ? result : undefined;

  function convert(expression: ts.Expression): Part | undefined {
    const inner = bare(expression);
    if (!isOperation(inner)) return { text: textOf(inner), methods: [], isTensor: isTensor(inner) };
    if (ts.isPrefixUnaryExpression(inner)) {
      const operand = convert(inner.operand);
      if (!operand) return undefined;
      if (!operand.isTensor) return { ...operand, text: textOf(inner) };
      return {
        text: `${receiver(operand.text, inner.operand)}.neg()`,
        methods: [...operand.methods, 'neg'],
        isTensor: true,
      };
    }
    const [left, right] = [convert(inner.left), convert(inner.right)];
    return left && right && combined(inner, left, right);
  }

  function combined(inner: ts.BinaryExpression, left: Part, right: Part): Part | undefined {
    const method = methods[inner.operatorToken.kind]!;
    const used = [...left.methods, ...right.methods];
    if (!left.isTensor && !right.isTensor) return { text: textOf(inner), methods: [], isTensor: false };
    if (left.isTensor) {
      return {
        text: `${receiver(left.text, inner.left)}.${method.name}(${right.text})`,
        methods: [...used, method.name],
        isTensor: true,
      };
    }
    if (method.isCommutative) {
      return {
        text: `${receiver(right.text, inner.right)}.${method.name}(${left.text})`,
        methods: [...used, method.name],
        isTensor: true,
      };
    }
    const name = libraryName(method.function, inner.getSourceFile());
    return name === undefined
      ? undefined
      : { text: `${name}(${left.text}, ${right.text})`, methods: [...used, method.function], isTensor: true };
  }

  function isTensor(expression: ts.Expression): boolean {
    const declaration = ts.isIdentifier(expression) ? declarationOf(expression.text, expression) : undefined;
    // What follows the fault was not evaluated yet, but what it names was.
    const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    const fact = program.factOf(expression) ?? (made && program.factOf(bare(made)));
    return fact?.values.some((value) => tensorOf(value)) ?? false;
  }
}

/** In brackets where a dot would take only a part of it. */
function receiver(text: string, expression: ts.Expression): string {
  const inner = bare(expression);
  return isOperation(inner) || (ts.isLeftHandSideExpression(inner) && !ts.isNumericLiteral(inner)) ? text : `(${text})`;
}
