/** Functions over the rows of tensors, as loops: `tf.mapFn`, `tf.foldl`, `tf.foldr`, `tf.scan`. */

import { type DType, DTypeError, GraphError, type Tensor } from '../../graph/index.ts';
import { parseDType } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { Merged } from './cond.ts';
import { toTensor } from './hand-on.ts';
import { checkSameNest, flatten, packAs } from './nest.ts';
import { RowReader, type Rows, type Stacked } from './rows.ts';
import { TensorArray } from './tensor-array.ts';
import { type WhileLoopOptions, whileLoop } from './while-loop.ts';

export interface MapFnOptions extends Pick<WhileLoopOptions, 'parallelIterations' | 'backProp' | 'swapMemory'> {
  /** The types of what `fn` gives, in its structure; default: those of `elems`. */
  readonly dtype?: unknown;
  /** All rows of a result have one shape; default true. */
  readonly inferShape?: boolean;
  readonly name?: string;
}

/** What a fold begins with. */
export interface FoldOptions<A> extends Omit<MapFnOptions, 'dtype' | 'inferShape'> {
  /** What `fn` is given first; default: the first row, with which it is then not called. */
  readonly initializer?: A;
}

export interface ScanOptions<A> extends FoldOptions<A>, Pick<MapFnOptions, 'inferShape'> {
  /** From the last row to the first; default false. */
  readonly reverse?: boolean;
}

/**
 * `fn` of each row of `elems` (a tensor, or a list or object of tensors with as many rows), its results stacked. `fn` is
 * called once, now.
 *
 * @throws DTypeError where `fn` gives other types than `dtype` says, ShapeError for tensors without rows.
 */
export const mapFn = publicFunction(
  'mapFn(fn: branch, elems: nest, {dtype, parallelIterations = 10, backProp = true, swapMemory = false, inferShape = true, name})',
  <const E, R>(fn: (elem: Rows<E>) => R, elems: E, options: MapFnOptions = {}): Stacked<R> =>
    opScope(options.name, 'map', flatten(elems), () => {
      checkFunction(fn);
      const rows = new RowReader(elems);
      const structure = options.dtype ?? elems;
      const dtypes = options.dtype === undefined ? rows.dtypes : flatten(options.dtype).map(parseDType);
      const results = dtypes.map(
        (dtype) => new TensorArray(dtype, rows.count, { inferShape: options.inferShape ?? true }),
      );
      const [, written] = whileLoop(
        (i) => i.less(rows.count),
        (i, arrays) => {
          const given = fn(rows.read(i) as Rows<E>);
          checkSameNest(structure, given, "'fn' must return what 'dtype' says.");
          return [i.add(1), writeAll(arrays as TensorArray[], i, given)];
        },
        [index(0), results] as const,
        { ...loopOptions(options), maximumIterations: rows.count },
      );
      return packAs(structure, rows.stack(written as unknown as TensorArray[])) as never;
    }),
);

/**
 * `fn` of what it gave for the row before and a row, from the first row to the last: what it gives for the last.
 * @throws GraphError where `fn` gives another structure than it is given.
 */
export const foldl = publicFunction(
  'foldl(fn: branch, elems: nest, {initializer: nest, parallelIterations = 10, backProp = true, swapMemory = false, name})',
  <const E, const A = Rows<E>>(
    fn: (accumulated: Merged<A>, elem: Rows<E>) => unknown,
    elems: E,
    options: FoldOptions<A> = {},
  ): Merged<A> => fold('foldl', fn as Combine, elems, options as FoldOptions<unknown>) as Merged<A>,
);

/** As `foldl`, from the last row to the first. */
export const foldr = publicFunction(
  'foldr(fn: branch, elems: nest, {initializer: nest, parallelIterations = 10, backProp = true, swapMemory = false, name})',
  <const E, const A = Rows<E>>(
    fn: (accumulated: Merged<A>, elem: Rows<E>) => unknown,
    elems: E,
    options: FoldOptions<A> = {},
  ): Merged<A> => fold('foldr', fn as Combine, elems, options as FoldOptions<unknown>) as Merged<A>,
);

type Combine = (accumulated: unknown, elem: unknown) => unknown;

