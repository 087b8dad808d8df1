/** `tf.gradients`: adds the operations that compute derivatives, in TensorFlow's order and under its names. */

import { DTypeError, GraphError, isFloating, isGraphElement, isNumeric, Tensor } from '../../graph/index.ts';
import { op, scalarTensor, shapeTensor } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { backpropagate } from './backpropagate.ts';

export interface GradientsOptions {
  /** Gradients with respect to each of `ys` (null: ones). */
  readonly gradYs?: TensorLike | readonly (TensorLike | null)[] | null;
  readonly name?: string;
  /** Operations that nothing flows back through: their inputs count as constants. */
  readonly stopGradients?: TensorLike | readonly TensorLike[];
  /** Hold each gradient back until all gradients of the same operation are there, as optimizers do. */
  readonly gateGradients?: boolean;
  /** Taken for compatibility: gradients are always summed by one `AddN`. */
  readonly aggregationMethod?: number;
  /** Taken for compatibility: gradients are always placed with the operation they belong to. */
  readonly colocateGradientsWithOps?: boolean;
}

/** One for each x, of its type and rank; null where nothing depends on it. */
export type GradientsOf<X> = X extends readonly unknown[]
  ? { -readonly [K in keyof X]: TensorOf<X[K]> | null }
  : [TensorOf<X> | null];

/**
 * The derivatives of the sum of all elements of all `ys` with respect to each of `xs` (tensors or variables).
 *
 * @returns One entry an x, of the x's shape; null where no y depends on it.
 * @throws DTypeError for a y that is not of a floating type, LookupError for an operation on the way that has no gradient.
 */
export const gradients = publicFunction(
  'gradients(ys: tensors, xs: tensors, {gradYs, name, stopGradients, gateGradients = false, aggregationMethod, colocateGradientsWithOps = false})',
  <const X extends TensorLike | readonly TensorLike[]>(
    ys: TensorLike | readonly TensorLike[],
    xs: X,
    options: GradientsOptions = {},
  ): GradientsOf<X> => {
    const sources = listOf(xs).map((x) => elementOf(x, 'x'));
    const first = sources[0] ?? listOf(ys).map((y) => elementOf(y, 'y'))[0];
    if (!first) return [] as never;
    return opScope(options.name, 'gradients', [first], () => {
      const targets = listOf(ys).map((y) => convertToTensor(y, { name: 'y' }));
      for (const target of targets) checkTarget(target);
      const seeds = initialGradients(targets, options.gradYs);
      const stops = listOf(options.stopGradients ?? []).map((stop) => elementOf(stop, 'stop'));
      return backpropagate({ targets, seeds, sources, stops, gate: options.gateGradients ?? false });
    }) as GradientsOf<X>;
  },
);

/** The tensor to differentiate by: a variable's own reference, which all its reads come from. */
function elementOf(value: TensorLike, name: string): Tensor {
  const element = isGraphElement(value) ? value.asGraphElement() : value;
  return element instanceof Tensor ? element : convertToTensor(value, { name });
}

function checkTarget(y: Tensor): void {
  if (isFloating(y.dtype)) return;
  throw new DTypeError(
    `Gradients of a tensor of type ${y.dtype} are not defined: ${y}. Cast to a floating type where it is computed.`,
    y.op.describe(),
  );
}

/** What flows into each y: ones where the caller gave nothing. */
function initialGradients(ys: readonly Tensor[], given: GradientsOptions['gradYs']): Tensor[] {
  const list = given === undefined || given === null ? ys.map(() => null) : listOf(given);
  if (list.length !== ys.length) {
    throw new GraphError(`gradYs must have one gradient for each of the ${ys.length} ys, but has ${list.length}.`);
  }
  return ys.map((y, i) => {
    const name = `grad_ys_${i}`;
    const gradient = list[i];
    if (gradient === null) {
      const shape = shapeTensor(y);
      return op('Fill', [shape, scalarTensor(1, y.dtype, name)]);
    }
    const tensor = convertToTensor(gradient, { preferredDtype: y.dtype, name: 'grad_y' });
    if (!isNumeric(tensor.dtype)) {
      throw new DTypeError(
        `Gradient type ${tensor.dtype} given for real-valued tensor ${y} with type ${y.dtype} must be real.`,
        y.op.describe(),
      );
    }
    return op('Identity', [tensor], {}, name);
  });
}

/** A list as it is; anything else as a list of one. */
function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
