/** Expressions, one function a kind. */

import { bareExpression, ts } from '../syntax.ts';
import {
  Accessor,
  concatLists,
  isUnknown,
  type ListContents,
  listOfUnknownLength,
  ObjectValue,
  type PropertyKey,
  type Slot,
  Unknown,
  uninitialised,
  unknown,
  type Value,
} from '../values/index.ts';
import { evaluateAssignment, evaluateUpdate } from './assignment.ts';
import { evaluateNew, evaluateTagged } from './calls.ts';
import { chainEnd, link, memberKey } from './chains.ts';
import { makeClass } from './classes.ts';
import { awaited } from './conversions.ts';
import type { Env } from './env.ts';
import { makeFunction } from './functions.ts';
import type { Interpreter } from './interpreter.ts';
import { unknownOf } from './join.ts';
import { not, prefix } from './operators.ts';

type Evaluate = (it: Interpreter, node: never, env: Env) => Value;

const { SyntaxKind } = ts;

const byKind: Partial<Record<ts.SyntaxKind, Evaluate>> = {
  [SyntaxKind.NumericLiteral]: (_it, node: ts.NumericLiteral) => Number(node.text.replaceAll('_', '')),
  [SyntaxKind.BigIntLiteral]: (_it, node: ts.BigIntLiteral) => bigintOf(node.text),
  [SyntaxKind.StringLiteral]: (_it, node: ts.StringLiteral) => node.text,
  [SyntaxKind.NoSubstitutionTemplateLiteral]: (_it, node: ts.NoSubstitutionTemplateLiteral) => node.text,
  [SyntaxKind.TrueKeyword]: () => true,
  [SyntaxKind.FalseKeyword]: () => false,
  [SyntaxKind.NullKeyword]: () => null,
  [SyntaxKind.RegularExpressionLiteral]: (it, node: ts.RegularExpressionLiteral) => it.regularExpression(node),
  [SyntaxKind.TemplateExpression]: evaluateTemplate,
  [SyntaxKind.Identifier]: (it, node: ts.Identifier, env) => evaluateName(it, node, env),
  [SyntaxKind.ThisKeyword]: (_it, _node, env) => env.frame.self,
  [SyntaxKind.ParenthesizedExpression]: (it, node: ts.ParenthesizedExpression, env) =>
    it.evaluate(node.expression, env),
  [SyntaxKind.AsExpression]: (it, node: ts.AsExpression, env) => it.evaluate(node.expression, env),
  [SyntaxKind.SatisfiesExpression]: (it, node: ts.SatisfiesExpression, env) => it.evaluate(node.expression, env),
  [SyntaxKind.NonNullExpression]: (it, node: ts.NonNullExpression, env) => it.evaluate(node.expression, env),
  [SyntaxKind.TypeAssertionExpression]: (it, node: ts.TypeAssertion, env) => it.evaluate(node.expression, env),
  [SyntaxKind.ExpressionWithTypeArguments]: (it, node: ts.ExpressionWithTypeArguments, env) =>
    it.evaluate(node.expression, env),
  [SyntaxKind.ArrayLiteralExpression]: (it, node: ts.ArrayLiteralExpression, env) =>
    it.list(itemsOfLiteral(it, node, env)),
  [SyntaxKind.ObjectLiteralExpression]: evaluateObject,
  [SyntaxKind.FunctionExpression]: (it, node: ts.FunctionExpression, env) =>
    makeFunction(it, node, env, node.name?.text ?? ''),
  [SyntaxKind.ArrowFunction]: (it, node: ts.ArrowFunction, env) => makeFunction(it, node, env, ''),
  [SyntaxKind.ClassExpression]: (it, node: ts.ClassExpression, env) => makeClass(it, node, env),
  [SyntaxKind.PropertyAccessExpression]: (it, node: ts.PropertyAccessExpression, env) => chainEnd(link(it, node, env)),
  [SyntaxKind.ElementAccessExpression]: (it, node: ts.ElementAccessExpression, env) => chainEnd(link(it, node, env)),
  [SyntaxKind.CallExpression]: (it, node: ts.CallExpression, env) => chainEnd(link(it, node, env)),
  [SyntaxKind.NewExpression]: evaluateNew,
  [SyntaxKind.TaggedTemplateExpression]: evaluateTagged,
  [SyntaxKind.BinaryExpression]: evaluateBinary,
  [SyntaxKind.PrefixUnaryExpression]: evaluatePrefix,
  [SyntaxKind.PostfixUnaryExpression]: (it, node: ts.PostfixUnaryExpression, env) => evaluateUpdate(it, node, env),
  [SyntaxKind.ConditionalExpression]: evaluateConditional,
  [SyntaxKind.TypeOfExpression]: (it, node: ts.TypeOfExpression, env) =>
    typeOf(it, it.evaluateQuietly(node.expression, env)),
  [SyntaxKind.VoidExpression]: (it, node: ts.VoidExpression, env) => void it.evaluate(node.expression, env),
  [SyntaxKind.DeleteExpression]: evaluateDelete,
  [SyntaxKind.AwaitExpression]: (it, node: ts.AwaitExpression, env) => awaited(it.evaluate(node.expression, env)),
  [SyntaxKind.YieldExpression]: evaluateYield,
  [SyntaxKind.SpreadElement]: (it, node: ts.SpreadElement, env) => it.evaluate(node.expression, env),
  [SyntaxKind.MetaProperty]: () => unknown,
};

