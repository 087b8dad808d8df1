/** `tf.data.Dataset`: a pipeline of which the shapes of the elements are followed, and how many there are. */

import {
  type Dim,
  DTypeError,
  dimsMayBeEqual,
  isKnown,
  multiplyDims,
  ShapeError,
  TensorShape,
} from '../../../graph/index.ts';
import {
  ArrayValue,
  DataValue,
  elementOf,
  FunctionLike,
  type HeapObject,
  IteratorValue,
  listOfUnknownLength,
  ObjectValue,
  PromiseValue,
  SizeValue,
  unknown,
  type Value,
} from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import { boundClass } from '../classes/bind-class.ts';
import { type ClassSpec, type Native, native, withheldAll } from '../classes/class-spec.ts';
import { refuse } from '../faults/refuse.ts';
import type { World } from '../world.ts';
import { asElement, leavesOf, mapElement, withShape } from './element.ts';

export class DatasetValue extends ObjectValue {
  readonly element: Value;
  /** How many elements there are; undefined where that is not known, or without end. */
  readonly count: Dim | undefined;

  constructor(prototype: HeapObject, element: Value, count: Dim | undefined) {
    super(prototype, 'Dataset');
    this.element = element;
    this.count = count;
  }
}

function dataset(world: World, element: Value, count: Dim | undefined): DatasetValue {
  return new DatasetValue(boundClass(world, datasetClass).prototype, element, count);
}

// --- Sources --------------------------------------------------------------------------------------------------------

const fromTensorSlices: Native = (call, world) => {
  const { machine, args } = call;
  const whole = asElement(machine, args[0]);
  const arrays = leavesOf(machine, whole).filter((leaf) => leaf instanceof DataValue);
  let count: Dim | undefined;
  for (const { shape } of arrays) {
    if (!shape.dims) continue;
    const [first] = shape.dims;
    if (first === undefined) {
      const message = 'An array of rank 0 cannot be sliced: it has no axis.';
      return refuse(world, call, 'data.Dataset.fromTensorSlices', new ShapeError(message), { code: 'shape-mismatch' });
    }
    if (count !== undefined && !dimsMayBeEqual(count, first)) {
      const message = `Arrays to slice must have equal first axes, but these have ${count} and ${first}.`;
      return refuse(world, call, 'data.Dataset.fromTensorSlices', new ShapeError(message), { code: 'shape-mismatch' });
    }
    if (count === undefined || isKnown(first)) count = first;
  }
  const row = mapElement(machine, whole, (leaf) =>
    withShape(leaf, ({ dims }) => (dims ? new TensorShape(dims.slice(1)) : TensorShape.unknown)),
  );
  return dataset(world, row, count);
};

const fromTensors: Native = ({ machine, args }, world) => dataset(world, asElement(machine, args[0]), 1);

const fromGenerator: Native = ({ machine, args: [make], site }, world) => {
  if (!(make instanceof FunctionLike)) return dataset(world, unknown, undefined);
  const items = machine.iterate(machine.call(make, undefined, [], site), site);
  return dataset(world, asElement(machine, elementOf(items, machine.join)), undefined);
};

const range: Native = ({ args }, world) => {
  const [start, stop, step] = args.length === 1 ? [0, args[0], 1] : [args[0], args[1], args[2] ?? 1];
  const isCounted = typeof start === 'number' && typeof stop === 'number' && typeof step === 'number' && step !== 0;
  const count = isCounted ? Math.max(0, Math.ceil((stop - start) / step)) : undefined;
  return dataset(world, new DataValue('int64', TensorShape.scalar), count);
};

const zip: Native = ({ machine, args: [nest] }, world) => {
  const counts: (Dim | undefined)[] = [];
  const element = mapElement(machine, nest, (leaf) => {
    if (!(leaf instanceof DatasetValue)) return unknown;
    counts.push(leaf.count);
    return leaf.element;
  });
  const known = counts.filter((count) => count !== undefined && isKnown(count));
  return dataset(world, element, known.length > 0 && known.length === counts.length ? Math.min(...known) : undefined);
};

// --- Stages ---------------------------------------------------------------------------------------------------------

type Stage = (from: DatasetValue, call: EngineCall, world: World) => Value;

const stage =
  (run: Stage): Native =>
  (call, world) =>
    call.self instanceof DatasetValue ? run(call.self, call, world) : unknown;

/** A stage with a number of elements as its argument. */
function counted(
  method: string,
  least: number,
  run: (from: DatasetValue, count: Dim, call: EngineCall, world: World) => Value,
) {
  return stage((from, call, world) => {
    const [given] = call.args;
    if (typeof given === 'number' && !(Number.isSafeInteger(given) && given >= least)) {
      const message = `${given} is no whole number of at least ${least}.`;
      return refuse(world, call, `data.Dataset.${method}`, new RangeError(message));
    }
    const count = typeof given === 'number' ? given : given instanceof SizeValue ? given.dim : world.freshSize();
    return run(from, count, call, world);
  });
}

const sameElements = (method: string) =>
  counted(method, 1, (from, _count, _call, world) => dataset(world, from.element, from.count));

