/**
 * The abstract interpreter: walks a model file's syntax tree with values of which not everything is known. This class holds
 * the state of one analysis and is what native functions see of it (`Machine`); what each kind of syntax does is in the
 * files beside it.
 */

import type { AnalysisHost } from '../host.ts';
import type { Origin } from '../program/program.ts';
import type { Recorder } from '../program/recorder.ts';
import { bareExpression, ts } from '../syntax.ts';
import {
  ArrayValue,
  Binding,
  type CallSite,
  ClassValue,
  DataValue,
  FunctionValue,
  faulty,
  HeapObject,
  type Hint,
  IteratorValue,
  isPrimitive,
  type JoinValues,
  Journal,
  type ListContents,
  listOfUnknownLength,
  type Machine,
  type NativeCall,
  NativeFunction,
  ObjectValue,
  PromiseValue,
  type PropertyKey,
  type Prototypes,
  Scope,
  SizeValue,
  Unknown,
  uninitialised,
  unknown,
  unknownBoolean,
  type Value,
} from '../values/index.ts';
import { believeShape } from './believe-shape.ts';
import { either } from './branches.ts';
import { evaluateCall } from './calls.ts';
import { Census } from './census.ts';
import { memberKey, type skipped } from './chains.ts';
import { construct } from './classes.ts';
import { type Completion, EndOfAnalysis, ThrowSignal } from './completion.ts';
import { Context } from './context.ts';
import { awaited, keyOf, nullishness, numberOf, textOf, truthOf } from './conversions.ts';
import type { Env } from './env.ts';
import { escapeValue } from './escape.ts';
import { evaluateExpression } from './expressions.ts';
import { type CallArguments, callFunction, makeFunction } from './functions.ts';
import { isInstance } from './instances.ts';
import { evaluateItems } from './items.ts';
import { hintOf, joinValues } from './join.ts';
import type { Library } from './library.ts';
import { repeat } from './loops.ts';
import {
  deleteMember,
  enumerableKeys,
  getFrom,
  getMember,
  getUnknownKey,
  hasMember,
  ownEntries,
  restOf,
  setMember,
  setUnknownKey,
} from './members.ts';
import { exportedNames, Modules } from './modules.ts';
import { binary, isFault, strictlyEqual } from './operators.ts';
import { assignPattern } from './patterns.ts';
import { keyOfPrivate } from './private-names.ts';
import { type ShapeHint, shapeHintOf } from './shape-hints.ts';
import { siteOf } from './sites.ts';
import { declareList, execute, executeList } from './statements.ts';
import { callUnknown, letGo } from './unknown-callees.ts';

/** How often, in steps, the host is asked whether anybody still waits. */
const stepsBetweenQuestions = 2048;

export interface InterpreterOptions {
  readonly fuel: number;
  readonly trees: Map<string, ts.SourceFile>;
}

export class Interpreter implements Machine {
  readonly host: AnalysisHost;
  readonly library: Library;
  readonly program: Recorder;
  readonly prototypes: Prototypes;
  readonly journal = new Journal((steps) => this.spend(steps));
  readonly context = new Context();
  readonly globalScope = new Scope();
  readonly modules: Modules;
  readonly join: JoinValues;
  readonly widenValue: JoinValues;
  #here: CallSite;
  #fuel: number;
  #untilQuestion = stepsBetweenQuestions;
  #widening = 0;
  #mayHaveThrown = false;
  readonly census = new Census();
  readonly #escaping = new Set<object>();

  constructor(host: AnalysisHost, library: Library, program: Recorder, options: InterpreterOptions) {
    this.host = host;
    this.library = library;
    this.program = program;
    this.prototypes = library.prototypes;
    this.#fuel = options.fuel;
    this.modules = new Modules(this, options.trees);
    this.#here = { node: undefined as never, range: { file: program.entry, start: 0, end: 0 }, args: [] };
    const joinHost = (a: Value, b: Value) => library.host.join(a, b, this);
    const widenHost = (a: Value, b: Value) => library.host.widen(a, b, this);
    this.join = (a, b) => joinValues(a as Value, b as Value, joinHost) as never;
    this.widenValue = (a, b) => joinValues(a as Value, b as Value, widenHost) as never;
  }

  // --- Evaluating ---------------------------------------------------------------------------------------------------