export function evaluateExpression(it: Interpreter, node: ts.Expression, env: Env): Value {
  const evaluate = byKind[node.kind];
  return evaluate ? evaluate(it, node as never, env) : unknown;
}

function evaluateName(it: Interpreter, node: ts.Identifier, env: Env): Value {
  const binding = env.scope.find(node.text);
  if (!binding) {
    if (node.text === 'undefined') return undefined;
    if (node.text === 'arguments' && env.frame.arguments) return it.list(env.frame.arguments);
    return it.global(node.text);
  }
  const { value } = binding;
  return value === uninitialised ? unknown : (value as Value);
}

function evaluateTemplate(it: Interpreter, node: ts.TemplateExpression, env: Env): Value {
  let text: string | undefined = node.head.text;
  for (const { expression, literal } of node.templateSpans) {
    const part = it.text(it.evaluate(expression, env));
    text = text === undefined || part === undefined || text.length > 100_000 ? undefined : text + part + literal.text;
  }
  return text ?? unknownOf('string');
}

/** The items of a list as written: lists that are spread in it bring their lengths with them. */
function itemsOfLiteral(it: Interpreter, { elements }: ts.ArrayLiteralExpression, env: Env): ListContents {
  const parts: ListContents[] = [];
  let items: Value[] = [];
  for (const element of elements) {
    if (!ts.isSpreadElement(element)) {
      items.push(ts.isOmittedExpression(element) ? undefined : it.evaluate(element, env));
      continue;
    }
    parts.push({ items }, it.iterate(it.evaluate(element.expression, env), it.siteOf(element)));
    items = [];
  }
  const list = concatLists([...parts, { items }], it.join);
  it.spend((list.items?.length ?? 0) >> 6);
  return list;
}

function evaluateObject(it: Interpreter, node: ts.ObjectLiteralExpression, env: Env): Value {
  const made = new ObjectValue(it.prototypes.object);
  const put = (key: PropertyKey | undefined, slot: Slot) => {
    if (key === undefined) openUp(made);
    else if (key === '__proto__') made.isOpen = true;
    else made.init(key, slot);
  };
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      spreadInto(it, made, it.evaluate(property.expression, env), property);
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const value = evaluateName(it, property.name, env);
      it.note(property.name, value);
      put(property.name.text, value);
    } else if (ts.isPropertyAssignment(property)) {
      const key = it.propertyKey(property.name, env);
      const value = it.evaluateNamed(property.initializer, env, String(key ?? ''));
      it.note(property.name, value);
      put(key, value);
    } else if (ts.isMethodDeclaration(property)) {
      const key = it.propertyKey(property.name, env);
      put(key, makeFunction(it, property, env, String(key ?? ''), made));
    } else {
      const key = it.propertyKey(property.name, env);
      const before = key === undefined ? undefined : made.own(key);
      const other = before instanceof Accessor ? before : new Accessor(undefined, undefined);
      const accessor = makeFunction(it, property, env, String(key ?? ''), made);
      put(key, ts.isGetAccessor(property) ? new Accessor(accessor, other.set) : new Accessor(other.get, accessor));
    }
  }
  return made;
}

function spreadInto(it: Interpreter, made: ObjectValue, value: Value, node: ts.Node): void {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number') return;
  const entries = it.ownEntries(value, it.siteOf(node));
  if (!entries) openUp(made);
  else for (const [key, item] of entries) made.init(key, item);
}

/** From here on it may hold any property, also in place of those that are there. */
function openUp(made: ObjectValue): void {
  for (const key of made.ownKeys) made.init(key, unknown);
  made.isOpen = true;
}

// --- Operators ---------------------------------------------------------------------------------------------------------

