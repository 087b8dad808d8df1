/**
 * Functions of two tensors, element by element. Operands of different shapes are broadcast as in NumPy: trailing axes
 * align, axes of size 1 repeat. They throw ShapeError if the shapes do not fit ("Dimensions must be equal, but are 2 and
 * 3") and DTypeError if the types differ: nothing is promoted.
 */

import { GraphError, parseShape, type ShapeLike, type Tensor, TensorShape } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, isTensorLike, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import type { BroadcastRank, OperandType } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { binaryFunction, type NameOption } from './elementwise.ts';

/** x + y; strings are joined. */
export const add = binaryFunction('add', 'Add');
/** x − y. */
export const subtract = binaryFunction('subtract', 'Sub');
/** x · y. */
export const multiply = binaryFunction('multiply', 'Mul');
/** xʸ. Integers to a negative power are a run-time error. */
export const pow = binaryFunction('pow', 'Pow');
/** The larger of the two; NaN if either is. */
export const maximum = binaryFunction('maximum', 'Maximum');
/** The smaller of the two; NaN if either is. */
export const minimum = binaryFunction('minimum', 'Minimum');
/** (x − y)². */
export const squaredDifference = binaryFunction('squaredDifference', 'SquaredDifference');
/** The angle in (−π, π] of the point with ordinate y (the first operand) and abscissa x; floats. */
export const atan2 = publicFunction(
  'atan2(y: tensor, x: tensor, {name})',
  <Y extends TensorLike, X extends TensorLike>(
    y: Y,
    x: X,
    options: NameOption = {},
  ): Tensor<OperandType<Y, X>, BroadcastRank<Y, X>> => apply('Atan2', [y, x], {}, options),
);

/** `scalar` · x, of the type of `x`. @throws GraphError if `scalar` is not of rank 0. */
export const scalarMul = publicFunction(
  'scalarMul(scalar: tensor, x: tensor, {name})',
  <X extends TensorLike>(scalar: TensorLike, x: X, options: NameOption = {}): TensorOf<X> => {
    const tensor = convertToTensor(x);
    const factor = convertToTensor(scalar, { dtype: tensor.dtype, name: 'scalar' });
    if (factor.shape.rank !== 0) {
      throw new GraphError(
        `Only scalar multiply works, got shape ${factor.shape}: use multiply.`,
        factor.op.describe(),
      );
    }
    return apply('Mul', [factor, tensor], {}, options);
  },
);

/** The sum of tensors of one shape and type. @throws GraphError for an empty list. */
export const addN = publicFunction(
  'addN(inputs: tensors, {name})',
  <X extends TensorLike>(inputs: readonly X[], options: NameOption = {}): TensorOf<X> => {
    const only = single(inputs, 'addN', options.name);
    return only ?? apply('AddN', [inputs], {}, options);
  },
);

export interface AccumulateOptions extends NameOption {
  /** What the shape of each is known to be. */
  readonly shape?: ShapeLike;
}

/** The sum of tensors of one shape and type, as addN gives it. @throws GraphError for an empty list. */
export const accumulateN = publicFunction(
  'accumulateN(inputs: tensors, {shape, name})',
  <X extends TensorLike>(inputs: readonly X[], options: AccumulateOptions = {}): TensorOf<X> => {
    const only = single(inputs, 'accumulateN', options.name);
    if (only) return only;
    const shape = options.shape === undefined ? TensorShape.unknown : parseShape(options.shape);
    return apply('AccumulateNV2', [inputs], { shape }, { name: options.name });
  },
);

/** The only tensor of a list of one, under `name` if that is given. */
function single<X extends TensorLike>(
  inputs: readonly X[],
  caller: string,
  name: string | undefined,
): TensorOf<X> | undefined {
  if (!Array.isArray(inputs) || inputs.length === 0) {
    throw new GraphError(`${caller} takes a list of at least one tensor; all must have one dtype and shape.`);
  }
  if (inputs.length > 1) return undefined;
  const [input] = inputs;
  if (isTensorLike(input) && !name) return convertToTensor(input) as TensorOf<X>;
  return opScope(name, caller === 'addN' ? 'AddN' : 'AccumulateNV2', [input], (scope) =>
    op('Identity', [convertToTensor(input, { name: 'inputs' })], {}, scope),
  ) as TensorOf<X>;
}
