/** SpaceToBatchND and BatchToSpaceND: blocks of positions as examples of their own, and back. */

import {
  addDims,
  type Dim,
  divideExactly,
  isKnown,
  multiplyDims,
  subtractDims,
  TensorShape,
} from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';

const attributes = () => ({
  T: attr.type(),
  Tblock_shape: attr.type(typeSets.indices, 'int32'),
  Tpaddings: attr.type(typeSets.indices, 'int32'),
});

/** The axes after the first that are cut into blocks, each with what a frame adds or takes; undefined: not known. */
function blocksOf(c: InferenceContext): { block: Dim | null; frame: Dim | null }[] | undefined {
  const [{ shape }, block, frame] = c.inputs;
  const count = block.shape.dims?.[0];
  if (block.shape.rank !== null && block.shape.rank !== 1) c.fail('rank', 'block_shape must be a vector');
  if (frame.shape.rank !== null && frame.shape.rank !== 2) c.fail('rank', 'Paddings and crops must be a matrix');
  if (count === undefined || !isKnown(count)) return undefined;
  if (shape.dims && shape.dims.length <= count) {
    c.fail('rank', `Shape must be at least rank ${count + 1} but is rank ${shape.dims.length}`);
  }
  return Array.from({ length: count }, (_, axis) => {
    const size = block.value?.[axis] ?? null;
    if (typeof size === 'number' && size < 1) c.fail('value', `block_shape must be positive, but has ${size}`);
    const [before, after] = [frame.value?.[2 * axis], frame.value?.[2 * axis + 1]];
    for (const side of [before, after]) {
      if (typeof side === 'number' && side < 0) c.fail('value', `Paddings and crops must not be negative: ${side}`);
    }
    const known = before !== null && before !== undefined && after !== null && after !== undefined;
    return { block: size, frame: known ? addDims(before, after) : null };
  });
}

function quotient(c: InferenceContext, size: Dim, divisor: Dim, axis: number): Dim {
  const exact = divideExactly(size, divisor);
  if (exact === undefined && isKnown(size) && isKnown(divisor)) {
    c.fail('dimension', `Dimension size must be evenly divisible by ${divisor} but is ${size}`);
  }
  return exact ?? c.fresh(axis);
}

const productOf = (blocks: readonly { readonly block: Dim | null }[]): Dim | null =>
  blocks.reduce<Dim | null>(
    (product, { block }) => (product === null || block === null ? null : multiplyDims(product, block)),
    1,
  );

defineOp('SpaceToBatchND', {
  inputs: ['input: T', 'block_shape: Tblock_shape', 'paddings: Tpaddings'],
  outputs: ['output: T'],
  attributes: attributes(),
  valueInputs: ['block_shape', 'paddings'],
  infer: (c) => {
    const blocks = blocksOf(c);
    const { dims } = c.inputs[0].shape;
    if (!dims || !blocks) return [TensorShape.unknown];
    const count = productOf(blocks);
    const sizes = blocks.map(({ block, frame }, i) => {
      if (block === null || frame === null) return c.fresh(i + 1);
      return quotient(c, addDims(dims[i + 1], frame), block, i + 1);
    });
    const batch = count === null ? c.fresh(0) : multiplyDims(dims[0], count);
    return [new TensorShape([batch, ...sizes, ...dims.slice(blocks.length + 1)])];
  },
  gradient: ({ inputs: [, block, paddings] }, [gradient]) => [
    op('BatchToSpaceND', [gradient!, block, paddings]),
    null,
    null,
  ],
  lower: (c) => {
    const { input, blocks, rest } = partsOf(c);
    const paddings = c.valueOf(2);
    const [batch, ...sizes] = input.shape;
    const space = blocks.map((_, i) => sizes[i] + paddings[2 * i] + paddings[2 * i + 1]);
    const start = input.shape.map((_, axis) => (axis > 0 && axis <= blocks.length ? paddings[2 * (axis - 1)] : 0));
    const pieces = input.shape.includes(0) ? [] : [c.b.piece(input, start)];
    const fill = input.dtype === 'string' ? '' : 0;
    const framed = c.b.assemble(input.dtype, [batch, ...space, ...rest], fill, pieces);
    const cut = c.b.reshape(framed, [batch, ...blocks.flatMap((block, i) => [space[i] / block, block]), ...rest]);
    const order = [
      ...blocks.map((_, i) => 2 * i + 2),
      0,
      ...blocks.map((_, i) => 2 * i + 1),
      ...rest.map((_, i) => 2 * blocks.length + 1 + i),
    ];
    return [c.b.reshape(c.b.transpose(cut, order), c.outputs[0].shape)];
  },
});

defineOp('BatchToSpaceND', {
  inputs: ['input: T', 'block_shape: Tblock_shape', 'crops: Tcrops'],
  outputs: ['output: T'],
  attributes: {
    T: attr.type(),
    Tblock_shape: attr.type(typeSets.indices, 'int32'),
    Tcrops: attr.type(typeSets.indices, 'int32'),
  },
  valueInputs: ['block_shape', 'crops'],
  infer: (c) => {
    const blocks = blocksOf(c);
    const { dims } = c.inputs[0].shape;
    if (!dims || !blocks) return [TensorShape.unknown];
    const count = productOf(blocks);
    const sizes = blocks.map(({ block, frame }, i) => {
      if (block === null || frame === null) return c.fresh(i + 1);
      const size = subtractDims(multiplyDims(dims[i + 1], block), frame);
      if (isKnown(size) && size < 0) c.fail('value', `Crops of ${frame} leave nothing of ${dims[i + 1]} · ${block}`);
      return size;
    });
    const batch = count === null ? c.fresh(0) : quotient(c, dims[0], count, 0);
    return [new TensorShape([batch, ...sizes, ...dims.slice(blocks.length + 1)])];
  },
  gradient: ({ inputs: [, block, crops] }, [gradient]) => [op('SpaceToBatchND', [gradient!, block, crops]), null, null],
  lower: (c) => {
    const { input, blocks, rest } = partsOf(c);
    const crops = c.valueOf(2);
    const [{ shape }] = c.outputs;
    const sizes = input.shape.slice(1, blocks.length + 1);
    const cut = c.b.reshape(input, [...blocks, shape[0], ...sizes, ...rest]);
    const order = [
      blocks.length,
      ...blocks.flatMap((_, i) => [blocks.length + 1 + i, i]),
      ...rest.map((_, i) => 2 * blocks.length + 1 + i),
    ];
    const whole = c.b.reshape(c.b.transpose(cut, order), [
      shape[0],
      ...sizes.map((size, i) => size * blocks[i]),
      ...rest,
    ]);
    const begin = shape.map((_, axis) => (axis > 0 && axis <= blocks.length ? crops[2 * (axis - 1)] : 0));
    return [c.b.slice(whole, begin, shape)];
  },
});

function partsOf(c: LoweringContext) {
  const [input] = c.inputs;
  const blocks = c.valueOf(1);
  return { input, blocks, rest: input.shape.slice(blocks.length + 1) };
}
