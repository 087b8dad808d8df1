/** The k largest of each row, and whether a class is among them. */

import { dimsMayBeEqual, fullyKnown, isKnown, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { int32Vector, scalarTensor } from '../constant.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';

function topKShapes(c: InferenceContext, k: number | undefined): TensorShape[] {
  const { dims } = c.inputs[0].shape;
  if (k !== undefined && k < 0) c.fail('value', `Need k >= 0, got ${k}`);
  if (!dims) return [TensorShape.unknown, TensorShape.unknown];
  if (dims.length === 0) c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
  const last = dims[dims.length - 1];
  if (k !== undefined && isKnown(last) && last < k) {
    c.fail('size', `input must have last dimension >= k = ${k} but is ${last}`);
  }
  const shape = new TensorShape([...dims.slice(0, -1), k ?? c.fresh(dims.length - 1)]);
  return [shape, shape];
}

function lowerTopK(c: LoweringContext, k: number) {
  const [input] = c.inputs;
  const [values, indices] = c.outputs.map(({ dtype, shape }) => c.b.value(dtype, shape));
  c.b.append({ kind: 'topK', values: values.id, indices: indices.id, input: input.id, k });
  return [values, indices];
}

/** The size of the last axis, as a vector of one element. */
function lastSize(tensor: Tensor): Tensor {
  const { rank } = tensor.shape;
  const axis =
    rank !== null
      ? int32Vector([rank - 1])
      : op('Reshape', [op('Sub', [op('Rank', [tensor]), scalarTensor(1, 'int32')], {}, 'sub'), int32Vector([1])]);
  return op('Slice', [op('Shape', [tensor]), axis, int32Vector([1])]);
}

/** Puts each gradient back where its value came from: rows and columns become places in the flattened input. */
function topKGradient(node: Operation, [g]: readonly (Tensor | null)[]): (Tensor | null)[] {
  if (!g) return [null, null];
  const [input] = node.inputs;
  const indices = node.outputs[1];
  const scalar = (vector: Tensor) => op('Reshape', [vector, int32Vector([])]);
  const columns = lastSize(input);
  const axis = scalarTensor(0, 'int32', 'concat/axis');
  const rowsOfK = op('ConcatV2', [[int32Vector([-1]), lastSize(indices)], axis], {}, 'concat');
  const matrix = op('Reshape', [indices, rowsOfK]);
  const rows = op('Slice', [op('Shape', [matrix]), int32Vector([0]), int32Vector([1])]);
  const size = op('Mul', [rows, columns], {}, 'mul');
  const starts = op('Range', [scalarTensor(0, 'int32'), scalar(size), scalar(columns)], {}, 'range');
  const places = op('Add', [matrix, op('ExpandDims', [starts, scalarTensor(-1, 'int32')])], {}, 'add');
  const updates = op('Reshape', [g, int32Vector([-1])]);
  const flat = op('ScatterNd', [op('Reshape', [places, int32Vector([-1, 1])]), updates, size]);
  return [op('Reshape', [flat, op('Shape', [input])]), null];
}

defineOp('TopKV2', {
  inputs: ['input: T', 'k: int32'],
  outputs: ['values: T', 'indices: int32'],
  attributes: { sorted: attr.bool(true), T: attr.type(typeSets.numeric) },
  valueInputs: ['k'],
  infer: (c) => {
    const { shape, value } = c.inputs[1];
    if (shape.dims && shape.dims.length !== 0) c.fail('rank', `Shape must be rank 0 but is rank ${shape.dims.length}`);
    return topKShapes(c, fullyKnown(value)?.[0]);
  },
  gradient: topKGradient,
  lower: (c) => lowerTopK(c, c.valueOf(1)[0]),
});

defineOp('TopK', {
  inputs: ['input: T'],
  outputs: ['values: T', 'indices: int32'],
  attributes: { k: attr.int(), sorted: attr.bool(true), T: attr.type(typeSets.numeric) },
  infer: (c) => topKShapes(c, c.attr('k', 'int')),
  gradient: (node, grads) => topKGradient(node, grads).slice(0, 1),
  lower: (c) => lowerTopK(c, c.attr('k', 'int')),
});

function inTopKShape(c: InferenceContext): TensorShape[] {
  const [rows] = dimsOfRank(c, 0, 2);
  const [targets] = dimsOfRank(c, 1, 1);
  if (!dimsMayBeEqual(rows, targets)) {
    c.fail('dimension', `Dimensions must be equal, but are ${rows} and ${targets}`);
  }
  return [TensorShape.of(isKnown(rows) ? rows : targets)];
}

defineOp('InTopK', {
  inputs: ['predictions: float32', 'targets: T'],
  outputs: ['precision: bool'],
  attributes: { k: attr.int(), T: attr.type(typeSets.indices, 'int32') },
  infer: inTopKShape,
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'InTopK', k: c.attr('k', 'int') }, c.inputs, c.outputs),
});

defineOp('InTopKV2', {
  inputs: ['predictions: float32', 'targets: T', 'k: T'],
  outputs: ['precision: bool'],
  attributes: { T: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['k'],
  infer: inTopKShape,
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'InTopK', k: c.valueOf(2)[0] }, c.inputs.slice(0, 2), c.outputs),
});
