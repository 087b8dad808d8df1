/**
 * DynamicStitch: rows of several tensors put to their places in one; of two rows for one place the last stays. The largest
 * place says how many rows there are, so that the size is known only from values.
 */

import { type Dim, isKnown, type PartialValue, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, op } from '../registry/index.ts';
import { mergeShapes } from '../same-shape.ts';

/** The second is for rows whose order among themselves does not matter. */
for (const type of ['DynamicStitch', 'ParallelDynamicStitch']) {
  defineOp(type, {
    inputs: ['indices: N * int32', 'data: N * T'],
    outputs: ['merged: T'],
    attributes: { N: attr.int(), T: attr.type() },
    dynamic: true,
    infer: (c) => {
      const value = stitchedValue(c);
      if (value) return [{ shape: TensorShape.of(value.length), value }];
      const count = c.attr('N', 'int');
      const row = rowShape(c);
      const lists = c.inputs.slice(0, count).map((input) => input.value);
      const known = lists.every((list) => list?.every((index) => index !== null && isKnown(index) && index >= 0));
      const size = known
        ? lists.flat().reduce<number>((most, index) => Math.max(most, (index as number) + 1), 0)
        : c.fresh(0);
      return [row.dims ? new TensorShape([size, ...row.dims]) : row];
    },
    gradient: (node, [gradient]) => {
      const count = node.attr('N', 'int');
      const indices = node.inputs.slice(0, count);
      const parts = indices.map((index) => op('Gather', [gradient!, index], { validate_indices: true }));
      return [...indices.map(() => null), ...parts];
    },
    lower: (c) => c.b.host({ name: 'DynamicStitch' }, c.inputs, c.outputs),
  });
}

/** The shape of one row, which all data have after the axes of their indices. */
function rowShape(c: InferenceContext): TensorShape {
  const count = c.attr('N', 'int');
  let row = TensorShape.unknown;
  for (let k = 0; k < count; k++) {
    const [indices, data] = [c.inputs[k].shape, c.inputs[count + k].shape];
    if (!indices.dims || !data.dims) continue;
    const depth = indices.dims.length;
    mergeShapes(c, new TensorShape(data.dims.slice(0, depth)), indices);
    row = mergeShapes(c, row, new TensorShape(data.dims.slice(depth)));
  }
  return row;
}

/** The elements where the rows are numbers that serve as a shape, and there are enough of them for every place. */
function stitchedValue(c: InferenceContext): PartialValue | undefined {
  const count = c.attr('N', 'int');
  const rows = c.inputs.slice(0, count).reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
  const merged: (Dim | null)[] = [];
  for (let k = 0; k < count; k++) {
    const indices = c.inputs[k].value;
    const data = c.inputs[count + k];
    // Rows of several numbers have no value that is a vector.
    const isIndex = (data.dtype === 'int32' || data.dtype === 'int64') && data.shape.rank === c.inputs[k].shape.rank;
    if (!indices || !isIndex || !data.value || data.value.length !== indices.length) return undefined;
    for (const [i, index] of indices.entries()) {
      if (index === null || !isKnown(index) || index < 0 || index >= rows) return undefined;
      merged[index] = data.value[i];
    }
  }
  return Array.from(merged, (element) => element ?? null);
}
