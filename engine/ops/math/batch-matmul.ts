/** Products of stacks of matrices: BatchMatMul wants equal leading axes, BatchMatMulV2 broadcasts them. */

import { type Dim, dimsMayBeEqual, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { shapeTensor } from '../array/integers.ts';
import { int32Vector } from '../constant.ts';
import { broadcastShapes as broadcastSizes } from '../kernel-language/index.ts';
import { addOp, attr, defineOp, type InferenceContext, type LoweringRule, op } from '../registry/index.ts';
import { broadcastShapes } from './broadcast.ts';
import { reduceTo } from './unbroadcast.ts';

const definition = {
  inputs: ['x: T', 'y: T'],
  outputs: ['output: T'],
  attributes: {
    T: attr.type(['float32', 'float64', 'int32', 'int64']),
    adj_x: attr.bool(false),
    adj_y: attr.bool(false),
  },
} as const;

const lower: LoweringRule = (c) => {
  const [x, y] = c.inputs;
  const batch = broadcastSizes([x.shape.slice(0, -2), y.shape.slice(0, -2)]);
  const [a, b] = [x, y].map((value) => {
    const whole = [...batch, ...value.shape.slice(-2)];
    return value.shape.length === whole.length && value.shape.every((size, axis) => size === whole[axis])
      ? value
      : c.b.broadcast(value, whole);
  });
  return [c.b.matmul(a, b, { transposeA: c.attr('adj_x', 'bool'), transposeB: c.attr('adj_y', 'bool') })];
};

defineOp('BatchMatMul', {
  ...definition,
  infer: (c) =>
    productShape(c, (x, y) => {
      const merged = x.mergeWith(y);
      return merged ?? c.fail('dimension', `Dimensions must be equal, but are ${x.toBrackets()} and ${y.toBrackets()}`);
    }),
  gradient: (node, [gradient]) => products(node, gradient!),
  lower,
});

defineOp('BatchMatMulV2', {
  ...definition,
  infer: (c) => productShape(c, (x, y) => broadcastShapes(c, x, y)),
  gradient: (node, [gradient]) => {
    return undoBatchBroadcast(node.inputs, products(node, gradient!));
  },
  lower,
});

/** The gradients of two stacks of matrices, whose leading axes were broadcast, summed to the shapes of the stacks. */
export function undoBatchBroadcast(
  [x, y]: readonly Tensor[],
  [gradientX, gradientY]: readonly [Tensor, Tensor],
): [Tensor, Tensor] {
  const [batchX, batchY] = [x, y].map((input) => input.shape.dims && new TensorShape(input.shape.dims.slice(0, -2)));
  if (batchX?.isFullyDefined && batchY?.isFullyDefined && batchX.equals(batchY)) return [gradientX, gradientY];
  const [shapeX, shapeY] = [shapeTensor(x), shapeTensor(y)];
  const [axesX, axesY] = addOp('BroadcastGradientArgs', [leadingAxes(shapeX), leadingAxes(shapeY)]).outputs;
  return [reduceTo(gradientX, axesX, shapeX), reduceTo(gradientY, axesY, shapeY)];
}

/** All of a shape but its last two sizes. */
function leadingAxes(shape: Tensor): Tensor {
  const bounds = [
    int32Vector([0], 'strided_slice/stack'),
    int32Vector([-2], 'strided_slice/stack_1'),
    int32Vector([1], 'strided_slice/stack_2'),
  ];
  return op('StridedSlice', [shape, ...bounds], { begin_mask: 1 }, 'strided_slice');
}

function productShape(
  c: InferenceContext,
  common: (x: TensorShape, y: TensorShape) => TensorShape,
): readonly TensorShape[] {
  const [x, y] = c.inputs.map((input) => input.shape);
  for (const shape of [x, y]) {
    if (shape.dims && shape.dims.length < 2) {
      c.fail('rank', `Shape must be at least rank 2 but is rank ${shape.dims.length}`);
    }
  }
  const [rows, innerX] = ordered(x.dims?.slice(-2), c.attr('adj_x', 'bool'));
  const [innerY, columns] = ordered(y.dims?.slice(-2), c.attr('adj_y', 'bool'));
  if (innerX !== undefined && innerY !== undefined && !dimsMayBeEqual(innerX, innerY)) {
    c.fail('dimension', `Dimensions must be equal, but are ${innerX} and ${innerY}`);
  }
  const leading = (shape: TensorShape) => new TensorShape(shape.dims?.slice(0, -2) ?? null);
  const batch = common(leading(x), leading(y));
  if (!batch.dims) return [TensorShape.unknown];
  const rank = batch.dims.length;
  return [new TensorShape([...batch.dims, rows ?? c.fresh(rank), columns ?? c.fresh(rank + 1)])];
}

function ordered(matrix: readonly Dim[] | undefined, transposed: boolean): [Dim | undefined, Dim | undefined] {
  if (!matrix) return [undefined, undefined];
  return transposed ? [matrix[1], matrix[0]] : [matrix[0], matrix[1]];
}

/** The gradients with respect to both factors, before the sums that undo broadcasting. */
function products(node: Operation, gradient: Tensor): [Tensor, Tensor] {
  const [x, y] = node.inputs;
  const product = (a: Tensor, b: Tensor, adj_x: boolean, adj_y: boolean) =>
    op(node.type, [a, b], { adj_x, adj_y }, 'MatMul');
  const g = gradient;
  if (!node.attr('adj_x', 'bool')) {
    return node.attr('adj_y', 'bool')
      ? [product(g, y, false, false), product(g, x, true, false)]
      : [product(g, y, false, true), product(x, g, true, false)];
  }
  return node.attr('adj_y', 'bool')
    ? [product(y, g, true, true), product(g, x, true, true)]
    : [product(y, g, false, true), product(x, g, false, false)];
}
