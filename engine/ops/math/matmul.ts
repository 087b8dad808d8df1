/** Matrix products. */

import { dimsMayBeEqual, type Tensor, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, op } from '../registry/index.ts';

defineOp('MatMul', {
  inputs: ['a: T', 'b: T'],
  outputs: ['product: T'],
  attributes: {
    T: attr.type(['float32', 'float64', 'int32', 'int64']),
    transpose_a: attr.bool(false),
    transpose_b: attr.bool(false),
  },
  infer: (c) => {
    const [a, b] = c.inputs.map(({ shape }, index) => matrixDims(c, shape, index));
    const [rows, innerA] = c.attr('transpose_a', 'bool') ? [a[1], a[0]] : a;
    const [innerB, columns] = c.attr('transpose_b', 'bool') ? [b[1], b[0]] : b;
    if (!dimsMayBeEqual(innerA, innerB)) {
      c.fail('dimension', `Dimensions must be equal, but are ${innerA} and ${innerB}`);
    }
    return [TensorShape.of(rows, columns)];
  },
  gradient: (node, [gradient]) => {
    const [a, b] = node.inputs;
    const transposeA = node.attr('transpose_a', 'bool');
    const transposeB = node.attr('transpose_b', 'bool');
    const product = (x: Tensor, y: Tensor, transpose_a: boolean, transpose_b: boolean) =>
      op('MatMul', [x, y], { transpose_a, transpose_b });
    const g = gradient!;
    if (!transposeA && !transposeB) return [product(g, b, false, true), product(a, g, true, false)];
    if (!transposeA && transposeB) return [product(g, b, false, false), product(g, a, true, false)];
    if (transposeA && !transposeB) return [product(b, g, false, true), product(a, g, false, false)];
    return [product(b, g, true, true), product(g, a, true, true)];
  },
  lower: (c) => {
    const [a, b] = c.inputs;
    return [c.b.matmul(a, b, { transposeA: c.attr('transpose_a', 'bool'), transposeB: c.attr('transpose_b', 'bool') })];
  },
});

function matrixDims(c: InferenceContext, shape: TensorShape, index: number) {
  if (shape.dims && shape.dims.length !== 2) c.fail('rank', `Shape must be rank 2 but is rank ${shape.dims.length}`);
  return shape.dims ?? [c.fresh(2 * index), c.fresh(2 * index + 1)];
}
