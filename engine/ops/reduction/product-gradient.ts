/**
 * The gradient of a product: for each element the product of the others, which is right where an element is zero too.
 * The reduced axes go to the front and become one, so that exclusive cumulative products from both ends give it.
 */

import { integerConstant, rankTensor, shapeTensor } from '../array/integers.ts';
import { add, cast, mod, mul } from '../math/arithmetic.ts';
import { addOp, type GradientRule, op } from '../registry/index.ts';
import { spread } from './gradients.ts';

export const productGradient: GradientRule = (node, [gradient]) => {
  const [input, axes] = node.inputs;
  const inputShape = shapeTensor(input);
  const incoming = spread(node, gradient!);
  const rank = rankTensor(input);
  const flatAxes = cast(op('Reshape', [axes, integerConstant([-1], 'int32', 'Reshape/shape')]), 'int32');
  const reduced = mod(add(flatAxes, rank), rank);
  const all = op(
    'Range',
    [integerConstant(0, 'int32', 'range/start'), rank, integerConstant(1, 'int32', 'range/delta')],
    {},
    'range',
  );
  const [other] = addOp('ListDiff', [all, reduced]).outputs;
  const order = op('ConcatV2', [[reduced, other], integerConstant(0, 'int32', 'concat/axis')], {}, 'concat');
  const permuted = op('Transpose', [input, order], {}, 'transpose');
  const matrix = op('Reshape', [
    permuted,
    op('Pack', [[sizeAt(inputShape, reduced), sizeAt(inputShape, other)]], { axis: 0 }, 'Reshape_1/shape'),
  ]);
  const first = integerConstant(0, 'int32', 'Cumprod/axis');
  const before = op('Cumprod', [matrix, first], { exclusive: true });
  const after = op('Cumprod', [matrix, first], { exclusive: true, reverse: true });
  const others = op('Reshape', [mul(before, after), shapeTensor(permuted)]);
  const inOrder = op('Transpose', [others, op('InvertPermutation', [order])], {}, 'transpose_1');
  return [op('Reshape', [mul(incoming, inOrder), inputShape]), null];
};

/** The product of the sizes of some axes. */
function sizeAt(shape: ReturnType<typeof shapeTensor>, axes: typeof shape) {
  const sizes = op('GatherV2', [shape, axes, integerConstant(0, 'int32', 'GatherV2/axis')]);
  return op('Prod', [sizes, integerConstant([0])]);
}
