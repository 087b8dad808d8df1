/** Reshape, Squeeze, ExpandDims: the same elements under another shape. */

import {
  type Dim,
  dimsMayBeEqual,
  divideExactly,
  floorDivideDim,
  isKnown,
  multiplyDims,
  type PartialValue,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { knownScalar, resolveAxis, withAxis } from './axis.ts';
import { shapeTensor } from './integers.ts';

const reshaped = (c: LoweringContext) => [c.b.reshape(c.inputs[0], c.outputs[0].shape)];

/** The gradient under the input's shape. */
function backToShape(input: Tensor, gradient: Tensor): Tensor {
  return op('Reshape', [gradient, shapeTensor(input)]);
}

defineOp('Reshape', {
  inputs: ['tensor: T', 'shape: Tshape'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tshape: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['shape'],
  infer: (c) => {
    const [tensor, wanted] = c.inputs;
    if (wanted.shape.rank !== null && wanted.shape.rank !== 1) {
      c.fail('rank', `Shape must be rank 1 but is rank ${wanted.shape.rank}`);
    }
    if (wanted.value) return [{ shape: fill(c, tensor.shape, wanted.value), value: tensor.value }];
    const rank = wanted.shape.dims?.[0];
    if (rank === undefined || !isKnown(rank)) return [TensorShape.unknown];
    return [{ shape: fill(c, tensor.shape, new Array(rank).fill(null)), value: tensor.value }];
  },
  gradient: (node, [gradient]) => [backToShape(node.inputs[0], gradient!), null],
  lower: reshaped,
});

/** The shape that a Reshape's operand asks for, with what the input's size says of its unknown sizes. */
function fill(c: InferenceContext, from: TensorShape, elements: PartialValue): TensorShape {
  const inferred = elements.indexOf(-1);
  if (inferred !== elements.lastIndexOf(-1)) {
    c.fail('value', `Only one input size may be -1, not both ${inferred} and ${elements.lastIndexOf(-1)}`);
  }
  // An element such as `n - 2` may turn out to be -1 where no other is.
  const wanted = inferred < 0 ? elements.map((dim) => (mayBeMinusOne(dim) ? null : dim)) : elements;
  const negative = wanted.find((dim) => typeof dim === 'number' && dim < -1);
  if (negative !== undefined) c.fail('value', `Size ${negative} must be non-negative`);
  const unknown = wanted.filter((dim) => dim === null).length;
  const named = (dim: Dim | null, axis: number) => dim ?? c.fresh(axis);
  if (inferred < 0 && unknown !== 1) {
    const dims = wanted.map(named);
    if (unknown === 0) checkSize(c, from, dims);
    return new TensorShape(dims);
  }
  // One size follows from the others, unless more than that one is unknown.
  const open = inferred < 0 ? wanted.indexOf(null) : inferred;
  const dims = wanted.map((dim, axis) => (axis === open ? c.fresh(axis) : named(dim, axis)));
  const others = wanted.filter((_, axis) => axis !== open);
  if (from.size === null || others.includes(null)) return new TensorShape(dims);
  const divisor = (others as Dim[]).reduce(multiplyDims, 1);
  // Beside a size of 0 an element that is not -1 may be anything.
  if (inferred >= 0 || divisor !== 0) dims[open] = quotient(c, from.size, divisor);
  return new TensorShape(dims);
}

const mayBeMinusOne = (dim: Dim | null) => dim !== null && !isKnown(dim) && dimsMayBeEqual(dim, -1);

function quotient(c: InferenceContext, size: Dim, divisor: Dim): Dim {
  if (divisor === 0) {
    if (size === 0) {
      c.fail(
        'size',
        'reshape cannot infer the missing input size for an empty tensor unless all specified input sizes are non-zero',
      );
    }
    return c.fail('size', `Cannot reshape a tensor with ${size} elements to a shape with a size of 0`);
  }
  const exact = divideExactly(size, divisor);
  if (exact !== undefined) return exact;
  if (isKnown(size) && isKnown(divisor)) {
    c.fail('size', `Dimension size must be evenly divisible by ${divisor} but is ${size}`);
  }
  return floorDivideDim(size, divisor);
}

function checkSize(c: InferenceContext, from: TensorShape, dims: readonly Dim[]): void {
  const size = dims.reduce<Dim>(multiplyDims, 1);
  if (from.size === null || dimsMayBeEqual(from.size, size)) return;
  c.fail('size', `Cannot reshape a tensor with ${from.size} elements to shape [${dims.join(',')}] (${size} elements)`);
}

defineOp('Squeeze', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), squeeze_dims: attr.ints([]) },
  infer: (c) => {
    const { shape, value } = c.inputs[0];
    const { dims } = shape;
    if (!dims) return [TensorShape.unknown];
    const axes = c.attr('squeeze_dims', 'ints').map((axis) => resolveAxis(c, axis, dims.length));
    // Without axes every size of 1 goes, and nobody can say yet which of the symbolic ones are 1.
    if (axes.length === 0 && !shape.isFullyDefined) return [TensorShape.unknown];
    for (const axis of axes) {
      if (dimsMayBeEqual(dims[axis], 1)) continue;
      c.fail('dimension', `Can not squeeze dim[${axis}], expected a dimension of 1, got ${dims[axis]}`);
    }
    const kept = dims.filter((dim, axis) => (axes.length ? !axes.includes(axis) : dim !== 1));
    return [{ shape: new TensorShape(kept), value }];
  },
  gradient: (node, [gradient]) => [backToShape(node.inputs[0], gradient!)],
  lower: reshaped,
});

defineOp('ExpandDims', {
  inputs: ['input: T', 'dim: Tdim'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), Tdim: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['dim'],
  infer: (c) => {
    const [{ shape, value }, dim] = c.inputs;
    const axis = knownScalar(dim);
    if (!shape.dims) return [TensorShape.unknown];
    const rank = shape.dims.length + 1;
    if (axis === undefined) return [new TensorShape(Array.from({ length: rank }, (_, i) => c.fresh(i)))];
    if (axis < -rank || axis >= rank) c.fail('axis', `dim ${axis} not in the interval [${-rank}, ${rank - 1}]`);
    return [{ shape: new TensorShape(withAxis<Dim>(shape.dims, axis < 0 ? axis + rank : axis, 1)), value }];
  },
  gradient: (node, [gradient]) => [backToShape(node.inputs[0], gradient!), null],
  lower: reshaped,
});
