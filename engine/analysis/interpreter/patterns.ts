/** Destructuring: takes a value apart into variables, or into what is assigned to. */

import { bareExpression, ts } from '../syntax.ts';
import {
  type ListContents,
  listOfUnknownLength,
  type PropertyKey,
  Unknown,
  unknown,
  type Value,
} from '../values/index.ts';
import { either } from './branches.ts';
import type { Env } from './env.ts';
import type { Interpreter } from './interpreter.ts';

/** What is done with each name that a pattern holds. */
export type Bind = (name: ts.Identifier, value: Value) => void;

/** Takes `value` apart as a declaration's pattern says. */
export function bindPattern(it: Interpreter, pattern: ts.BindingName, value: Value, env: Env, bind: Bind): void {
  if (ts.isIdentifier(pattern)) {
    it.note(pattern, value);
    bind(pattern, value);
    return;
  }
  if (ts.isObjectBindingPattern(pattern)) {
    const taken: PropertyKey[] = [];
    for (const element of pattern.elements) {
      if (element.dotDotDotToken) {
        bindPattern(it, element.name, it.restOf(value, taken, it.siteOf(element)), env, bind);
        continue;
      }
      const key = element.propertyName ? it.propertyKey(element.propertyName, env) : keyOf(element.name);
      if (key !== undefined) taken.push(key);
      const found = key === undefined ? unknown : it.get(value, key, it.siteOf(element));
      bindPattern(it, element.name, withDefault(it, found, element.initializer, env), env, bind);
    }
    return;
  }
  const items = it.iterate(value, it.siteOf(pattern));
  pattern.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const found = element.dotDotDotToken ? it.list(tailOf(items, index)) : itemAt(items, index);
    bindPattern(it, element.name, withDefault(it, found, element.initializer, env), env, bind);
  });
}

/** Takes `value` apart as an assignment's left side says: `[a, b.c] = …`. */
export function assignPattern(it: Interpreter, target: ts.Expression, value: Value, env: Env): void {
  const bare = bareExpression(target);
  if (ts.isArrayLiteralExpression(bare)) {
    const items = it.iterate(value, it.siteOf(bare));
    bare.elements.forEach((element, index) => {
      if (ts.isOmittedExpression(element)) return;
      if (ts.isSpreadElement(element)) assignPattern(it, element.expression, it.list(tailOf(items, index)), env);
      else assignWithDefault(it, element, itemAt(items, index), env);
    });
    return;
  }
  if (ts.isObjectLiteralExpression(bare)) {
    const taken: PropertyKey[] = [];
    for (const property of bare.properties) {
      const site = it.siteOf(property);
      if (ts.isSpreadAssignment(property)) assignPattern(it, property.expression, it.restOf(value, taken, site), env);
      else if (ts.isShorthandPropertyAssignment(property)) {
        taken.push(property.name.text);
        const found = it.get(value, property.name.text, site);
        it.assignName(property.name, withDefault(it, found, property.objectAssignmentInitializer, env), env);
      } else if (ts.isPropertyAssignment(property)) {
        const key = it.propertyKey(property.name, env);
        if (key !== undefined) taken.push(key);
        assignWithDefault(it, property.initializer, key === undefined ? unknown : it.get(value, key, site), env);
      }
    }
    return;
  }
  it.assignTo(bare, value, env);
}

function assignWithDefault(it: Interpreter, target: ts.Expression, value: Value, env: Env): void {
  if (ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    assignPattern(it, target.left, withDefault(it, value, target.right, env), env);
  } else assignPattern(it, target, value, env);
}

function withDefault(it: Interpreter, value: Value, initializer: ts.Expression | undefined, env: Env): Value {
  if (!initializer) return value;
  if (value === undefined) return it.evaluate(initializer, env);
  if (value instanceof Unknown && !value.isFault) {
    return either(it, initializer, [() => value, () => it.evaluate(initializer, env)]);
  }
  return value;
}

function itemAt(list: ListContents, index: number): Value {
  return list.items ? list.items[index] : list.element;
}

function tailOf(list: ListContents, index: number): ListContents {
  return list.items ? { items: list.items.slice(index) } : listOfUnknownLength(list.element);
}

function keyOf(name: ts.BindingName): string | undefined {
  return ts.isIdentifier(name) ? name.text : undefined;
}
