/**
 * From the values of the analysed program to what the engine takes. Known values go as they are; data of which only type
 * and shape are known goes as a stand-in; what is not known ends the conversion, or is left out where nothing hangs on it.
 */

import { TensorArray } from '../../../api/index.ts';
import {
  type DType,
  Graph,
  getDefaultGraph,
  isGraphElement,
  isInteger,
  Operation,
  Tensor,
  TensorShape,
} from '../../../graph/index.ts';
import {
  ArrayValue,
  type CallSite,
  CollectionValue,
  DataValue,
  FunctionLike,
  HeapObject,
  isPrimitive,
  type Machine,
  ObjectValue,
  PromiseValue,
  SizeValue,
  Unknown,
  type Value,
} from '../../values/index.ts';
import type { Callable, Slot } from '../call/callable.ts';
import type { World } from '../world.ts';
import { bodyFunction, branchFunction, deviceFunction, makerFunction } from './callback.ts';
import { Carried, cannot, PromiseArgument, RefusedArgument } from './host-only.ts';
import { deepestNest, manyVisits, type PlainData, plainDataOf } from './plain-data.ts';
import { indexTensor, shapeTensor, staticShape } from './shape-argument.ts';
import { StandIn } from './stand-in.ts';
import {
  activationArgument,
  customGetterArgument,
  initializerArgument,
  regularizerArgument,
  reuseArgument,
  scopeTypeArgument,
} from './variable-makers.ts';

/** What a function's result is converted as. */
const resultSlot = { name: 'Const', kind: 'tensor', type: undefined } as Slot;

/** Longer data goes as a stand-in. */
const mostElements = 10_000;

export class Conversion {
  readonly world: World;
  readonly machine: Machine;
  readonly site: CallSite;
  readonly #callable: Callable;
  readonly #self: unknown;
  readonly #args: readonly Value[];
  /** Something that was reported already is among the arguments. */
  hasFault = false;
  /** Something among the arguments is not exactly what a run would have. */
  isExact = true;
  /** It is names that decide what the call gives. */
  looksForNames = false;
  /** A size that is a number in a run was left open. */
  leavesShapeOpen = false;
  #reference: Tensor | null | undefined;
  #elements = 0;
  #depth = 0;

  constructor(world: World, machine: Machine, site: CallSite, call: Callable, self: unknown, args: readonly Value[]) {
    this.world = world;
    this.machine = machine;
    this.site = site;
    this.#callable = call;
    this.#self = self;
    this.#args = args;
  }

  /** One argument; `cannot` where what the engine does with it cannot be said. */
  argument(value: Value, slot: Slot | undefined): unknown {
    if (value instanceof Tensor) return value;
    if (value instanceof Unknown && value.isFault) {
      this.hasFault = true;
      return cannot;
    }
    if (value instanceof ObjectValue && slot?.kind !== 'value' && this.isPlainObject(value))
      return this.#options(value);
    // What comes after the arguments that go by position is an object of options, which nobody knows.
    if (!slot && value instanceof Unknown) return this.#callable.hasHarmlessOptions ? undefined : cannot;
    const converted = this.#slot(value, slot);
    if (converted !== cannot || slot?.kind !== 'optional' || this.hasFault) return converted;
    return slot.isOptional ? undefined : substitute(slot);
  }

