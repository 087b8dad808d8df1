/**
 * Gradients that are zero but for a few slices. This engine's gradients are dense tensors; one that is made by summing
 * slices into zeros, as the gradient of a gather is, can be seen as the slices themselves, so that an update touches
 * only the rows that were gathered. TensorFlow calls the pair IndexedSlices.
 */

import type { Operation, Tensor } from '../../../graph/index.ts';
import { addOp, integerConstant, op } from '../../../ops/index.ts';

export interface IndexedSlices {
  /** [n, ...slice]; slices of one index add up. */
  readonly values: Tensor;
  /** [n] */
  readonly indices: Tensor;
}

/** The gradient as slices, if it is one that gathering gave: alone, or the sum of several. */
export function slicesOf(gradient: Tensor): IndexedSlices | undefined {
  const parts = partsOf(gradient);
  if (!parts) return undefined;
  const flat = parts.map(({ sum, scales }) => {
    const { values, indices } = flattened(sum);
    return { values: scales.reduce((scaled, scale) => op('Mul', [scaled, scale]), values), indices };
  });
  if (flat.length === 1) return flat[0];
  const joined = (tensors: readonly Tensor[]) => op('ConcatV2', [tensors, integerConstant(0)], {}, 'concat');
  return { values: joined(flat.map(({ values }) => values)), indices: joined(flat.map(({ indices }) => indices)) };
}

/** One slice a row, as TensorFlow's kernels want them that step by the square of a row's gradient. */
export function withoutDuplicates({ values, indices }: IndexedSlices): IndexedSlices {
  const [rows, positions] = addOp('Unique', [indices]).outputs;
  const bounds = [[0], [1], [1]].map((bound, i) =>
    integerConstant(bound, 'int32', `strided_slice/stack${i ? `_${i}` : ''}`),
  );
  const count = op('StridedSlice', [op('Shape', [rows]), ...bounds], { shrink_axis_mask: 1 }, 'strided_slice');
  return { values: op('UnsortedSegmentSum', [values, positions, count]), indices: rows };
}

/** A sum over gathered rows, and the numbers that it is multiplied by: clipping does so. */
interface Part {
  readonly sum: Operation;
  readonly scales: readonly Tensor[];
}

function partsOf(gradient: Tensor): Part[] | undefined {
  const { op: made } = gradient;
  // A gate only orders; it is made for the dense sum, which then nobody computes.
  if (made.type === 'Identity') return partsOf(made.inputs[0]);
  if (made.type === 'UnsortedSegmentSum') return isOfGradient(made) ? [{ sum: made, scales: [] }] : undefined;
  if (made.type === 'Mul') return scaledParts(made.inputs);
  if (made.type !== 'AddN') return undefined;
  const parts = made.inputs.map(partsOf);
  const all = parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  return all?.every(({ sum }) => sum.inputs[1].dtype === all[0].sum.inputs[1].dtype) ? all : undefined;
}

function scaledParts([left, right]: readonly Tensor[]): Part[] | undefined {
  const [slices, scale] = right.shape.rank === 0 ? [left, right] : [right, left];
  if (scale.shape.rank !== 0) return undefined;
  return partsOf(slices)?.map(({ sum, scales }) => ({ sum, scales: [...scales, scale] }));
}

/** A sum over segments that the user wrote is an ordinary dense gradient. */
function isOfGradient(made: Operation): boolean {
  return /_grad(_\d+)?\/UnsortedSegmentSum(_\d+)?$/.test(made.name);
}

/** Indices of any rank, as one list. */
function flattened(part: Operation): IndexedSlices {
  const [values, indices] = part.inputs;
  if (indices.shape.rank === 1) return { values, indices };
  const tail = part.outputs[0].shape.known?.slice(1);
  const rows = op('Reshape', [indices, integerConstant([-1])]);
  // The sum has the variable's shape, so its tail is the slices' even where no number says so.
  const shape = tail
    ? integerConstant([-1, ...tail])
    : op('ConcatV2', [[integerConstant([-1]), tailOf(part.outputs[0])], integerConstant(0)], {}, 'concat');
  return { values: op('Reshape', [values, shape]), indices: rows };
}

function tailOf(tensor: Tensor): Tensor {
  const shape = op('Shape', [tensor]);
  const bounds = [[1], [0], [1]].map((bound) => integerConstant(bound));
  return op('StridedSlice', [shape, ...bounds], { end_mask: 1 }, 'strided_slice');
}
