/** Gradients of reductions over segments, sorted and unsorted: what each element had part in comes back to it. */

import type { Operation, Tensor } from '../../graph/index.ts';
import { cast, greater, mul, select, truediv } from '../math/arithmetic.ts';
import { op } from '../registry/index.ts';

/** The two operations a gradient needs over the segments of its node. */
export interface Segments {
  /** The row of each element's segment; zeros for elements that were dropped. */
  readonly pick: (rows: Tensor) => Tensor;
  /** The row of each element's segment; any other for elements that were dropped. */
  readonly pickAny: (rows: Tensor) => Tensor;
  /** False for elements that were dropped; undefined where none are. */
  readonly kept?: (like: Tensor) => Tensor;
  readonly reduce: (reduction: 'Sum' | 'Prod', data: Tensor) => Tensor;
}

const onesLike = (x: Tensor) => op('OnesLike', [x], {}, 'ones_like');
const zerosLike = (x: Tensor) => op('ZerosLike', [x], {}, 'zeros_like');

/** The elements that equal their segment's extreme share its gradient. */
export function extremeGradient(node: Operation, gradient: Tensor, { pick, kept, reduce }: Segments): Tensor {
  const [data] = node.inputs;
  const extremes = pick(node.outputs[0]);
  const equal = op('Equal', [data, extremes]);
  const isSelected = kept ? op('LogicalAnd', [equal, kept(extremes)]) : equal;
  const count = reduce('Sum', cast(isSelected, gradient.dtype));
  const shares = pick(truediv(gradient, count));
  return select(isSelected, shares, zerosLike(shares));
}

/**
 * For each element the product of the others of its segment: the whole product divided by it. A zero gets the product of
 * the others, and nothing else flows into a segment that has one.
 */
export function productOfOthers(node: Operation, gradient: Tensor, { pick, pickAny, reduce }: Segments): Tensor {
  const [data] = node.inputs;
  const isZero = op('Equal', [data, zerosLike(data)]);
  const zeros = reduce('Sum', cast(isZero, 'int32'));
  const incoming = select(greater(zeros, 1), zerosLike(gradient), gradient);
  const withoutZeros = reduce('Prod', select(isZero, onesLike(data), data));
  const divided = truediv(pickAny(node.outputs[0]), data);
  const others = select(isZero, pickAny(withoutZeros), divided);
  return mul(pick(incoming), others);
}