const map = stage((from, { machine, args: [change], site }, world) => {
  let made: Value = unknown;
  machine.repeat(() => {
    made = machine.call(change, undefined, argumentsOf(from.element), site);
  }, site);
  return dataset(world, asElement(machine, made instanceof PromiseValue ? made.value : made), from.count);
});

const filter = stage((from, { machine, args: [keep], site }, world) => {
  machine.repeat(() => machine.call(keep, undefined, argumentsOf(from.element), site), site);
  return dataset(world, from.element, undefined);
});

/** A tuple is handed to a function as its arguments, anything else as its only one. */
function argumentsOf(element: Value): readonly Value[] {
  return element instanceof ArrayValue && element.items ? element.items : [element];
}

const batch = counted('batch', 1, (from, size, call, world) => {
  const { machine, args, site } = call;
  const options = args[1];
  const drops = options === undefined ? false : machine.truth(machine.get(options, 'dropRemainder', site));
  const { count } = from;
  const isEven = isKnown(size) && count !== undefined && isKnown(count) && count % size === 0;
  // The last batch may be smaller.
  const rows = drops === true || isEven ? size : world.freshSize();
  const element = mapElement(machine, from.element, (leaf) =>
    withShape(leaf, ({ dims }) => (dims ? new TensorShape([rows, ...dims]) : TensorShape.unknown)),
  );
  const isCounted = count !== undefined && isKnown(count) && isKnown(size) && drops !== undefined;
  const batches = isCounted ? (drops ? Math.floor(count / size) : Math.ceil(count / size)) : undefined;
  return dataset(world, element, batches);
});

const repeat = stage((from, call, world) => {
  const [times] = call.args;
  if (times === undefined || times === -1) return dataset(world, from.element, undefined);
  if (typeof times === 'number' && !(Number.isSafeInteger(times) && times >= 0)) {
    return refuse(
      world,
      call,
      'data.Dataset.repeat',
      new RangeError(`${times} is no number of passes: give a whole number.`),
    );
  }
  const isCounted = typeof times === 'number' && from.count !== undefined;
  return dataset(world, from.element, isCounted ? multiplyDims(from.count, times) : undefined);
});

const take = counted('take', -1, (from, most, _call, world) => {
  const { count } = from;
  if (most === -1) return dataset(world, from.element, count);
  const isCounted = isKnown(most) && (count === undefined || isKnown(count));
  return dataset(world, from.element, isCounted ? Math.min(most, count ?? most) : undefined);
});

const skip = counted('skip', -1, (from, least, _call, world) => {
  const { count } = from;
  const isCounted = isKnown(least) && count !== undefined && isKnown(count);
  return dataset(world, from.element, isCounted ? (least === -1 ? 0 : Math.max(0, count - least)) : undefined);
});

const concatenate = stage((from, call, world) => {
  const [other] = call.args;
  if (!(other instanceof DatasetValue)) return dataset(world, unknown, undefined);
  const [ours, theirs] = [from, other].map(({ element }) => leavesOf(call.machine, element));
  if (ours.length === theirs.length) {
    for (const [i, leaf] of ours.entries()) {
      const twin = theirs[i];
      if (leaf instanceof DataValue && twin instanceof DataValue && leaf.dtype !== twin.dtype) {
        const message = `Two datasets to concatenate have different types: ${leaf.dtype} and ${twin.dtype}.`;
        return refuse(world, call, 'data.Dataset.concatenate', new DTypeError(message), { code: 'dtype-mismatch' });
      }
    }
  }
  return dataset(world, call.machine.join(from.element, other.element), undefined);
});

const cache = stage((from, _call, world) => dataset(world, from.element, from.count));

const iterate = stage((from, { machine }) => {
  const { element, count } = from;
  const items = count === undefined ? listOfUnknownLength(element) : { items: null, length: count, element };
  return new IteratorValue(machine.prototypes.iterator, items);
});

const makeOneShotIterator = stage(
  (from, _call, world) =>
    new DatasetIteratorValue(boundClass(world, datasetIteratorClass).prototype, from.element, from.count),
);

class DatasetIteratorValue extends DatasetValue {}

export const datasetClass: ClassSpec = {
  name: 'data.Dataset',
  members: {
    map: native(map),
    filter: native(filter),
    shuffle: native(sameElements('shuffle')),
    batch: native(batch),
    repeat: native(repeat),
    prefetch: native(sameElements('prefetch')),
    take: native(take),
    skip: native(skip),
    concatenate: native(concatenate),
    cache: native(cache),
    makeOneShotIterator: native(makeOneShotIterator),
    [Symbol.asyncIterator]: native(iterate),
    ...withheldAll('outputTypes outputShapes'),
  },
  statics: {
    fromTensorSlices: native(fromTensorSlices),
    fromTensors: native(fromTensors),
    fromGenerator: native(fromGenerator),
    range: native(range),
    zip: native(zip),
  },
};

export const datasetIteratorClass: ClassSpec = {
  name: 'data.DatasetIterator',
  members: {
    getNext: native(({ self, machine }) =>
      machine.promise(self instanceof DatasetIteratorValue ? self.element : unknown),
    ),
  },
};
