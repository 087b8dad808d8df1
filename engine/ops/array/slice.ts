/** Slice: a box out of a tensor. */

import { type Dim, isKnown, subtractDims, TensorShape } from '../../graph/index.ts';
import { along } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { type IndexType, integerConstant, rankTensor, shapeTensor } from './integers.ts';
import { viewValue } from './partial-view.ts';

defineOp('Slice', {
  inputs: ['input: T', 'begin: Index', 'size: Index'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Index: attr.type(typeSets.indices) },
  valueInputs: ['begin', 'size'],
  infer: (c) => {
    const [input, begin, size] = c.inputs;
    const rank = input.shape.rank ?? begin.value?.length ?? size.value?.length ?? knownLength(begin.shape);
    if (rank === undefined) return [TensorShape.unknown];
    for (const operand of [begin, size]) {
      const length = knownLength(operand.shape);
      if (length !== undefined && length !== rank) c.fail('rank', `Shape must be rank ${length} but is rank ${rank}`);
    }
    const dims = Array.from({ length: rank }, (_, axis) =>
      sizeAlong(c, input.shape.dims?.[axis], begin.value?.[axis], size.value?.[axis], axis),
    );
    const shape = new TensorShape(dims);
    const start = begin.value ?? [];
    const view = dims.map((_, axis) => along(axis, Number(start[axis])));
    const known = start.length === rank && start.every((index) => index !== null && isKnown(index));
    return [{ shape, value: known ? viewValue(input.value, input.shape, shape, view) : undefined }];
  },
  // The gradient in a frame of zeros: how wide on each side follows from where the slice lay.
  gradient: (node, [gradient]) => {
    const [input, begin] = node.inputs;
    const type = begin.dtype as IndexType;
    const column = op('Pack', [[cast(rankTensor(input), type), integerConstant(1, type)]], { axis: 0 }, 'stack');
    const before = op('Reshape', [begin, column]);
    const left = op('Sub', [shapeTensor(input, type), shapeTensor(node.outputs[0], type)], {}, 'sub');
    const after = op('Reshape', [op('Sub', [left, begin], {}, 'sub'), column]);
    const paddings = op('ConcatV2', [[before, after], integerConstant(1)], {}, 'concat');
    return [op('Pad', [gradient!, paddings]), null, null];
  },
  lower: (c) => [c.b.slice(c.inputs[0], c.valueOf(1), c.outputs[0].shape)],
});

const cast = (x: ReturnType<typeof rankTensor>, dtype: IndexType) =>
  x.dtype === dtype ? x : op('Cast', [x], { DstT: dtype });

function knownLength(shape: TensorShape): number | undefined {
  const dim = shape.dims?.[0];
  return dim !== undefined && isKnown(dim) ? dim : undefined;
}

function sizeAlong(
  c: InferenceContext,
  dim: Dim | undefined,
  begin: Dim | null | undefined,
  size: Dim | null | undefined,
  axis: number,
): Dim {
  if (begin !== null && begin !== undefined && isKnown(begin) && dim !== undefined && isKnown(dim)) {
    if (begin < 0 || begin > dim) c.fail('value', `Expected begin[${axis}] in [0, ${dim}], but got ${begin}`);
    if (typeof size === 'number' && (size < -1 || begin + size > dim)) {
      c.fail('value', `Expected size[${axis}] in [0, ${dim - begin}], but got ${size}`);
    }
  }
  if (size === null || size === undefined) return c.fresh(axis);
  if (size !== -1) return size;
  return dim === undefined || begin === null || begin === undefined ? c.fresh(axis) : subtractDims(dim, begin);
}
