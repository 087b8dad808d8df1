/** Gather along an axis; its gradient is a sum over segments. */

import { GraphError, type Operation, sizeOf, type Tensor, TensorShape } from '../../graph/index.ts';
import type { Value } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { knownScalar, resolveAxis, staticScalar, wrapAxis } from './axis.ts';
import { integerConstant, shapeTensor } from './integers.ts';

function inferGather(c: InferenceContext, given: number | undefined) {
  const [{ shape: params, value }, { shape: indices, value: picks }] = c.inputs;
  if (!params.dims || !indices.dims) return [TensorShape.unknown];
  if (given === undefined) {
    const rank = params.dims.length + indices.dims.length - 1;
    return [new TensorShape(Array.from({ length: rank }, (_, axis) => c.fresh(axis)))];
  }
  if (params.dims.length === 0) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
  const axis = resolveAxis(c, given, params.dims.length);
  const shape = new TensorShape([...params.dims.slice(0, axis), ...indices.dims, ...params.dims.slice(axis + 1)]);
  const picked = params.dims.length === 1 && value ? picks?.map((at) => value[at as number] ?? null) : undefined;
  return [{ shape, value: picked }];
}

function lowerGather(c: LoweringContext, given: number): Value[] {
  const [params, indices] = c.inputs;
  const axis = wrapAxis(given, params.shape.length);
  const [outer, inner] = [sizeOf(params.shape.slice(0, axis)), sizeOf(params.shape.slice(axis + 1))];
  const indexed = [params.shape[axis]];
  const count = sizeOf(indices.shape);
  const output = c.b.value(params.dtype, [outer, count, inner]);
  c.b.append({
    kind: 'gather',
    output: output.id,
    params: c.b.reshape(params, [outer, ...indexed, inner]).id,
    indices: c.b.reshape(indices, [count, 1]).id,
    outer,
    indexed,
    inner,
  });
  return [c.b.reshape(output, c.outputs[0].shape)];
}

/**
 * What flowed into each gathered slice, summed where it came from. TensorFlow hands on IndexedSlices for axis 0;
 * here gradients are dense.
 */
function gatherGradient(node: Operation, gradient: Tensor, axis: number | undefined): Tensor {
  const [params, indices] = node.inputs;
  const rank = params.shape.rank;
  const depth = indices.shape.rank;
  const at = axis === 0 ? 0 : axis !== undefined && rank !== null ? wrapAxis(axis, rank) : undefined;
  if (at === undefined || (at > 0 && depth === null)) {
    throw new GraphError(
      `The gradient of '${node.name}' needs a constant axis and inputs of known rank: give the tensors a shape with setShape.`,
      node.describe(),
    );
  }
  const length = op(
    'StridedSlice',
    [shapeTensor(params), ...[[at], [at + 1], [1]].map((v) => integerConstant(v))],
    { shrink_axis_mask: 1 },
    'strided_slice',
  );
  const sum = (data: Tensor) => op('UnsortedSegmentSum', [data, indices, length]);
  if (at === 0) return withShape(sum(gradient), params);
  // The gathered axes first for the sum, and the summed axis back in its place.
  const total = rank! + depth! - 1;
  const gathered = range(at, at + depth!);
  const first = [...gathered, ...range(0, at), ...range(at + depth!, total)];
  const back = [...range(1, at + 1), 0, ...range(at + 1, rank!)];
  const transposed = op('Transpose', [gradient, integerConstant(first)], {}, 'transpose');
  return withShape(op('Transpose', [sum(transposed), integerConstant(back)], {}, 'transpose'), params);
}

function withShape(tensor: Tensor, like: Tensor): Tensor {
  tensor.setShape(like.shape);
  return tensor;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

defineOp('Gather', {
  inputs: ['params: Tparams', 'indices: Tindices'],
  outputs: ['output: Tparams'],
  attributes: { validate_indices: attr.bool(true), Tparams: attr.type(), Tindices: attr.type(typeSets.indices) },
  infer: (c) => inferGather(c, 0),
  gradient: (node, [gradient]) => [gatherGradient(node, gradient!, 0), null],
  lower: (c) => lowerGather(c, 0),
});

defineOp('GatherV2', {
  inputs: ['params: Tparams', 'indices: Tindices', 'axis: Taxis'],
  outputs: ['output: Tparams'],
  attributes: {
    batch_dims: attr.int(0),
    Tparams: attr.type(),
    Tindices: attr.type(typeSets.indices),
    Taxis: attr.type(typeSets.indices),
  },
  valueInputs: ['axis'],
  infer: (c) => {
    if (c.attr('batch_dims', 'int') !== 0) c.fail('value', 'Batch dimensions of GatherV2 are not supported');
    return inferGather(c, knownScalar(c.inputs[2]));
  },
  gradient: (node, [gradient]) => [gatherGradient(node, gradient!, staticScalar(node.inputs[2])), null, null],
  lower: (c) => lowerGather(c, c.valueOf(2)[0]),
});