function evaluateBinary(it: Interpreter, node: ts.BinaryExpression, env: Env): Value {
  // A long sum is a deep tree on the left: a loop instead of recursion.
  const operands: ts.BinaryExpression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && isPlain(left.operatorToken.kind)) {
    operands.push(left);
    left = left.left;
  }
  if (operands.length === 0) return evaluateSpecial(it, node, env);
  let value = it.evaluate(left, env);
  for (const each of operands.reverse()) {
    value = applyBinary(it, each, value, it.evaluate(each.right, env));
    if (each !== node) it.note(each, value);
  }
  return value;
}

function isPlain(operator: ts.SyntaxKind): boolean {
  switch (operator) {
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.BarBarToken:
    case SyntaxKind.QuestionQuestionToken:
    case SyntaxKind.CommaToken:
    case SyntaxKind.InKeyword:
    case SyntaxKind.InstanceOfKeyword:
      return false;
    default:
      return !(operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment);
  }
}

function applyBinary(it: Interpreter, node: ts.BinaryExpression, left: Value, right: Value): Value {
  const operator = node.operatorToken.kind;
  return it.operate(operator, left, right, node);
}

function evaluateSpecial(it: Interpreter, node: ts.BinaryExpression, env: Env): Value {
  const operator = node.operatorToken.kind;
  const right = () => it.evaluate(node.right, env);
  switch (operator) {
    case SyntaxKind.CommaToken:
      it.evaluate(node.left, env);
      return right();
    case SyntaxKind.AmpersandAmpersandToken: {
      const left = it.evaluate(node.left, env);
      return it.choose(it.truth(left), right, () => left, node.left);
    }
    case SyntaxKind.BarBarToken: {
      const left = it.evaluate(node.left, env);
      return it.choose(it.truth(left), () => left, right, node.left);
    }
    case SyntaxKind.QuestionQuestionToken: {
      const left = it.evaluate(node.left, env);
      if (left === null || left === undefined) return right();
      return isUnknown(left) && left.hint === undefined ? it.choose(undefined, () => left, right, node.left) : left;
    }
    case SyntaxKind.InKeyword: {
      const key = it.keyOfValue(it.evaluate(node.left, env));
      return it.has(right(), key);
    }
    case SyntaxKind.InstanceOfKeyword:
      return it.isInstance(it.evaluate(node.left, env), right(), it.siteOf(node));
    default:
      return evaluateAssignment(it, node, env);
  }
}

function evaluatePrefix(it: Interpreter, node: ts.PrefixUnaryExpression, env: Env): Value {
  if (node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken) {
    return evaluateUpdate(it, node, env);
  }
  const value = it.evaluate(node.operand, env);
  if (node.operator === SyntaxKind.ExclamationToken) {
    const truth = it.truth(value);
    return truth === undefined ? unknownOf('boolean') : not(truth);
  }
  return it.isHost(value) ? it.hostOperator(value, node) : prefix(node.operator, value);
}

function evaluateConditional(it: Interpreter, node: ts.ConditionalExpression, env: Env): Value {
  const condition = it.truth(it.evaluate(node.condition, env));
  return it.choose(
    condition,
    () => it.evaluate(node.whenTrue, env),
    () => it.evaluate(node.whenFalse, env),
    node.condition,
  );
}

function typeOf(it: Interpreter, value: Value): Value {
  if (value instanceof Unknown) {
    return value.hint === 'tensor' || value.hint === 'promise' ? 'object' : (value.hint ?? unknownOf('string'));
  }
  if (it.isCallable(value)) return 'function';
  return it.hintOf(value) ?? typeof value;
}

function evaluateDelete(it: Interpreter, node: ts.DeleteExpression, env: Env): Value {
  const target = bareExpression(node.expression);
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
    const object = it.evaluate(target.expression, env);
    it.deleteMember(object, memberKey(it, target, env));
  }
  return true;
}

function evaluateYield(it: Interpreter, node: ts.YieldExpression, env: Env): Value {
  const value = node.expression ? it.evaluate(node.expression, env) : undefined;
  const { yields } = env.frame;
  if (!yields) return unknown;
  const { list } = yields;
  if (node.asteriskToken) {
    const more = it.iterate(value, it.siteOf(node));
    yields.setList(
      it.journal,
      list.items && more.items
        ? { items: [...list.items, ...more.items] }
        : listOfUnknownLength(it.join(list.items ? (list.items[0] ?? unknown) : list.element, unknown)),
    );
  } else if (list.items) {
    yields.setList(it.journal, { items: [...list.items, value] });
  } else yields.setList(it.journal, { ...list, element: it.join(list.element, value) });
  return unknown;
}

function bigintOf(text: string): Value {
  try {
    return BigInt(text.replace(/n$/, '').replaceAll('_', ''));
  } catch {
    return unknownOf('bigint');
  }
}
