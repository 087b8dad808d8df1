/** Tile: a tensor repeated along its axes. */

import { type Dim, isKnown, multiplyDims, TensorShape } from '../../graph/index.ts';
import { along } from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { type IndexType, integerConstant, shapeTensor, sizeTensor } from './integers.ts';

defineOp('Tile', {
  inputs: ['input: T', 'multiples: Tmultiples'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tmultiples: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['multiples'],
  infer: (c) => {
    const [{ shape }, multiples] = c.inputs;
    const length = multiples.shape.dims?.[0];
    const rank = shape.rank ?? multiples.value?.length;
    if (rank === undefined) return [TensorShape.unknown];
    if (length !== undefined && isKnown(length) && length !== rank) {
      c.fail('rank', `Shape must be rank ${length} but is rank ${rank}`);
    }
    const dims = Array.from({ length: rank }, (_, axis): Dim => {
      const [dim, times] = [shape.dims?.[axis], multiples.value?.[axis]];
      if (typeof times === 'number' && times < 0) c.fail('value', `Expected multiples[${axis}] >= 0, but got ${times}`);
      return dim === undefined || times === undefined || times === null ? c.fresh(axis) : multiplyDims(dim, times);
    });
    return [new TensorShape(dims)];
  },
  // Every axis in two, [times, size], and the sum over the first of each.
  gradient: (node, [gradient]) => {
    const [input, multiples] = node.inputs;
    const type = multiples.dtype as IndexType;
    const pairs = op('Pack', [[multiples, shapeTensor(input, type)]], { axis: 0 }, 'stack');
    const interleaved = op('Transpose', [pairs, integerConstant([1, 0], 'int32', 'perm')], {}, 'transpose');
    const split = op('Reshape', [interleaved, integerConstant([-1])]);
    const axes = op('Range', [integerConstant(0), sizeTensor(split), integerConstant(2)], {}, 'range');
    const sum = op('Sum', [op('Reshape', [gradient!, split]), axes], { keep_dims: false });
    sum.setShape(input.shape);
    return [sum, null];
  },
  lower: (c) => {
    const [input] = c.inputs;
    const times = c.valueOf(1);
    const repeated = c.b.view(
      input,
      input.shape.flatMap((size, axis) => [times[axis], size]),
      input.shape.map((_, axis) => along(2 * axis + 1)),
    );
    return [c.b.reshape(repeated, c.outputs[0].shape)];
  },
});
