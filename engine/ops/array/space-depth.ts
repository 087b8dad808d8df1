/** SpaceToDepth and DepthToSpace: square blocks of an image as channels, and back. */

import { type Dim, divideExactly, isKnown, multiplyDims, TensorShape } from '../../graph/index.ts';
import { attr, attributesOf, defineOp, type InferenceContext, op } from '../registry/index.ts';

const attributes = () => ({ T: attr.type(), block_size: attr.int(), data_format: attr.string('NHWC') });

function imageOf(c: InferenceContext): { dims: readonly Dim[]; block: number } | undefined {
  const { dims } = c.inputs[0].shape;
  const block = c.attr('block_size', 'int');
  if (block < 2) c.fail('value', `Block size should be > 1, but was: ${block}`);
  if (c.attr('data_format', 'string') !== 'NHWC') c.fail('value', 'Only NHWC data_format supported on CPU');
  if (!dims) return undefined;
  if (dims.length !== 4) c.fail('rank', `Shape must be rank 4 but is rank ${dims.length}`);
  return { dims, block };
}

function quotient(c: InferenceContext, size: Dim, divisor: number, axis: number): Dim {
  const exact = divideExactly(size, divisor);
  if (exact === undefined && isKnown(size)) {
    c.fail('dimension', `Dimension size must be evenly divisible by ${divisor} but is ${size}`);
  }
  return exact ?? c.fresh(axis);
}

defineOp('SpaceToDepth', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: attributes(),
  infer: (c) => {
    const image = imageOf(c);
    if (!image) return [TensorShape.unknown];
    const { dims, block } = image;
    const [rows, columns] = [1, 2].map((axis) => quotient(c, dims[axis], block, axis));
    return [new TensorShape([dims[0], rows, columns, multiplyDims(dims[3], block * block)])];
  },
  gradient: (node, [gradient]) => [op('DepthToSpace', [gradient!], attributesOf(node))],
  lower: (c) => {
    const [{ shape }] = c.outputs;
    const block = c.attr('block_size', 'int');
    const [batch, rows, columns] = shape;
    const cut = c.b.reshape(c.inputs[0], [batch, rows, block, columns, block, c.inputs[0].shape[3]]);
    return [c.b.reshape(c.b.transpose(cut, [0, 1, 3, 2, 4, 5]), shape)];
  },
});

defineOp('DepthToSpace', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: attributes(),
  infer: (c) => {
    const image = imageOf(c);
    if (!image) return [TensorShape.unknown];
    const { dims, block } = image;
    const [rows, columns] = [1, 2].map((axis) => multiplyDims(dims[axis], block));
    return [new TensorShape([dims[0], rows, columns, quotient(c, dims[3], block * block, 3)])];
  },
  gradient: (node, [gradient]) => [op('SpaceToDepth', [gradient!], attributesOf(node))],
  lower: (c) => {
    const [{ shape }] = c.outputs;
    const block = c.attr('block_size', 'int');
    const [batch, rows, columns] = c.inputs[0].shape;
    const cut = c.b.reshape(c.inputs[0], [batch, rows, columns, block, block, shape[3]]);
    return [c.b.reshape(c.b.transpose(cut, [0, 1, 3, 2, 4, 5]), shape)];
  },
});
