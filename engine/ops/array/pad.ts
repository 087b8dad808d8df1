/** Pad and PadV2: a tensor in a frame of one value. */

import { addDims, type Dim, isKnown, subtractDims, type Tensor, TensorShape } from '../../graph/index.ts';
import { load, type Value } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { type IndexType, integerConstant, rankTensor, shapeTensor } from './integers.ts';

const paddingType = attr.type(typeSets.indices, 'int32');

/** The input's shape with `direction` times the paddings (input 1, [rank, 2]) added; also used by MirrorPad. */
export function paddedShape(c: InferenceContext, direction: 1 | -1 = 1): TensorShape {
  const [{ shape }, paddings] = c.inputs;
  if (paddings.shape.rank !== null && paddings.shape.rank !== 2) {
    c.fail('rank', `Shape must be rank 2 but is rank ${paddings.shape.rank}`);
  }
  const rows = paddings.shape.dims?.[0];
  const rank = shape.rank ?? (rows !== undefined && isKnown(rows) ? rows : undefined);
  if (rank === undefined) return TensorShape.unknown;
  if (rows !== undefined && isKnown(rows) && rows !== rank) {
    c.fail('rank', `Shape must be rank ${rows} but is rank ${rank}`);
  }
  const dims = Array.from({ length: rank }, (_, axis): Dim => {
    const [before, after] = [paddings.value?.[2 * axis], paddings.value?.[2 * axis + 1]];
    for (const side of [before, after]) {
      if (typeof side === 'number' && side < 0) c.fail('value', `Paddings must be non-negative: ${before} ${after}`);
    }
    const dim = shape.dims?.[axis];
    if (dim === undefined || before === null || before === undefined || after === null || after === undefined) {
      return c.fresh(axis);
    }
    const frame = addDims(before, after);
    return direction === 1 ? addDims(dim, frame) : subtractDims(dim, frame);
  });
  return new TensorShape(dims);
}

function padGradient(input: Tensor, paddings: Tensor, gradient: Tensor): Tensor {
  const type = paddings.dtype as IndexType;
  const rank = rankTensor(input);
  const column = op('Pack', [[rank, integerConstant(1)]], { axis: 0 }, 'stack');
  const before = op('Slice', [paddings, integerConstant([0, 0]), column]);
  const begin = op('Reshape', [before, integerConstant([-1])]);
  return op('Slice', [gradient, begin, shapeTensor(input, type)]);
}

function lowerPad(c: LoweringContext, value: Value | undefined): Value[] {
  const [input] = c.inputs;
  const [{ dtype, shape }] = c.outputs;
  const start = input.shape.map((_, axis) => c.valueOf(1)[2 * axis]);
  const middle = input.shape.every((size) => size > 0) ? [c.b.piece(input, start)] : [];
  if (!value) return [c.b.assemble(dtype, shape, dtype === 'string' ? '' : 0, middle)];
  const everywhere = {
    space: shape,
    start: shape.map(() => 0),
    step: shape.map(() => 1),
    operands: [{ value: value.id, view: [] }],
    expr: load(0, dtype),
  };
  return [c.b.assemble(dtype, shape, null, [everywhere, ...middle])];
}

defineOp('Pad', {
  inputs: ['input: T', 'paddings: Tpaddings'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tpaddings: paddingType },
  valueInputs: ['paddings'],
  infer: (c) => [paddedShape(c)],
  gradient: (node, [gradient]) => [padGradient(node.inputs[0], node.inputs[1], gradient!), null],
  lower: (c) => lowerPad(c, undefined),
});

defineOp('PadV2', {
  inputs: ['input: T', 'paddings: Tpaddings', 'constant_values: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tpaddings: paddingType },
  valueInputs: ['paddings'],
  infer: (c) => [paddedShape(c)],
  gradient: (node, [gradient]) => [padGradient(node.inputs[0], node.inputs[1], gradient!), null, null],
  lower: (c) => lowerPad(c, c.inputs[2]),
});
