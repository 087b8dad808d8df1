/** Reads what a user feeds: which tensors, and their values as arrays of the tensors' types. */

import {
  type ArrayLike,
  allocateData,
  type DType,
  type Graph,
  type GraphElement,
  isFloating,
  isGraphElement,
  isInteger,
  NdArray,
  Tensor,
  type TensorData,
  TensorloomError,
  TensorShape,
  toNdArray,
} from '../graph/index.ts';

export type FeedKey = Tensor | GraphElement | string;
/** A Map, an array of pairs, or an object keyed by tensor name. */
export type Feeds =
  | ReadonlyMap<FeedKey, ArrayLike>
  | readonly (readonly [FeedKey, ArrayLike])[]
  | { readonly [name: string]: ArrayLike };

/** A feed that cannot be: an unknown tensor, a shape or a value that does not fit. */
export class FeedError extends TensorloomError {}

/** @throws FeedError with TensorFlow's text. */
export function parseFeeds(graph: Graph, feeds: Feeds | null | undefined): Map<Tensor, NdArray> {
  const parsed = new Map<Tensor, NdArray>();
  if (!feeds) return parsed;
  for (const [key, value] of entriesOf(feeds)) {
    const tensor = resolveKey(graph, key);
    if (!tensor.op.isFeedable) throw new FeedError(`Tensor ${tensor} may not be fed.`, tensor.op.describe());
    if (value instanceof Tensor || isGraphElement(value)) {
      throw new FeedError(
        'The value of a feed cannot be a tf.Tensor object. Acceptable feed values include numbers, booleans, strings, ' +
          `nested arrays, typed arrays and NdArrays. For reference, the tensor object was ${value} which was passed to ` +
          `the feed with key ${tensor}.`,
        tensor.op.describe(),
      );
    }
    if (typeof (value as { then?: unknown } | null | undefined)?.then === 'function') {
      throw new FeedError(
        `The value fed for Tensor '${tensor.name}' is a promise: await it first.`,
        tensor.op.describe(),
      );
    }
    const array = coerce(value, tensor);
    checkShape(array, tensor);
    parsed.set(tensor, array);
  }
  return parsed;
}

function entriesOf(feeds: Feeds): Iterable<readonly [unknown, ArrayLike]> {
  if (feeds instanceof Map) return feeds;
  if (!Array.isArray(feeds)) return Object.entries(feeds);
  const wrong = feeds.find((pair) => !Array.isArray(pair) || pair.length !== 2);
  if (wrong === undefined) return feeds;
  throw new FeedError(`Feeds given as an array must be pairs [tensor, value], but one entry is ${String(wrong)}.`);
}

function resolveKey(graph: Graph, key: unknown): Tensor {
  let reason: string;
  try {
    const element = graph.asGraphElement(key);
    if (element instanceof Tensor) return element;
    reason = `${element} is an operation: feed one of its outputs, as '${element.name}:0'.`;
  } catch (error) {
    reason = (error as Error).message;
  }
  throw new FeedError(`Cannot interpret feed_dict key as Tensor: ${reason}`);
}

/** The value as an array of the tensor's type, converted as NumPy would convert it. */
function coerce(value: ArrayLike, tensor: Tensor): NdArray {
  const { dtype } = tensor;
  if (value instanceof NdArray) return value.dtype === dtype ? value : convert(value, dtype);
  let natural: NdArray;
  try {
    // Numbers are taken as they are written, then converted; to floats that is one step.
    natural = toNdArray(value, { preferredDtype: isFloating(dtype) ? dtype : 'float64' });
  } catch (error) {
    throw new FeedError(
      `Cannot feed the value given for Tensor '${tensor.name}': ${(error as Error).message}`,
      tensor.op.describe(),
      { cause: error },
    );
  }
  if (natural.dtype === dtype) return natural;
  if (typeof value === 'number' && dtype in integerBounds && !fits(value, dtype)) {
    throw new FeedError(
      `Type of feed value ${value} is not compatible with Tensor type ${dtype}. Try explicitly setting the type of the ` +
        'feed tensor to a larger type (e.g. int64).',
      tensor.op.describe(),
    );
  }
  if ((natural.dtype === 'string') !== (dtype === 'string')) {
    throw new FeedError(
      `Cannot feed a value of type ${natural.dtype} for Tensor '${tensor.name}', which has type ${dtype}.`,
      tensor.op.describe(),
    );
  }
  return convert(natural, dtype);
}

const integerBounds: Partial<Record<DType, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
  int64: [-(2 ** 63), 2 ** 63],
};

function fits(value: number, dtype: DType): boolean {
  const [low, high] = integerBounds[dtype]!;
  return Number.isInteger(value) && value >= low && value <= high;
}

function convert(array: NdArray, dtype: DType): NdArray {
  if (array.dtype === 'string' || dtype === 'string') {
    throw new FeedError(`Cannot feed a value of type ${array.dtype} where ${dtype} is expected.`);
  }
  const from = array.data as Exclude<TensorData, unknown[]>;
  if (isInteger(dtype) && isFloating(array.dtype)) {
    const odd = (from as Float64Array).find((x) => !Number.isFinite(x));
    if (odd !== undefined)
      throw new FeedError(`Cannot feed ${odd} where ${dtype} is expected: integers have no such value.`);
  }
  const data = allocateData(dtype, array.size);
  // Typed arrays convert among themselves; bigint and bool need a hand.
  if (dtype === 'bool') for (let i = 0; i < from.length; i++) (data as Uint8Array)[i] = Number(Boolean(from[i]));
  else if (dtype === 'int64') {
    for (let i = 0; i < from.length; i++) (data as BigInt64Array)[i] = BigInt(Math.trunc(Number(from[i])));
  } else if (from instanceof BigInt64Array) {
    for (let i = 0; i < from.length; i++) (data as Float64Array)[i] = Number(from[i]);
  } else (data as Float64Array).set(from as Float64Array);
  return new NdArray(dtype, array.shape, data);
}

function checkShape(array: NdArray, tensor: Tensor): void {
  if (tensor.shape.isCompatibleWith(new TensorShape(array.shape))) return;
  const given = new TensorShape(array.shape);
  throw new FeedError(
    `Cannot feed value of shape ${given} for Tensor '${tensor.name}', which has shape '${tensor.shape}'`,
    tensor.op.describe(),
  );
}