function fold(direction: 'foldl' | 'foldr', fn: Combine, elems: unknown, options: FoldOptions<unknown>): unknown {
  return opScope(options.name, direction, flatten(elems), () => {
    checkFunction(fn);
    const rows = new RowReader(elems);
    const isLeft = direction === 'foldl';
    const isGiven = options.initializer !== undefined && options.initializer !== null;
    const edge = isLeft ? index(0) : rows.count;
    // The row that the fold begins with is not folded in.
    const first = isGiven ? edge : isLeft ? index(1) : edge.sub(1);
    const initial = isGiven ? options.initializer : rows.read(isLeft ? edge : first);
    const [, result] = whileLoop(
      (i: Tensor) => (isLeft ? i.less(rows.count) : i.greater(0)),
      (i: Tensor, accumulated: unknown) => {
        const at = isLeft ? i : i.sub(1);
        return [isLeft ? i.add(1) : at, fn(accumulated, rows.read(at))];
      },
      [first, initial] as unknown as readonly [Tensor, unknown],
      { ...loopOptions(options), maximumIterations: rows.count } as never,
    ) as unknown as [Tensor, unknown];
    return result;
  });
}

/**
 * As `foldl`, with all that `fn` gives, stacked: its results row by row.
 * @throws GraphError where `fn` gives another structure than it is given.
 */
export const scan = publicFunction(
  'scan(fn: branch, elems: nest, {initializer: nest, parallelIterations = 10, backProp = true, swapMemory = false, inferShape = true, reverse = false, name})',
  <const E, const A = Rows<E>>(
    fn: (accumulated: Merged<A>, elem: Rows<E>) => unknown,
    elems: E,
    options: ScanOptions<A> = {},
  ): Stacked<A> =>
    opScope(options.name, 'scan', flatten(elems), () => {
      checkFunction(fn);
      const rows = new RowReader(elems);
      const reverse = options.reverse ?? false;
      const isGiven = options.initializer !== undefined && options.initializer !== null;
      const edge = reverse ? rows.count.sub(1) : index(0);
      const initial = isGiven ? options.initializer : rows.read(edge);
      const tensors = flatten(initial).map((value) => toTensor(value));
      const inferShape = options.inferShape ?? true;
      const arrays = tensors.map((tensor) => {
        const elementShape = inferShape ? tensor.shape : null;
        const array = new TensorArray(tensor.dtype, rows.count, { inferShape, elementShape });
        return isGiven ? array : array.write(edge, tensor);
      });
      const first = isGiven ? edge : reverse ? edge.sub(1) : index(1);
      const [, , written] = whileLoop(
        (i: Tensor) => (reverse ? i.greaterEqual(0) : i.less(rows.count)),
        (i: Tensor, accumulated: unknown, lists: unknown) => {
          const given = (fn as unknown as Combine)(accumulated, rows.read(i));
          checkSameNest(initial, given, "'fn' must return what it accumulates.");
          return [reverse ? i.sub(1) : i.add(1), given, writeAll(lists as TensorArray[], i, given)];
        },
        [first, packAs(initial, tensors), arrays] as unknown as readonly [Tensor, unknown, unknown],
        { ...loopOptions(options), maximumIterations: rows.count } as never,
      ) as unknown as [Tensor, unknown, TensorArray[]];
      return packAs(initial, rows.stack(written)) as never;
    }),
);

const index = (value: number) => toTensor(value, 'int32');

function loopOptions({ parallelIterations, backProp, swapMemory }: MapFnOptions): WhileLoopOptions<false> {
  return { parallelIterations, backProp, swapMemory } as WhileLoopOptions<false>;
}

function writeAll(arrays: readonly TensorArray[], at: Tensor, given: unknown): TensorArray[] {
  return flatten(given).map((value, i) => {
    if (value === null || value === undefined) throw new GraphError("'fn' must have a return value.");
    const tensor = toTensor(value, arrays[i].dtype as DType);
    if (tensor.dtype === arrays[i].dtype) return arrays[i].write(at, tensor);
    throw new DTypeError(
      `'fn' gives ${tensor.dtype} where ${arrays[i].dtype} is expected: say so in dtype, as in { dtype: '${tensor.dtype}' }.`,
      tensor.op.describe(),
    );
  });
}

function checkFunction(fn: unknown): void {
  if (typeof fn !== 'function') throw new DTypeError("'fn' must be callable.");
}
