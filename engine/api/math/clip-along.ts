/** Vectors of a tensor made no longer than they may be. */

import { ShapeError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { onesLike } from '../array/filled.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { operator } from './elementwise.ts';
import { reduce } from './reduce-op.ts';

const multiply = operator('Mul', 'mul');
const divide = operator('RealDiv', 'truediv');
const maximum = operator('Maximum', 'Maximum');
const greater = operator('Greater', 'Greater');

/** As clipByNorm, along axes that may be a tensor. */
export function clipAlong(t: TensorLike, clipNorm: TensorLike, axes?: TensorLike | null, name?: string | null): Tensor {
  return opScope(name, 'clip_by_norm', [t, clipNorm], (scope) => {
    const values = convertToTensor(t, { name: 't' });
    const squares = reduce('Sum', multiply(values, values), axes, true);
    const positive = greater(squares, 0);
    // The root of zero has no gradient: it is taken of ones there, and not used.
    const safe = op('Select', [positive, squares, onesLike(squares)]);
    const length = op('Select', [positive, op('Sqrt', [safe]), squares]);
    const scaled = keepsShape(values, multiply(values, clipNorm));
    return op('Identity', [divide(scaled, maximum(length, clipNorm))], {}, scope);
  });
}

/** Bounds may be broadcast to the tensor, not the tensor to the bounds. */
export function keepsShape(values: Tensor, result: Tensor): Tensor {
  if (values.shape.isCompatibleWith(result.shape)) return result;
  throw new ShapeError(
    `Shapes ${values.shape} and ${result.shape} are not compatible: a bound must not have more elements than what it clips.`,
    result.op.describe(),
  );
}
