/** Classes of the program, and what they construct. */

import { ts } from '../syntax.ts';
import {
  Accessor,
  Binding,
  type CallSite,
  ClassValue,
  FunctionValue,
  HeapObject,
  isPrimitive,
  NativeFunction,
  ObjectValue,
  OneOf,
  Scope,
  Unknown,
  unknown,
  type Value,
} from '../values/index.ts';
import type { Env, Frame } from './env.ts';
import { type CallArguments, callFunction, makeFunction } from './functions.ts';
import type { Interpreter } from './interpreter.ts';
import { unknownAmong, unknownOf } from './join.ts';

export function makeClass(it: Interpreter, node: ts.ClassLikeDeclaration, env: Env): Value {
  const heritage = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const base = heritage ? it.evaluate(heritage.types[0].expression, env) : undefined;
  const name = node.name?.text ?? '';
  const baseInstances =
    base instanceof ClassValue || base instanceof NativeFunction ? (base.instances ?? null) : it.prototypes.object;
  const instances = new ObjectValue(baseInstances, name);
  if (heritage && !baseInstances) instances.isOpen = true;
  const inner: Env = { scope: new Scope(env.scope), frame: env.frame };
  const made = new ClassValue(base instanceof HeapObject ? base : it.prototypes.function, {
    name,
    node,
    scope: inner.scope,
    base,
    instances,
  });
  made.init('prototype', instances);
  instances.init('constructor', made);
  if (name) inner.scope.declare(name, new Binding(made, true));
  for (const member of node.members) addMethod(it, member, made, inner);
  // Static fields and blocks run once the class is there, with it as `this`.
  const statics: Env = { scope: inner.scope, frame: { ...plainFrame(made), home: made } };
  for (const member of node.members) {
    if (ts.isPropertyDeclaration(member) && isStatic(member)) initField(it, member, made, statics);
    else if (ts.isClassStaticBlockDeclaration(member)) it.executeList(member.body.statements, statics);
  }
  return made;
}

function addMethod(it: Interpreter, member: ts.ClassElement, made: ClassValue, env: Env): void {
  const isMethod = ts.isMethodDeclaration(member);
  if (!isMethod && !ts.isGetAccessor(member) && !ts.isSetAccessor(member)) return;
  const key = it.propertyKey(member.name, env);
  if (key === undefined || !member.body) return;
  const owner = isStatic(member) ? made : made.instances;
  const method = makeFunction(it, member, env, String(key), owner);
  it.census.madeMember(method, made);
  if (isMethod) owner.init(key, method);
  else {
    const before = owner.own(key);
    const other = before instanceof Accessor ? before : new Accessor(undefined, undefined);
    owner.init(key, ts.isGetAccessor(member) ? new Accessor(method, other.set) : new Accessor(other.get, method));
  }
}

export function construct(it: Interpreter, callee: ClassValue, given: CallArguments, site: CallSite): Value {
  if (!isModelled(callee)) {
    for (const arg of given.args) it.escape(arg);
    return unknown;
  }
  const instance = new ObjectValue(callee.instances, callee.name || 'Object');
  const returned = runConstructor(it, callee, instance, given, site);
  // An object that a constructor returns takes the place of the instance.
  if (returned === undefined || (isPrimitive(returned) && typeof returned !== 'symbol')) return instance;
  return returned instanceof Unknown && !(returned instanceof OneOf) ? unknownAmong(instance, returned) : returned;
}

/** What `this` is in the methods of a class that nobody constructs. */
export function unknownInstance(callee: ClassValue): ObjectValue {
  const instance = new ObjectValue(callee.instances, callee.name || 'Object');
  instance.isOpen = true;
  return instance;
}

/** Whether the whole chain of base classes is the program's own, or the language's. */
function isModelled({ base }: ClassValue): boolean {
  if (base === undefined) return true;
  if (base instanceof ClassValue) return isModelled(base);
  return base instanceof NativeFunction && base.instances !== undefined;
}

function runConstructor(
  it: Interpreter,
  callee: ClassValue,
  instance: ObjectValue,
  given: CallArguments,
  site: CallSite,
): Value {
  const { base, node } = callee;
  const fields = () => {
    const env: Env = { scope: callee.scope, frame: { ...plainFrame(instance), home: callee.instances } };
    for (const member of node.members) {
      if (ts.isPropertyDeclaration(member) && !isStatic(member)) initField(it, member, instance, env);
    }
  };
  const superCall = (args: readonly Value[], hasMore = false) => {
    if (base instanceof ClassValue) runConstructor(it, base, instance, { args, hasMore }, site);
    else if (base instanceof NativeFunction) copyNative(it, base, instance, args, hasMore, site);
    fields();
  };
  const written = node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined) as
    | ts.ConstructorDeclaration
    | undefined;
  if (base === undefined) fields();
  if (!written) {
    if (base !== undefined) superCall(given.args, given.hasMore);
    return undefined;
  }
  const body = new FunctionValue(it.prototypes.function, {
    name: callee.name,
    node: written,
    scope: callee.scope,
    around: undefined,
    home: callee.instances,
  });
  return callFunction(it, body, instance, given, site, base === undefined ? undefined : superCall);
}

/** What a constructor of the language's own leaves in an instance of a class that extends it: an error's message. */
function copyNative(
  it: Interpreter,
  base: NativeFunction,
  instance: ObjectValue,
  args: readonly Value[],
  hasMore: boolean,
  site: CallSite,
): void {
  const made = base.construct?.({ machine: it, self: undefined, args, hasMore, site });
  if (!(made instanceof HeapObject)) return;
  for (const key of made.ownKeys) instance.set(it.journal, key, made.own(key));
  if (made.constructor !== ObjectValue) instance.isOpen = true;
}

function initField(it: Interpreter, member: ts.PropertyDeclaration, owner: HeapObject, env: Env): void {
  const key = it.propertyKey(member.name, env);
  const value = member.initializer ? it.evaluateNamed(member.initializer, env, String(key ?? '')) : undefined;
  if (key === undefined) {
    owner.havoc(it.journal);
    return;
  }
  if (hasModifier(member, ts.SyntaxKind.DeclareKeyword)) return;
  it.note(member.name, value);
  owner.set(it.journal, key, value);
}

function plainFrame(self: Value): Frame {
  return { self, home: null, callee: undefined, yields: undefined, superCall: undefined, arguments: undefined };
}

function isStatic(member: ts.ClassElement): boolean {
  return hasModifier(member, ts.SyntaxKind.StaticKeyword);
}

function hasModifier(member: ts.ClassElement, kind: ts.SyntaxKind): boolean {
  return (ts.canHaveModifiers(member) && ts.getModifiers(member)?.some((modifier) => modifier.kind === kind)) || false;
}

/** An enum's object, with its members by name and number. */
export function makeEnum(it: Interpreter, node: ts.EnumDeclaration, env: Env): Value {
  const made = new ObjectValue(it.prototypes.object);
  const scope = new Scope(env.scope);
  let next: Value = 0;
  for (const member of node.members) {
    const key = it.propertyKey(member.name, env);
    const value: Value = member.initializer ? it.evaluate(member.initializer, { scope, frame: env.frame }) : next;
    next = typeof value === 'number' ? value + 1 : unknownOf('number');
    if (key === undefined) continue;
    made.init(key, value);
    if (typeof value === 'number') made.init(String(value), String(key));
    scope.declare(String(key), new Binding(value));
  }
  return made;
}