  evaluate(node: ts.Expression, env: Env): Value {
    this.spend(1);
    const value = evaluateExpression(this, node, env);
    this.note(node, value);
    return value;
  }
  /** Evaluates without a note for hovers: what is asked only for a decision. */
  evaluateQuietly(node: ts.Expression, env: Env): Value {
    return evaluateExpression(this, node, env);
  }
  /** As `evaluate`; a function without a name gets the name of what it is assigned to. */
  evaluateNamed(node: ts.Expression, env: Env, name: string): Value {
    const isNameless = ts.isArrowFunction(node) || (ts.isFunctionExpression(node) && !node.name);
    return isNameless ? makeFunction(this, node, env, name) : this.evaluate(node, env);
  }
  execute(node: ts.Statement, env: Env): Completion {
    return execute(this, node, env);
  }
  declareList(list: ts.VariableDeclarationList, env: Env): void {
    declareList(this, list, env);
  }
  executeList(statements: ts.NodeArray<ts.Statement>, env: Env): Completion {
    return executeList(this, statements, env);
  }

  evaluateItems(nodes: ts.NodeArray<ts.Expression>, env: Env): CallArguments {
    return evaluateItems(this, nodes, env);
  }

  /** `left operator right` for the operators that compute with values. */
  operate(operator: ts.SyntaxKind, left: Value, right: Value, node: ts.Node): Value {
    const isIdentity =
      operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
      operator === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
      operator === ts.SyntaxKind.EqualsEqualsToken ||
      operator === ts.SyntaxKind.ExclamationEqualsToken;
    // Where a part was refused already, the whole is.
    if (!isIdentity && !isFault(left) && !isFault(right)) {
      if (this.isHost(left)) return this.hostOperator(left, node);
      if (this.isHost(right)) return this.hostOperator(right, node);
    }
    return binary(operator, left, right);
  }
  hostOperator(object: Value, node: ts.Node): Value {
    return this.library.host.operator(object as object, this, this.siteOf(node));
  }
  numeric(value: Value): Value {
    return typeof value === 'string' || typeof value === 'boolean' ? Number(value) : value;
  }
  strictlyEqual(a: Value, b: Value): Value {
    return strictlyEqual(a, b);
  }

  /** What a condition leads to; both ways, joined, where it is not known. */
  choose(condition: boolean | undefined, yes: () => Value, no: () => Value, guard: ts.Expression): Value {
    if (condition !== undefined) return condition ? yes() : no();
    return this.underGuard(guard, () => either(this, guard, [yes, no]));
  }

  /** Where the program asks for a shape before it goes on, what then does not fit is its own business. */
  underGuard<T>(condition: ts.Expression, body: () => T): T {
    return /\b(?:shape|rank|dtype|ndims|getShape|isCompatibleWith)\b/.test(condition.getText())
      ? this.context.guarded(body)
      : body();
  }
  /** Whether a function handed to this callee is expected to throw. */
  expectsThrow(callee: ts.Expression): boolean {
    return /^(?:expect|assert(?:\.throws|\.rejects)?|throws|rejects|should)\b/.test(callee.getText());
  }

  // --- Names and properties -----------------------------------------------------------------------------------------

  global(name: string): Value {
    return this.library.globals.has(name) ? (this.library.globals.get(name) as Value) : unknown;
  }
  initialise(scope: Scope, name: string, value: Value): void {
    const binding = scope.own(name);
    if (binding) binding.assign(this.journal, value);
    else scope.declare(name, new Binding(value));
  }
  assignName(name: ts.Identifier, value: Value, env: Env): void {
    const binding = env.scope.find(name.text);
    if (binding) {
      // An assignment to a constant throws in the program; to one not yet declared too.
      if (binding.isConstant && binding.value !== uninitialised) return;
      binding.assign(this.journal, value);
    }
    this.note(name, value);
  }
  assignTo(target: ts.Expression, value: Value, env: Env): void {
    const bare = bareExpression(target);
    if (ts.isIdentifier(bare)) this.assignName(bare, value, env);
    else if (ts.isPropertyAccessExpression(bare)) {
      this.set(this.evaluate(bare.expression, env), memberKey(this, bare, env)!, value, this.siteOf(bare));
    } else if (ts.isElementAccessExpression(bare)) {
      const object = this.evaluate(bare.expression, env);
      const key = memberKey(this, bare, env);
      if (key === undefined) setUnknownKey(this, object, value);
      else this.set(object, key, value, this.siteOf(bare));
    } else if (ts.isArrayLiteralExpression(bare) || ts.isObjectLiteralExpression(bare)) {
      assignPattern(this, bare, value, env);
    }
  }