  #slot(value: Value, slot: Slot | undefined): unknown {
    const kind = slot?.kind ?? 'plain';
    switch (kind) {
      case 'tensor':
      case 'moment':
        return this.#tensor(value, slot!);
      case 'tensors':
        return this.#list(value, slot!);
      case 'axis':
        return value === null || value === undefined ? value : indexTensor(this, value, slot!.name);
      case 'index':
        return indexTensor(this, value, slot!.name);
      case 'parts':
        return typeof value === 'number' || !(value instanceof ArrayValue || value instanceof DataValue)
          ? this.plain(value)
          : indexTensor(this, value, slot!.name);
      case 'shape':
        return shapeTensor(this, value, slot!.name);
      case 'static-shape':
        return staticShape(this, value);
      case 'maker':
        return value instanceof FunctionLike
          ? makerFunction(this, value, (made) => this.#tensor(made, slot!))
          : this.#tensor(value, slot!);
      case 'body':
        return value instanceof FunctionLike ? bodyFunction(this, value) : this.plain(value);
      case 'branch':
        return value instanceof FunctionLike ? branchFunction(this, value) : this.plain(value);
      case 'nest':
        return this.nest(value);
      case 'branches':
        return this.#branches(value);
      case 'device':
        return value instanceof FunctionLike ? deviceFunction(this, value) : this.#orElse(value, null);
      case 'waitables':
        return this.#waitables(value);
      case 'name':
      case 'tag':
        return this.#name(value, slot!);
      case 'variable-name':
        return this.#variableName(value);
      case 'initializer':
        return initializerArgument(this, value, (made) => this.#tensor(made, slot!));
      case 'regularizer':
        return regularizerArgument(this, value);
      case 'custom-getter':
        return customGetterArgument(this, value);
      case 'training':
        return this.#training(value, slot!);
      case 'activation':
        return activationArgument(this, value, (made) => this.#tensor(made, slot!));
      case 'reuse':
        return reuseArgument(this, value);
      case 'scope-type':
        return scopeTypeArgument(this, value);
      case 'pattern':
        // Names come from the program: only text that means itself is looked for, so that no search can hang.
        this.looksForNames ||= typeof value === 'string';
        return typeof value === 'string' && !/^[\w./-]*$/.test(value) ? cannot : this.plain(value);
      case 'value':
        return this.#carried(value);
      default:
        return this.plain(value);
    }
  }

  #carried(value: Value): unknown {
    if (!(value instanceof HeapObject || value instanceof DataValue || value instanceof Unknown)) return value;
    this.world.carriesValues = true;
    return new Carried(value);
  }

  #orElse(value: Value, otherwise: unknown): unknown {
    const converted = this.plain(value);
    return converted === cannot && !this.hasFault ? otherwise : converted;
  }

