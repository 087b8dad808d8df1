/** Calls of the program's own functions. */

import { ts } from '../syntax.ts';
import {
  ArrayValue,
  Binding,
  type CallSite,
  FunctionValue,
  type HeapObject,
  IteratorValue,
  listOfUnknownLength,
  Scope,
  Unknown,
  uninitialised,
  unknown,
  type Value,
} from '../values/index.ts';
import { either } from './branches.ts';
import { leaveOut } from './calls-not-followed.ts';
import { type Completion, unite, waysOf } from './completion.ts';
import type { Env, Frame } from './env.ts';
import { declarationsOf, varNames } from './hoisting.ts';
import type { Interpreter } from './interpreter.ts';
import { unknownOf } from './join.ts';
import { bindPattern } from './patterns.ts';
import { shapeHints } from './shape-hints.ts';

/** Deeper calls are not followed: their results are unknown. */
const deepestCall = 120;

export function makeFunction(
  it: Interpreter,
  node: ts.FunctionLikeDeclaration,
  env: Env,
  name: string,
  home: HeapObject | null = null,
): FunctionValue {
  const around = ts.isArrowFunction(node) ? env.frame : undefined;
  const made = new FunctionValue(it.prototypes.function, { name, node, scope: env.scope, around, home });
  it.census.made(made);
  return made;
}

export interface CallArguments {
  readonly args: readonly Value[];
  readonly hasMore: boolean;
}

export function callFunction(
  it: Interpreter,
  callee: FunctionValue,
  self: Value,
  { args, hasMore }: CallArguments,
  site: CallSite,
  superCall?: Frame['superCall'],
): Value {
  const { node, around } = callee;
  it.census.called(node);
  if (it.context.depth >= deepestCall || it.context.isAstray(node) || !node.body) {
    return leaveOut(it, callee, self, { args, hasMore });
  }
  const yields = node.asteriskToken ? new ArrayValue(it.prototypes.array, { items: [] }) : undefined;
  const frame: Frame = {
    self: around ? around.self : self,
    home: around ? around.home : callee.home,
    callee: node,
    yields,
    superCall,
    arguments: around ? around.arguments : hasMore ? listOfUnknownLength() : { items: args },
  };
  const scope = new Scope(callee.scope);
  const env: Env = { scope, frame };
  if (ts.isFunctionExpression(node) && node.name) scope.declare(node.name.text, new Binding(callee));
  const value = it.context.inCall(site, node, () => {
    bindParameters(it, node, args, hasMore, env);
    return runBody(it, node.body!, env);
  });
  if (yields) return new IteratorValue(it.prototypes.iterator, yields.list);
  return isAsync(node) ? it.promise(value) : value;
}

function runBody(it: Interpreter, body: ts.ConciseBody, env: Env): Value {
  if (!ts.isBlock(body)) return it.evaluate(body, env);
  const inner: Env = { scope: env.scope, frame: env.frame };
  for (const name of varNames(body)) if (!env.scope.own(name)) env.scope.declare(name, new Binding(undefined));
  return returned(it, it.executeList(body.statements, inner), body);
}

/** What a body's end gives its caller. */
export function returned(it: Interpreter, end: Completion, at: ts.Node): Value {
  if (end.type !== 'parted') return end.type === 'return' ? end.value : undefined;
  const ways = waysOf(end).map(({ end: each, changes }) => ({
    end: each.type === 'return' ? each : ({ type: 'return', value: undefined } as const),
    changes,
  }));
  const united =
    ways.length === 1 ? unite(ways, it.journal, it.join) : it.at(it.siteOf(at), () => unite(ways, it.journal, it.join));
  return united.type === 'return' ? united.value : undefined;
}

function bindParameters(
  it: Interpreter,
  node: ts.FunctionLikeDeclaration,
  args: readonly Value[],
  hasMore: boolean,
  env: Env,
): void {
  const hints = shapeHints(node);
  node.parameters.forEach((parameter, index) => {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') return;
    const { name } = parameter;
    if (parameter.dotDotDotToken) {
      const rest = args.slice(index);
      const value = hasMore ? it.listOfUnknown(rest) : it.array(rest);
      bindPattern(it, name, value, env, (each, item) => declare(env.scope, each.text, item));
      return;
    }
    let value = index < args.length ? args[index] : hasMore ? unknown : undefined;
    const { initializer } = parameter;
    if (value === undefined && initializer) value = it.evaluate(initializer, env);
    else if (value instanceof Unknown && !value.isFault && initializer) {
      const given = value;
      value = either(it, parameter, [() => given, () => it.evaluate(initializer, env)]);
    }
    value = refine(value, parameter.type);
    const hint = ts.isIdentifier(name) ? hints.get(name.text) : undefined;
    if (hint) value = it.hinted(value, hint, parameter);
    bindPattern(it, name, value, env, (each, item) => declare(env.scope, each.text, item));
    if (ts.isParameterPropertyDeclaration(parameter, node) && ts.isIdentifier(name)) {
      it.set(env.frame.self, name.text, value, it.siteOf(parameter));
    }
  });
}

function declare(scope: Scope, name: string, value: Value): void {
  scope.declare(name, new Binding(value));
}

/** Of a value that is not known, at least the kind that its annotation says. */
export function refine(value: Value, type: ts.TypeNode | undefined): Value {
  if (!(value instanceof Unknown) || value.isFault || value.hint !== undefined || !type) return value;
  switch (type.kind) {
    case ts.SyntaxKind.NumberKeyword:
      return unknownOf('number');
    case ts.SyntaxKind.StringKeyword:
      return unknownOf('string');
    case ts.SyntaxKind.BooleanKeyword:
      return unknownOf('boolean');
    default:
      return /^(?:\w+\.)?Tensor(?:<.*>)?$/.test(type.getText()) ? unknownOf('tensor') : value;
  }
}

function isAsync(node: ts.FunctionLikeDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** Declares what a list of statements declares: functions with their values, the rest not yet initialised. */
export function hoist(it: Interpreter, statements: ts.NodeArray<ts.Statement>, env: Env): void {
  const { lexical, functions } = declarationsOf(statements);
  for (const { name, isConstant } of lexical) env.scope.declare(name, new Binding(uninitialised, isConstant));
  for (const node of functions) {
    if (node.name) env.scope.declare(node.name.text, new Binding(makeFunction(it, node, env, node.name.text)));
  }
}