  get(object: Value, key: PropertyKey, site: CallSite): Value {
    return getMember(this, object, key, site);
  }
  getFrom(holder: HeapObject, key: PropertyKey, self: Value, site: CallSite): Value {
    return getFrom(this, holder, key, self, site);
  }
  set(object: Value, key: PropertyKey, value: Value, site: CallSite): void {
    setMember(this, object, key, value, site);
  }
  getUnknownKey(object: Value): Value {
    return getUnknownKey(this, object);
  }
  has(object: Value, key: PropertyKey | undefined): Value {
    return hasMember(object, key) ?? unknownBoolean;
  }
  ownEntries(object: Value, site: CallSite): [PropertyKey, Value][] | undefined {
    return ownEntries(this, object, site);
  }
  keysOf(object: Value): ListContents {
    return enumerableKeys(object);
  }
  deleteMember(object: Value, key: PropertyKey | undefined): void {
    deleteMember(this, object, key);
  }
  /** What is left of an object when some of its properties are taken out. */
  restOf(object: Value, taken: readonly PropertyKey[], site: CallSite): Value {
    return restOf(this, object, taken, site);
  }
  propertyKey(name: ts.PropertyName | ts.PrivateIdentifier, env: Env): PropertyKey | undefined {
    if (ts.isComputedPropertyName(name)) return keyOf(this.evaluate(name.expression, env));
    if (ts.isPrivateIdentifier(name)) return keyOfPrivate(name);
    return ts.isNumericLiteral(name) ? String(Number(name.text)) : name.text;
  }
  keyOfValue(value: Value): PropertyKey | undefined {
    return keyOf(value);
  }

  // --- Calling ------------------------------------------------------------------------------------------------------

  callInChain(node: ts.CallExpression, env: Env): Value | typeof skipped {
    return evaluateCall(this, node, env);
  }
  call(callee: Value, self: Value, args: readonly Value[], site: CallSite, hasMore = false): Value {
    return this.invoke(callee, self, args, hasMore, site);
  }

  invoke(callee: Value, self: Value, args: readonly Value[], hasMore: boolean, site: CallSite): Value {
    if (callee instanceof FunctionValue) return callFunction(this, callee, self, { args, hasMore }, site);
    if (callee instanceof NativeFunction) return this.#native(callee.call, self, args, hasMore, site);
    // Nothing that can be called: the type checker's business.
    if (callee === undefined || callee === null || (callee instanceof Unknown && callee.isFault)) return faulty;
    return callUnknown(this, callee, self, { args, hasMore }, site);
  }