  #name(value: Value, { kind, isOptional }: Slot): unknown {
    if (typeof value === 'string') return kind === 'tag' ? cleaned(value) : value;
    const converted = this.plain(value);
    if (converted !== cannot || this.hasFault) return converted;
    this.world.names.mayMiss(this.graph);
    return isOptional ? undefined : 'unnamed';
  }

  /** One that is not known may be another each time. */
  #variableName(value: Value): unknown {
    const converted = this.plain(value);
    if (converted !== cannot || this.hasFault) return converted;
    this.world.names.mayMiss(this.graph);
    return `unnamed_${this.world.nextNumber()}`;
  }

  // --- Tensors ------------------------------------------------------------------------------------------------------

  #tensor(value: Value, slot: Slot): unknown {
    if (isPrimitive(value)) return value;
    if (value instanceof ArrayValue && this.#holdsTensor(value)) return this.#list(value, slot);
    if (value instanceof ArrayValue || value instanceof DataValue || value instanceof SizeValue) {
      const exact = value instanceof ArrayValue ? this.plain(value) : cannot;
      if (exact !== cannot && this.#elements <= mostElements) return exact;
      const data = plainDataOf(value);
      return data ? this.standIn(data, slot.name, slot.type) : cannot;
    }
    if (!(value instanceof Unknown)) return this.plain(value);
    const data = plainDataOf(value);
    if (data) return this.standIn(data, slot.name, slot.type);
    if (value.hint !== undefined || slot.kind !== 'moment') return cannot;
    return this.standIn({ dtype: 'number', shape: TensorShape.unknown, value: undefined }, slot.name, slot.type);
  }

  #training(value: Value, slot: Slot): unknown {
    if (!(value instanceof Unknown) || value.isFault) return this.#tensor(value, slot);
    this.world.names.mayMiss(this.graph);
    return this.standIn({ dtype: 'bool', shape: TensorShape.scalar, value: undefined }, slot.name, 'bool');
  }

  #holdsTensor({ items }: ArrayValue, visits = manyVisits(), depth = 0): boolean {
    if (!items || depth > deepestNest) return false;
    return items.some((item) => {
      if (visits.left-- <= 0) return false;
      return item instanceof ArrayValue
        ? this.#holdsTensor(item, visits, depth + 1)
        : item instanceof Tensor || isGraphElement(item);
    });
  }

  #list(value: Value, slot: Slot): unknown {
    if (!(value instanceof ArrayValue)) return this.#tensor(value, slot);
    if (!value.items) return cannot;
    const items = value.items.map((item) => {
      if (this.#elements++ > 2 * mostElements) return cannot;
      if (item instanceof Unknown && item.isFault) this.hasFault = true;
      return item instanceof ArrayValue ? this.#within(() => this.#list(item, slot)) : this.#tensor(item, slot);
    });
    return items.includes(cannot) ? cannot : items;
  }

  /** What a function that the engine calls gives: tensors, in lists and objects. */
  nest(value: Value): unknown {
    if (value instanceof ArrayValue) {
      if (!value.items) return cannot;
      const items = value.items.map((item) => this.#within(() => this.nest(item)));
      return items.includes(cannot) ? cannot : items;
    }
    if (value instanceof ObjectValue && !value.isOpen && this.isPlainObject(value)) {
      const entries = value.ownKeys.map((key) => {
        const item = this.machine.get(value, key, this.site);
        return [key, this.#within(() => this.nest(item))] as const;
      });
      return entries.some(([, item]) => item === cannot) ? cannot : Object.fromEntries(entries);
    }
    if (value instanceof PromiseValue) return new PromiseArgument();
    if ((value as unknown) instanceof TensorArray) return value;
    return this.#tensor(value, resultSlot);
  }

  #branches(value: Value): unknown {
    const pairs =
      value instanceof CollectionValue
        ? value.entries && [...value.entries]
        : value instanceof ArrayValue &&
          value.items?.map((pair) => (pair instanceof ArrayValue ? pair.items : undefined));
    if (!pairs || pairs.some((pair) => pair?.length !== 2)) return this.plain(value);
    const converted = pairs.map((pair) => {
      const [predicate, fn] = pair as readonly [Value, Value];
      return [this.plain(predicate), fn instanceof FunctionLike ? branchFunction(this, fn) : this.plain(fn)];
    });
    return converted.some((pair) => pair.includes(cannot)) ? cannot : converted;
  }

  #waitables(value: Value): unknown {
    if (value === null || value === undefined) return value;
    if (!(value instanceof ArrayValue)) return this.#orElse(value, []);
    if (!value.items) return [];
    return value.items.flatMap((item) => {
      const converted = this.plain(item);
      return converted === cannot ? [] : [converted];
    });
  }

  /** A tensor for data of which no element is known. */
  standIn(data: PlainData, name: string, type?: DType): StandIn {
    const { shape } = data;
    const natural = data.dtype === 'number' ? undefined : data.dtype;
    // Truth values, texts and positions are what they are; other data takes the type of what stands beside it.
    const isOwn = natural === 'bool' || natural === 'string' || (type && natural && isInteger(natural));
    const reference = type ? undefined : this.reference;
    const dtype = isOwn ? natural! : (type ?? reference?.dtype ?? natural ?? 'float32');
    const isGuess = natural ? natural !== dtype : !reference;
    const isSizes = dtype === 'int32' || dtype === 'int64';
    this.isExact = false;
    return new StandIn(this.world, this.graph, {
      dtype,
      shape,
      value: data.value,
      name: snakeCase(name),
      naturalType: natural ?? 'float32',
      doubt: isGuess ? 'type' : isSizes || !shape.isFullyDefined ? 'shape' : undefined,
    });
  }

  /** The graph that the call builds in: that of its first tensor. */
  get graph(): Graph {
    const self = this.#self;
    if (self instanceof Graph) return self;
    return (self as { graph?: Graph } | undefined)?.graph ?? this.reference?.graph ?? getDefaultGraph();
  }

  /** The first tensor among the operands, whose type plain values beside it take. */
  get reference(): Tensor | undefined {
    this.#reference ??= this.#findReference() ?? null;
    return this.#reference ?? undefined;
  }

  #findReference(): Tensor | undefined {
    const { positional, rest, options } = this.#callable;
    let found = referenceIn(this.#self as Value);
    this.#args.forEach((arg, i) => {
      if (found) return;
      const slot = positional[i] ?? rest;
      if (isOperand(slot)) found = referenceIn(arg);
      if (found || !(arg instanceof ObjectValue)) return;
      for (const key of arg.ownKeys) {
        if (!found && isOperand(options.get(String(key)))) found = referenceIn(arg.own(key) as Value);
      }
    });
    return found;
  }

  // --- Plain values -------------------------------------------------------------------------------------------------

  /** The value exactly as a run would have it, or `cannot`. */
  plain(value: Value): unknown {
    if (this.#elements++ > 2 * mostElements) return cannot;
    if (isPrimitive(value)) return value;
    if (value instanceof Unknown) {
      if (value.isFault) this.hasFault = true;
      return cannot;
    }
    if (value instanceof SizeValue || value instanceof DataValue) return cannot;
    if (!(value instanceof HeapObject)) return value;
    if (value instanceof ArrayValue) return this.#within(() => this.#plainArray(value));
    if (value instanceof CollectionValue) return this.#within(() => this.#plainMap(value));
    if (value instanceof PromiseValue) return new PromiseArgument();
    if (value instanceof FunctionLike) return new RefusedArgument(`function ${value.name}`);
    if (!(value instanceof ObjectValue) || value.isOpen) return cannot;
    return this.isPlainObject(value) ? this.#within(() => this.#plainObject(value)) : cannot;
  }

  /** What is nested too deep may hold itself. */
  #within(body: () => unknown): unknown {
    this.#depth++;
    try {
      return this.#depth > deepestNest ? cannot : body();
    } finally {
      this.#depth--;
    }
  }

  #plainArray({ items }: ArrayValue): unknown {
    if (!items) return cannot;
    const converted: unknown[] = [];
    for (const item of items) {
      const one = this.plain(item);
      if (one === cannot) return cannot;
      converted.push(one);
    }
    return converted;
  }

  #plainMap({ entries }: CollectionValue): unknown {
    if (!entries) return cannot;
    const converted = [...entries].map(([key, value]) => [this.plain(key), this.plain(value)] as const);
    return converted.some((entry) => entry.includes(cannot)) ? cannot : new Map(converted);
  }

  #plainObject(object: ObjectValue): unknown {
    const converted: Record<string, unknown> = {};
    for (const key of object.ownKeys) {
      if (typeof key !== 'string') continue;
      const one = this.plain(this.machine.get(object, key, this.site));
      if (one === cannot) return cannot;
      converted[key] = one;
    }
    return converted;
  }

  isPlainObject(object: ObjectValue): boolean {
    return (
      object.constructor === ObjectValue &&
      (object.prototype === null || object.prototype === this.machine.prototypes.object)
    );
  }

  /** An options object, each option as the signature says. */
  #options(object: ObjectValue): unknown {
    if (object.isOpen && !this.#callable.hasHarmlessOptions) return cannot;
    const converted: Record<string, unknown> = {};
    let isKnown = true;
    for (const key of object.ownKeys) {
      if (typeof key !== 'string') continue;
      const one = this.#option(this.machine.get(object, key, this.site), this.#callable.options.get(key));
      if (one === cannot) isKnown = false;
      else if (one !== undefined) converted[key] = one;
    }
    return isKnown ? converted : cannot;
  }

  #option(value: Value, slot: Slot | undefined): unknown {
    if (value instanceof Unknown && value.isFault) this.hasFault = true;
    if (value === null || value === undefined) return value;
    const converted = this.#slot(value, slot);
    return converted === cannot && slot?.kind === 'optional' && !this.hasFault ? undefined : converted;
  }
}

function isOperand(slot: Slot | undefined): boolean {
  if (!slot || slot.type) return false;
  const { kind } = slot;
  return kind === 'tensor' || kind === 'tensors' || kind === 'variable' || kind === 'maker';
}

function referenceIn(value: Value, visits = manyVisits(), depth = 0): Tensor | undefined {
  if (value instanceof Tensor) return value;
  if (value instanceof ArrayValue) {
    if (depth > deepestNest || visits.left-- <= 0) return undefined;
    for (const item of value.items ?? []) {
      const found = referenceIn(item, visits, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  if (isPrimitive(value) || value instanceof Operation || !isGraphElement(value)) return undefined;
  const element = value.asGraphElement();
  return element instanceof Tensor ? element : undefined;
}

/** Something harmless in the place of a required argument that is not known. */
function substitute({ parameter }: Slot): unknown {
  return parameter.kind === 'string' ? '' : 1;
}

/** As the engine would, without telling anybody. */
function cleaned(name: string): string {
  return name.replace(/[^-/\w.]/g, '_').replace(/^\/+/, '');
}

/** As TensorFlow names the argument, and the engine the constant. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
