/**
 * `tf.data.Dataset`: a pipeline of arrays on the host, read with `for await` or an iterator. Nothing is read before it
 * is asked for, and every pass starts anew. Knows nothing of graphs and sessions: batches are fed.
 */

import {
  type DType,
  DTypeError,
  GraphError,
  NdArray,
  OutOfRangeError,
  ShapeError,
  symbol,
  TensorShape,
} from '../graph/index.ts';
import { stackSpec } from './batching.ts';
import {
  alignNests,
  asElement,
  type Element,
  type ElementLike,
  type ElementOf,
  type ElementSpec,
  flattenNest,
  KnownArray,
  mapNest,
  type Nest,
  rowOf,
  specOf,
} from './element.ts';
import { freshSeed, Random } from './random.ts';
import * as stages from './stages.ts';

type Awaitable<T> = T | Promise<T>;
/** A tuple is handed to a function as its arguments, anything else as its only one. */
export type Arguments<T> = T extends readonly unknown[] ? T : [element: T];

export interface ShuffleOptions {
  /** Fixes the order. Default: another one for each dataset. */
  readonly seed?: number;
  /** Another order in each pass. Default true. */
  readonly reshuffleEachIteration?: boolean;
}
export interface BatchOptions {
  /** Leave out a last batch that is not full. Default false. */
  readonly dropRemainder?: boolean;
}
export interface MapOptions {
  /** How many calls of the function may be under way at once; the order of the elements stays. Default 1. */
  readonly numParallelCalls?: number;
  /** The types and shapes of what the function gives, which cannot be known otherwise. */
  readonly outputTypes?: Nest<DType>;
  readonly outputShapes?: Nest<TensorShape>;
}
export type GeneratorOptions = Pick<MapOptions, 'outputTypes' | 'outputShapes'>;

/**
 * Elements in a row, each an array or arrays in lists and plain objects. Methods give new datasets; nothing is read before
 * `for await`, which begins anew each time.
 */
export class Dataset<T = Element> implements AsyncIterable<T> {
  readonly #pass: stages.Pass<T>;
  readonly #spec: ElementSpec;

  private constructor(pass: stages.Pass<T>, spec: ElementSpec) {
    this.#pass = pass;
    this.#spec = spec;
  }

  /**
   * One element for each step along the first axis of all arrays of the structure.
   * @throws ShapeError when an array has no axis, or the first axes differ.
   */
  static fromTensorSlices<const S extends ElementLike>(tensors: S): Dataset<ElementOf<S>> {
    const whole = asElement(tensors) as Nest<NdArray>;
    const arrays = flattenNest<NdArray>(whole);
    if (arrays.length === 0) throw new ShapeError('fromTensorSlices needs at least one array to slice.');
    for (const array of arrays) {
      if (array.rank === 0) throw new ShapeError('fromTensorSlices cannot slice an array of rank 0: it has no axis.');
      if (array.shape[0] !== arrays[0].shape[0]) {
        throw new ShapeError(
          `fromTensorSlices needs arrays with equal first axes, but they have ${arrays[0].shape[0]} and ${array.shape[0]}.`,
        );
      }
    }
    const pass = async function* (): AsyncGenerator<unknown, void, undefined> {
      for (let row = 0; row < arrays[0].shape[0]; row++) {
        yield mapNest<NdArray, NdArray>(whole, (array) => rowOf(array, row));
      }
    };
    const spec = mapNest(whole, ({ dtype, shape }) => new KnownArray(dtype, new TensorShape(shape.slice(1))));
    return new Dataset(pass as stages.Pass<ElementOf<S>>, spec);
  }

  /** The structure itself as the only element. */
  static fromTensors<const S extends ElementLike>(tensors: S): Dataset<ElementOf<S>> {
    const whole = asElement(tensors);
    const pass = async function* (): AsyncGenerator<unknown, void, undefined> {
      yield whole;
    };
    return new Dataset(pass as stages.Pass<ElementOf<S>>, specOf(whole));
  }

  /** What `make` yields, made anew for every pass: an iterable, asynchronous or not, such as a generator's. */
  static fromGenerator<S extends ElementLike>(
    make: () => Iterable<S> | AsyncIterable<S>,
    options: GeneratorOptions = {},
  ): Dataset<ElementOf<S>> {
    const pass = async function* (): AsyncGenerator<unknown, void, undefined> {
      for await (const item of make()) yield asElement(item);
    };
    return new Dataset(pass as stages.Pass<ElementOf<S>>, declaredSpec(options));
  }

