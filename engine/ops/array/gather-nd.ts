/** GatherNd and ScatterNd: slices named by whole coordinates. */

import { isKnown, type TensorShape as Shape, sizeOf, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { type IndexType, shapeTensor } from './integers.ts';
import { shapeOperand } from './shape-operand.ts';

defineOp('GatherNd', {
  inputs: ['params: Tparams', 'indices: Tindices'],
  outputs: ['output: Tparams'],
  attributes: { Tparams: attr.type(), Tindices: attr.type(typeSets.indices) },
  infer: (c) => {
    const [{ shape: params }, { shape: indices }] = c.inputs;
    const depth = depthOf(c, indices);
    if (!params.dims || !indices.dims || depth === undefined) return [TensorShape.unknown];
    if (depth > params.dims.length) {
      c.fail(
        'rank',
        `indices.shape[-1] must be <= params.rank, but saw indices shape: ${indices.toBrackets()} and params shape: ${params.toBrackets()}`,
      );
    }
    return [new TensorShape([...indices.dims.slice(0, -1), ...params.dims.slice(depth)])];
  },
  gradient: (node, [gradient]) => {
    const [params, indices] = node.inputs;
    return [op('ScatterNd', [indices, gradient!, shapeTensor(params, indices.dtype as IndexType)]), null];
  },
  lower: (c) => {
    const [params, indices] = c.inputs;
    const depth = indices.shape.at(-1)!;
    const count = sizeOf(indices.shape.slice(0, -1));
    const [indexed, inner] = [params.shape.slice(0, depth), sizeOf(params.shape.slice(depth))];
    const output = c.b.value(params.dtype, [1, count, inner]);
    c.b.append({
      kind: 'gather',
      output: output.id,
      params: c.b.reshape(params, [1, ...indexed, inner]).id,
      indices: c.b.reshape(indices, [count, depth]).id,
      outer: 1,
      indexed,
      inner,
    });
    return [c.b.reshape(output, c.outputs[0].shape)];
  },
});

/** The length of the coordinates in `indices`. */
function depthOf(c: InferenceContext, indices: Shape): number | undefined {
  if (!indices.dims) return undefined;
  const depth = indices.dims.at(-1);
  if (depth === undefined) return c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
  return isKnown(depth) ? depth : undefined;
}

defineOp('ScatterNd', {
  inputs: ['indices: Tindices', 'updates: T', 'shape: Tindices'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tindices: attr.type(typeSets.indices) },
  valueInputs: ['shape'],
  infer: (c) => {
    const [{ shape: indices }, { shape: updates }, wanted] = c.inputs;
    const shape = shapeOperand(c, wanted);
    const depth = depthOf(c, indices);
    if (shape.dims && depth !== undefined) {
      const expected = new TensorShape([...indices.dims!.slice(0, -1), ...shape.dims.slice(depth)]);
      if (depth > shape.dims.length || !expected.isCompatibleWith(updates)) {
        c.fail(
          'dimension',
          `Updates of shape ${updates.toBrackets()} do not fit indices of shape ${indices.toBrackets()} into shape ${shape.toBrackets()}`,
        );
      }
    }
    return [shape];
  },
  gradient: (node, [gradient]) => [null, op('GatherNd', [gradient!, node.inputs[0]]), null],
  lower: (c) => {
    const [indices, updates] = c.inputs;
    return [c.b.scatter('add', c.outputs[0].shape, { base: null, indices, updates })];
  },
});
