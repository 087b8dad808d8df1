/** `tf.data.mnist`, `tf.data.digits` and what they give: images and labels of known shapes. */

import { type Dim, type DType, TensorShape } from '../../../graph/index.ts';
import {
  DataValue,
  type HeapObject,
  type Machine,
  ObjectValue,
  SizeValue,
  sizeValue,
  Unknown,
  unknownNumber,
  type Value,
} from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import { boundClass } from '../classes/bind-class.ts';
import { type ClassSpec, constant, getter, type Native, native } from '../classes/class-spec.ts';
import { refuse } from '../faults/refuse.ts';
import type { World } from '../world.ts';

/** What is known of a set of examples. */
interface Examples {
  readonly count: Dim;
  /** The shape of one image. */
  readonly image: readonly Dim[];
  /** undefined where it is not known which of the two the labels are. */
  readonly oneHot: boolean | undefined;
}

const classes = 10;
const side = 28;

export class LabelledImagesValue extends ObjectValue {
  readonly examples: Examples;
  constructor(prototype: HeapObject, examples: Examples) {
    super(prototype, 'LabelledImages');
    this.examples = examples;
  }
}

function images({ image }: Examples, count: Dim): Value {
  return new DataValue('float32', new TensorShape([count, ...image]), 'NdArray', 'images');
}

function labels({ oneHot }: Examples, count: Dim): Value {
  if (oneHot === undefined) return new Unknown('object');
  const dtype: DType = oneHot ? 'float64' : 'uint8';
  const shape = new TensorShape(oneHot ? [count, classes] : [count]);
  return new DataValue(dtype, shape, 'NdArray', oneHot ? 'one-hot' : 'class-ids');
}

const nextBatch: Native = (call, world) => {
  const { self, args, machine } = call;
  if (!(self instanceof LabelledImagesValue)) return new Unknown('object');
  const { examples } = self;
  const [size] = args;
  const { count } = examples;
  if (
    typeof size === 'number' &&
    (!Number.isInteger(size) || size < 1 || (typeof count === 'number' && size > count))
  ) {
    const most = typeof count === 'number' ? ` to ${count}, the number of examples` : ' up';
    const error = new RangeError(`The batch size must be a whole number from 1${most}, but is ${size}.`);
    return refuse(world, call, 'data.LabelledImages.nextBatch', error, { parameter: 'size' });
  }
  const rows = typeof size === 'number' ? size : size instanceof SizeValue ? size.dim : world.freshSize();
  return machine.array([images(examples, rows), labels(examples, rows)]);
};

export const labelledImagesClass: ClassSpec = {
  name: 'data.LabelledImages',
  members: {
    images: getter(LabelledImagesValue, ({ examples }) => images(examples, examples.count)),
    labels: getter(LabelledImagesValue, ({ examples }) => labels(examples, examples.count)),
    numExamples: getter(LabelledImagesValue, ({ examples }) => sizeValue(examples.count)),
    epochsCompleted: constant(unknownNumber),
    nextBatch: native(nextBatch),
    skip: native(() => undefined),
  },
};

/** The three sets under their names. */
function splits(world: World, machine: Machine, counts: readonly Dim[], rest: Omit<Examples, 'count'>): Value {
  const { prototype } = boundClass(world, labelledImagesClass);
  const names = ['train', 'validation', 'test'];
  return machine.object(
    names.map((name, i) => [name, new LabelledImagesValue(prototype, { ...rest, count: counts[i] })] as const),
  );
}

/** What an option is, or its default where it is left out; undefined where it is not known. */
function option<T extends boolean | number>(
  { machine, site }: EngineCall,
  options: Value,
  key: string,
  otherwise: T,
): T | undefined {
  if (options === undefined) return otherwise;
  const value = machine.get(options, key, site);
  if (value === undefined) return otherwise;
  return typeof value === typeof otherwise ? (value as T) : undefined;
}

const mnistTraining = 60_000;
const mnistTest = 10_000;

export const mnist: Native = (call, world) => {
  const { machine, args, hasMore } = call;
  const options = hasMore ? new Unknown() : args[1];
  const validation = option(call, options, 'validationSize', 5_000);
  const flat = option(call, options, 'reshape', true);
  const known = validation !== undefined && validation >= 0 && validation <= mnistTraining ? validation : undefined;
  const counts =
    known === undefined ? [world.freshSize(), world.freshSize(), mnistTest] : [mnistTraining - known, known, mnistTest];
  const oneHot = option(call, options, 'oneHot', false);
  if (flat === undefined) return machine.promise(new Unknown('object'));
  const image = flat ? [side * side] : [side, side, 1];
  return machine.promise(splits(world, machine, counts, { image, oneHot }));
};

export const digits: Native = (call, world) => {
  const { machine, args, hasMore } = call;
  const options = hasMore ? new Unknown() : args[0];
  const train = option(call, options, 'train', 20_000);
  const test = option(call, options, 'test', 2_000);
  const validation = option(call, options, 'validation', train === undefined ? 0 : Math.floor(train / 10));
  const counts = [train, train === undefined ? undefined : validation, test].map((count) => count ?? world.freshSize());
  return splits(world, machine, counts, { image: [side * side], oneHot: option(call, options, 'oneHot', false) });
};
