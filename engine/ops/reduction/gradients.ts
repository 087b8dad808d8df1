/** Gradients of sums, means and extremes: the incoming gradient spread over the axes that were reduced. */

import { isKnown, type Operation, type Tensor } from '../../graph/index.ts';
import { integerConstant, shapeTensor, sizeTensor } from '../array/integers.ts';
import { add, cast, floordiv, maximum, mod, mul, truediv } from '../math/arithmetic.ts';
import { type GradientRule, op } from '../registry/index.ts';

export const sumGradient: GradientRule = (node, [gradient]) => [spread(node, gradient!), null];

/** The spread gradient over how many elements went into each mean. */
export const meanGradient: GradientRule = (node, [gradient]) => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  const sum = spread(node, gradient!);
  const [before, after] = [input.shape.known && input.shape.size, output.shape.known && output.shape.size];
  const factor =
    typeof before === 'number' && typeof after === 'number'
      ? integerConstant(Math.floor(before / Math.max(after, 1)))
      : safeDivide(product(shapeTensor(input)), product(shapeTensor(output)));
  return [truediv(sum, cast(factor, sum.dtype)), null];
};

/** To the elements that are the extreme; several that tie share it evenly. */
export const extremeGradient: GradientRule = (node, [gradient]) => {
  const [input, axes] = node.inputs;
  const kept = keptShape(shapeTensor(input), axes);
  const extreme = op('Reshape', [node.outputs[0], kept]);
  const incoming = op('Reshape', [gradient!, kept]);
  const indicators = cast(op('Equal', [extreme, input]), incoming.dtype);
  const ties = op('Reshape', [op('Sum', [indicators, axes]), kept]);
  return [mul(truediv(indicators, ties), incoming), null];
};

/** The gradient repeated along the reduced axes, in the shape of the input. */
export function spread(node: Operation, gradient: Tensor): Tensor {
  const [input, axes] = node.inputs;
  const { rank } = input.shape;
  if (rank !== null && coversAll(axes, rank)) {
    const ones = integerConstant(new Array<number>(rank).fill(1), 'int32', 'Reshape/shape');
    return op('Tile', [op('Reshape', [gradient, ones]), shapeTensor(input)]);
  }
  const inputShape = shapeTensor(input);
  const kept = keptShape(inputShape, axes);
  const repeats = safeDivide(inputShape, kept);
  return op('Tile', [op('Reshape', [gradient, kept]), repeats]);
}

/** The shape that a reduction over `axes` with keepDims gives: 1 at each of the axes. */
export function keptShape(inputShape: Tensor, axes: Tensor): Tensor {
  const rank = sizeTensor(inputShape);
  const places = cast(mod(add(cast(axes, 'int32'), rank), rank), 'int32');
  const all = op(
    'Range',
    [integerConstant(0, 'int32', 'range/start'), rank, integerConstant(1, 'int32', 'range/delta')],
    {},
    'range',
  );
  const ones = op('Fill', [shapeTensor(places), integerConstant(1, 'int32', 'Fill/value')]);
  return op('DynamicStitch', [
    [all, places],
    [inputShape, ones],
  ]);
}

/** x // max(y, 1): an empty result divides nothing. */
const safeDivide = (x: Tensor, y: Tensor): Tensor => floordiv(x, maximum(y, 1));

const product = (shape: Tensor): Tensor => op('Prod', [shape, integerConstant([0])]);

function coversAll({ partialValue }: Tensor, rank: number): boolean {
  return partialValue?.length === rank && partialValue.every((axis, i) => axis !== null && isKnown(axis) && axis === i);
}
