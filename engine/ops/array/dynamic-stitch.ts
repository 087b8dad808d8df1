/** DynamicStitch: rows of several tensors put to their places in one; of two rows for one place the last stays. */

import { type Dim, isKnown, type PartialValue, TensorShape } from '../../graph/index.ts';
import type { Value } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, op } from '../registry/index.ts';

defineOp('DynamicStitch', {
  inputs: ['indices: N * int32', 'data: N * T'],
  outputs: ['merged: T'],
  attributes: { N: attr.int(), T: attr.type() },
  valueInputs: ['indices'],
  infer: (c) => {
    const value = stitchedValue(c);
    if (value) return [{ shape: TensorShape.of(value.length), value }];
    const count = c.attr('N', 'int');
    const [first, ...rest] = rowShape(c);
    const lists = c.inputs.slice(0, count).map((input) => input.value);
    const known = lists.every((list) => list?.every((index) => index !== null && isKnown(index)));
    const size = known ? Math.max(-1, ...lists.flatMap((list) => list as number[])) + 1 : c.fresh(0);
    return [first === null ? TensorShape.unknown : new TensorShape([size, ...(rest as Dim[])])];
  },
  gradient: (node, [gradient]) => {
    const count = node.attr('N', 'int');
    const indices = node.inputs.slice(0, count);
    const parts = indices.map((index) => op('Gather', [gradient!, index], { validate_indices: true }));
    return [...indices.map(() => null), ...parts];
  },
  lower: (c) => {
    const [{ shape }] = c.outputs;
    let base: Value | null = null;
    const data = c.args('data');
    c.args('indices').forEach((indices, k) => {
      base = c.b.scatter('update', shape, { base, indices: c.b.column(indices), updates: data[k] });
    });
    return [base!];
  },
});

/** [0, ...] and the sizes of one row, from the first data input whose rank and whose indices' rank are known; [null] else. */
function rowShape(c: InferenceContext): (Dim | null)[] {
  const count = c.attr('N', 'int');
  for (let k = 0; k < count; k++) {
    const [indices, data] = [c.inputs[k].shape, c.inputs[count + k].shape];
    if (indices.dims && data.dims) return [0, ...data.dims.slice(indices.dims.length)];
  }
  return [null];
}

/** The elements where the rows are numbers that serve as a shape. */
function stitchedValue(c: InferenceContext): PartialValue | undefined {
  const count = c.attr('N', 'int');
  const merged: (Dim | null)[] = [];
  for (let k = 0; k < count; k++) {
    const indices = c.inputs[k].value;
    const data = c.inputs[count + k];
    // Rows of several numbers have no value that is a vector.
    const isIndex = (data.dtype === 'int32' || data.dtype === 'int64') && data.shape.rank === c.inputs[k].shape.rank;
    if (!indices || !isIndex || !data.value || data.value.length !== indices.length) return undefined;
    for (const [i, index] of indices.entries()) {
      if (index === null || !isKnown(index)) return undefined;
      merged[index] = data.value[i];
    }
  }
  return Array.from(merged, (element) => element ?? null);
}