  /** int64 numbers: `range(stop)`, `range(start, stop)`, `range(start, stop, step)`. */
  static range(...bounds: [stop: number] | [start: number, stop: number, step?: number]): Dataset<NdArray<'int64'>> {
    const [start, stop, step = 1] = bounds.length === 1 ? [0, bounds[0]] : bounds;
    if (![start, stop, step].every(Number.isSafeInteger) || step === 0) {
      throw new GraphError(`Dataset.range(${bounds.join(', ')}): bounds must be whole numbers and the step not 0.`);
    }
    return new Dataset(async function* () {
      for (let i = start; step > 0 ? i < stop : i > stop; i += step) {
        yield new NdArray('int64', [], BigInt64Array.of(BigInt(i)));
      }
    }, new KnownArray('int64', TensorShape.scalar));
  }

  /** Elements side by side, in the structure in which the datasets are given; as many as the shortest has. */
  static zip<const S extends Nest<Dataset<unknown>>>(datasets: S): Dataset<ZippedOf<S>> {
    const sources = flattenNest<Dataset<unknown>>(datasets as Nest<Dataset<unknown>>);
    if (sources.length === 0) throw new GraphError('Dataset.zip needs at least one dataset.');
    const build = (leaves: readonly unknown[]): unknown => {
      let next = 0;
      return mapNest<Dataset<unknown>, unknown>(datasets as Nest<Dataset<unknown>>, () => leaves[next++]);
    };
    const specs = sources.map((source) => source.#spec);
    const spec = specs.includes(undefined) ? undefined : (build(specs) as ElementSpec);
    const pass = async function* (): AsyncGenerator<unknown, void, undefined> {
      for await (const row of stages.zipStage(sources.map((source) => source.#pass))) yield build(row);
    };
    return new Dataset(pass as stages.Pass<ZippedOf<S>>, spec);
  }

  /** The element type of each array, in the elements' structure; undefined where a function decides. */
  get outputTypes(): Nest<DType> | undefined {
    return this.#spec && mapNest(this.#spec as Nest<KnownArray>, (known) => known.dtype);
  }

  /** The static shape of each array, in the elements' structure; undefined where a function decides. */
  get outputShapes(): Nest<TensorShape> | undefined {
    return this.#spec && mapNest(this.#spec as Nest<KnownArray>, (known) => known.shape);
  }

  /** What `change` gives for each element; a tuple comes as several arguments. It may be asynchronous. */
  map<const R extends ElementLike>(
    change: (...element: Arguments<T>) => Awaitable<R>,
    options: MapOptions = {},
  ): Dataset<ElementOf<R>> {
    const parallel = wholeNumber('map', 'numParallelCalls', options.numParallelCalls ?? 1, 1);
    const apply = async (element: T): Promise<unknown> => asElement(await change(...argumentsOf(element)));
    const pass = () => stages.mapStage(this.#pass, apply, parallel);
    return new Dataset(pass as stages.Pass<ElementOf<R>>, declaredSpec(options));
  }

  /** The elements for which `keep` gives true (or a true bool array of rank 0). It may be asynchronous. */
  filter(keep: (...element: Arguments<T>) => Awaitable<boolean | NdArray<'bool'>>): Dataset<T> {
    const decide = async (element: T): Promise<boolean> => {
      const answer = await keep(...argumentsOf(element));
      return answer instanceof NdArray ? answer.at(0) : answer;
    };
    return this.#next(() => stages.filterStage(this.#pass, decide));
  }

  /** Mixes: each element is drawn at random from the next `bufferSize` that have not been given yet. */
  shuffle(bufferSize: number, { seed = freshSeed(), reshuffleEachIteration = true }: ShuffleOptions = {}): Dataset<T> {
    const size = wholeNumber('shuffle', 'bufferSize', bufferSize, 1);
    let passes = 0;
    return this.#next(() => {
      const random = new Random(seed, reshuffleEachIteration ? passes++ : 0);
      return stages.shuffleStage(this.#pass, size, random);
    });
  }

  /**
   * `size` elements stacked along a new first axis; the last batch may be smaller. Reading fails with a ShapeError
   * or DTypeError where elements of one batch differ in shape or type.
   */
  batch(size: number, { dropRemainder = false }: BatchOptions = {}): Dataset<T> {
    const count = wholeNumber('batch', 'size', size, 1);
    return new Dataset(
      () => stages.batchStage(this.#pass, count, dropRemainder),
      stackSpec(this.#spec, dropRemainder ? count : undefined),
    );
  }

  /** The elements `count` times over; endlessly without a count or with -1. */
  repeat(count = -1): Dataset<T> {
    const passes = countOrAll('repeat', count);
    return this.#next(() => stages.repeatStage(this.#pass, passes));
  }

  /** Makes up to `bufferSize` elements ahead of their being read. */
  prefetch(bufferSize: number): Dataset<T> {
    const size = wholeNumber('prefetch', 'bufferSize', bufferSize, 1);
    return this.#next(() => stages.prefetchStage(this.#pass, size));
  }

  /** The first `count` elements; all with -1. */
  take(count: number): Dataset<T> {
    const most = countOrAll('take', count);
    return this.#next(() => stages.takeStage(this.#pass, most));
  }

  /** All but the first `count` elements; none with -1. */
  skip(count: number): Dataset<T> {
    const least = countOrAll('skip', count);
    return this.#next(() => stages.skipStage(this.#pass, least));
  }

  /** These elements, then the other dataset's. @throws DTypeError when the two are known to differ in types. */
  concatenate(other: Dataset<T>): Dataset<T> {
    const pass = () => stages.concatenateStage(this.#pass, other.#pass);
    return new Dataset(pass, commonSpec(this.#spec, other.#spec));
  }

  /** Remembers, in memory, the elements of the first complete pass. */
  cache(): Dataset<T> {
    const store: { elements?: readonly T[] } = {};
    return this.#next(() => stages.cacheStage(this.#pass, store));
  }

  makeOneShotIterator(): DatasetIterator<T> {
    return new DatasetIterator(this.#pass());
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return this.#pass();
  }

  #next(pass: stages.Pass<T>): Dataset<T> {
    return new Dataset(pass, this.#spec);
  }
}

/** Reads a dataset once, element by element. */
export class DatasetIterator<T = Element> {
  readonly #elements: AsyncGenerator<T, void, undefined>;

  /** @internal */
  constructor(elements: AsyncGenerator<T, void, undefined>) {
    this.#elements = elements;
  }

  /** @throws OutOfRangeError after the last element, as TensorFlow does. */
  async getNext(): Promise<T> {
    const { done, value } = await this.#elements.next();
    if (done) throw new OutOfRangeError('End of sequence');
    return value as T;
  }
}

/** The element that zipping a structure of datasets gives. */
export type ZippedOf<S> = S extends Dataset<infer T> ? T : { [K in keyof S]: ZippedOf<S[K]> };

function argumentsOf<T>(element: T): Arguments<T> {
  return (Array.isArray(element) ? element : [element]) as unknown as Arguments<T>;
}

function wholeNumber(method: string, name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`Dataset.${method}: ${name} is ${value}; it must be a whole number of at least ${least}.`);
}

function countOrAll(method: string, count: number): number {
  return count === -1 ? Number.POSITIVE_INFINITY : wholeNumber(method, 'count', count, 0);
}

function declaredSpec({ outputTypes, outputShapes }: GeneratorOptions): ElementSpec {
  if (outputTypes === undefined) return undefined;
  const shapes = outputShapes === undefined ? [] : flattenNest<TensorShape>(outputShapes);
  let next = 0;
  return mapNest(outputTypes, (dtype) => new KnownArray(dtype, shapes[next++] ?? TensorShape.unknown));
}

let concatenatedSymbols = 0;

function commonSpec(first: ElementSpec, second: ElementSpec): ElementSpec {
  if (first === undefined || second === undefined) return undefined;
  const columns = alignNests([first as Nest<KnownArray>, second as Nest<KnownArray>]);
  if (!columns) throw new ShapeError('Two datasets to concatenate must have elements of the same structure.');
  let place = 0;
  return mapNest(first as Nest<KnownArray>, ({ dtype, shape }) => {
    const [, other] = columns[place++];
    if (dtype !== other.dtype) {
      throw new DTypeError(`Two datasets to concatenate have different types: ${dtype} and ${other.dtype}.`);
    }
    if (shape.equals(other.shape)) return new KnownArray(dtype, shape);
    if (shape.rank === null || shape.rank !== other.shape.rank) return new KnownArray(dtype, TensorShape.unknown);
    const dims = shape.dims!.map((dim, axis) =>
      dim === other.shape.dims![axis] ? dim : symbol(`dataset_concatenated_${concatenatedSymbols++}`),
    );
    return new KnownArray(dtype, new TensorShape(dims));
  });
}
