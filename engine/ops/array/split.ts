/** Split and SplitV: a tensor cut into parts along an axis. */

import {
  type Dim,
  divideExactly,
  floorDivideDim,
  isKnown,
  type PartialValue,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import type { Value } from '../kernel-language/index.ts';
import { along } from '../kernel-language/index.ts';
import {
  attr,
  defineOp,
  type InferenceContext,
  type InferredOutput,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { knownScalar, resolveAxis, wrapAxis } from './axis.ts';
import { zerosForMissing } from './integers.ts';
import { viewValue } from './partial-view.ts';

defineOp('Split', {
  inputs: ['split_dim: int32', 'value: T'],
  outputs: ['output: num_split * T'],
  attributes: { num_split: attr.int(), T: attr.type() },
  valueInputs: ['split_dim'],
  infer: (c) => {
    const count = c.attr('num_split', 'int');
    return inferParts(c, 1, 0, (size, axis) => {
      if (isKnown(size) && size % count !== 0) {
        c.fail(
          'dimension',
          `Number of ways to split should evenly divide the split dimension, but got split_dim ${axis} (size = ${size}) and num_split ${count}`,
        );
      }
      return new Array<Dim>(count).fill(divideExactly(size, count) ?? floorDivideDim(size, count));
    });
  },
  gradient: (node, gradients) => [null, joinGradients(node.outputs, gradients, node.inputs[0])],
  lower: (c) => lowerParts(c, c.inputs[1], c.valueOf(0)[0]),
});

defineOp('SplitV', {
  inputs: ['value: T', 'size_splits: Tlen', 'split_dim: int32'],
  outputs: ['output: num_split * T'],
  attributes: { num_split: attr.int(), T: attr.type(), Tlen: attr.type(typeSets.indices, 'int64') },
  valueInputs: ['size_splits', 'split_dim'],
  infer: (c) => {
    const count = c.attr('num_split', 'int');
    const sizes = c.inputs[1].value;
    if (sizes && sizes.length !== count)
      c.fail('value', `Length of size_splits should be equal to num_outputs: ${sizes.length} and ${count}`);
    return inferParts(c, 0, 2, (size, axis) => partSizes(c, size, sizes ?? new Array(count).fill(null), axis));
  },
  gradient: (node, gradients) => [joinGradients(node.outputs, gradients, node.inputs[2]), null, null],
  lower: (c) => lowerParts(c, c.inputs[0], c.valueOf(2)[0]),
});

/** The sizes of SplitV's parts; -1 takes what the others leave. */
function partSizes(c: InferenceContext, size: Dim, wanted: PartialValue, axis: number): Dim[] {
  const rest = wanted.indexOf(-1);
  if (rest !== wanted.lastIndexOf(-1)) c.fail('value', 'There can only be one -1 in size_splits');
  const known = wanted.every((part) => part !== null && isKnown(part));
  const sum = known ? (wanted as number[]).reduce((total, part) => total + Math.max(part, 0), 0) : undefined;
  if (sum !== undefined && isKnown(size) && (rest < 0 ? sum !== size : sum > size)) {
    c.fail(
      'dimension',
      `Determined shape must either match input shape along split_dim exactly if fully specified, or be less than the size of the input along split_dim if not fully specified.  Got: ${sum} for a size of ${size}`,
    );
  }
  return wanted.map((part, index) => {
    if (part === null) return c.fresh(axis, index);
    if (part !== -1) return part;
    return sum !== undefined && isKnown(size) ? size - sum : c.fresh(axis, index);
  });
}

/** Shapes of the parts of input `valueIndex`, cut along the axis that input `axisIndex` names. */
function inferParts(
  c: InferenceContext,
  valueIndex: number,
  axisIndex: number,
  sizesOf: (size: Dim, axis: number) => readonly Dim[],
): InferredOutput[] {
  const { shape, value } = c.inputs[valueIndex];
  const count = c.attr('num_split', 'int');
  const given = knownScalar(c.inputs[axisIndex]);
  const { dims } = shape;
  if (!dims) return new Array(count).fill(TensorShape.unknown);
  if (given === undefined) {
    return Array.from({ length: count }, (_, part) => new TensorShape(dims.map((_, axis) => c.fresh(axis, part))));
  }
  const axis = resolveAxis(c, given, dims.length);
  let at: number | undefined = 0;
  return sizesOf(dims[axis], axis).map((size) => {
    const part = new TensorShape(dims.map((dim, i) => (i === axis ? size : dim)));
    const start: number | undefined = at;
    at = at === undefined || !isKnown(size) ? undefined : at + size;
    if (start === undefined) return part;
    return {
      shape: part,
      value: viewValue(
        value,
        shape,
        part,
        dims.map((_, i) => along(i, i === axis ? start : 0)),
      ),
    };
  });
}

function joinGradients(outputs: readonly Tensor[], gradients: readonly (Tensor | null)[], axis: Tensor): Tensor {
  const parts = zerosForMissing(outputs, gradients);
  // TensorFlow's definition asks for two at least.
  if (parts.length === 1) return op('Identity', [parts[0]], {}, 'concat');
  return op('ConcatV2', [parts, axis], {}, 'concat');
}

function lowerParts(c: LoweringContext, input: Value, given: number): Value[] {
  const axis = wrapAxis(given, input.shape.length);
  let at = 0;
  return c.outputs.map(({ shape }) => {
    const begin = shape.map((_, i) => (i === axis ? at : 0));
    at += shape[axis];
    return c.b.slice(input, begin, shape);
  });
}