  #native(call: NativeCall, self: Value, args: readonly Value[], hasMore: boolean, site: CallSite): Value {
    return this.at(site, () => call({ machine: this, self, args, hasMore, site }));
  }

  get here(): CallSite {
    return this.#here;
  }
  /** Runs `body` with `site` as the place that things come from. */
  at<T>(site: CallSite, body: () => T): T {
    const outer = this.#here;
    this.#here = site;
    try {
      return body();
    } finally {
      this.#here = outer;
    }
  }

  construct(callee: Value, args: readonly Value[], site: CallSite, hasMore = false): Value {
    return this.constructWith(callee, args, hasMore, site);
  }
  constructWith(callee: Value, args: readonly Value[], hasMore: boolean, site: CallSite): Value {
    if (callee instanceof ClassValue) return construct(this, callee, { args, hasMore }, site);
    if (callee instanceof NativeFunction && callee.construct) {
      return this.#native(callee.construct, undefined, args, hasMore, site);
    }
    if (callee === undefined || callee === null || (callee instanceof Unknown && callee.isFault)) return faulty;
    return letGo(this, callee, args, site);
  }

  isInstance(value: Value, callee: Value, site: CallSite): Value {
    return isInstance(this, value, callee, site);
  }

  // --- What values are ------------------------------------------------------------------------------------------------

  iterate(value: Value, site: CallSite): ListContents {
    if (value instanceof ArrayValue) return value.list;
    if (value instanceof IteratorValue) {
      const { left } = value;
      value.take(this.journal);
      return left;
    }
    if (value instanceof Unknown) return listOfUnknownLength(value.isFault ? faulty : unknown);
    const known = this.library.iterate(value, this, site);
    if (known) return known;
    if (value instanceof HeapObject) {
      const method = this.get(value, Symbol.iterator, site) ?? this.get(value, Symbol.asyncIterator, site);
      if (method instanceof FunctionValue || method instanceof NativeFunction) {
        const iterator = awaited(this.invoke(method, value, [], false, site));
        if (iterator instanceof IteratorValue) return iterator.items;
        if (iterator instanceof ArrayValue) return iterator.list;
      }
    }
    return listOfUnknownLength();
  }
  isStepsValue(value: Value): boolean {
    return value instanceof IteratorValue && value.isSteps;
  }
  truth(value: Value): boolean | undefined {
    return truthOf(value);
  }
  isNullish(value: Value): boolean | undefined {
    return nullishness(value);
  }
  text(value: Value): string | undefined {
    return textOf(value, (object) => this.library.host.text(object));
  }
  number(value: Value): number | undefined {
    return numberOf(value);
  }
  hintOf(value: Value): Hint | undefined {
    return hintOf(value);
  }
  isHost(value: Value): value is object {
    return !(
      isPrimitive(value) ||
      value instanceof HeapObject ||
      value instanceof Unknown ||
      value instanceof SizeValue ||
      value instanceof DataValue
    );
  }
  isCallable(value: Value): boolean {
    return value instanceof FunctionValue || value instanceof NativeFunction || value instanceof ClassValue;
  }

  // --- Several ways -----------------------------------------------------------------------------------------------------

  either(...possibilities: (() => Value)[]): Value {
    return either(this, this.here.node, possibilities);
  }
  repeat(body: () => void, site: CallSite): void {
    repeat(this, site.node, body);
  }
  rehearse<T>(body: () => T): T {
    return this.program.rehearse(() => this.library.host.rehearse(body));
  }
  widening<T>(body: () => T): T {
    this.#widening++;
    try {
      return body();
    } finally {
      this.#widening--;
    }
  }
  /** In a pass that stands for many: bindings made now would be one for all. */
  get isWidening(): boolean {
    return this.#widening > 0;
  }
  /** Some way that may be taken ends in an error. */
  noteThrow(): void {
    this.#mayHaveThrown = true;
  }
  get mayHaveThrown(): boolean {
    return this.#mayHaveThrown;
  }

  escape(value: Value): void {
    escapeValue(this, value, this.#escaping);
  }

  throw(value: Value): never {
    throw new ThrowSignal(value);
  }
  throwError(className: string, message: string, site: CallSite): never {
    const callee = this.global(className);
    const error = callee instanceof NativeFunction ? this.construct(callee, [message], site) : unknown;
    throw new ThrowSignal(error);
  }

  // --- Making values ----------------------------------------------------------------------------------------------------

  array(items: readonly Value[]): Value {
    return new ArrayValue(this.prototypes.array, { items });
  }
  list(contents: ListContents): Value {
    return new ArrayValue(this.prototypes.array, contents);
  }
  /** A list that holds `items` and maybe others like them. */
  listOfUnknown(items: readonly Value[]): Value {
    return this.list(listOfUnknownLength(items.length === 0 ? unknown : items.reduce((a, b) => this.join(a, b))));
  }
  object(entries: Iterable<readonly [PropertyKey, Value]> = []): HeapObject {
    const made = new ObjectValue(this.prototypes.object);
    for (const [key, value] of entries) made.init(key, value);
    return made;
  }
  promise(value: Value): Value {
    return value instanceof PromiseValue ? value : new PromiseValue(this.prototypes.promise, value);
  }
  native(
    name: string,
    call: NativeCall,
    options: { construct?: NativeCall; instances?: HeapObject } = {},
  ): NativeFunction {
    return new NativeFunction(this.prototypes.function, name, call, options);
  }
  regularExpression(node: ts.RegularExpressionLiteral): Value {
    const end = node.text.lastIndexOf('/');
    const callee = this.global('RegExp');
    return this.construct(callee, [node.text.slice(1, end), node.text.slice(end + 1)], this.siteOf(node));
  }

  // --- Hints, notes and limits --------------------------------------------------------------------------------------------

  withShapeHint(node: ts.Node, value: Value): Value {
    const hint = shapeHintOf(node);
    return hint ? this.hinted(value, hint, node) : value;
  }
  hinted(value: Value, hint: ShapeHint, node: ts.Node): Value {
    return believeShape(this, value, hint, node);
  }

  note(node: ts.Node, value: Value): void {
    if (value === null || typeof value !== 'object' || value instanceof Unknown || value instanceof SizeValue) return;
    if (value instanceof ObjectValue && (value.className === 'Object' || value.className === 'Function')) return;
    if (value instanceof ArrayValue && !this.isHost(value.items?.[0])) return;
    this.program.note(node, value);
  }
  siteOf(node: ts.Node): CallSite {
    return siteOf(node);
  }
  originOf(site: CallSite): Origin {
    return this.context.originOf(site);
  }

  spend(steps: number): void {
    this.#fuel -= steps;
    this.#untilQuestion -= steps;
    if (this.#fuel < 0) throw new EndOfAnalysis('fuel');
    if (this.#untilQuestion > 0) return;
    this.#untilQuestion = stepsBetweenQuestions;
    if (this.host.isCancelled?.()) throw new EndOfAnalysis('cancelled');
  }

  // --- Modules ------------------------------------------------------------------------------------------------------------

  exportedNames(statement: ts.Statement): string[] {
    return exportedNames(statement);
  }
  /** What a `using` declaration does at the end of its block. */
  dispose(value: Value): void {
    if (value === null || value === undefined || value instanceof Unknown) return;
    const method = this.get(value, Symbol.dispose, this.here);
    if (this.isCallable(method)) this.invoke(method, value, [], false, this.here);
  }
}
