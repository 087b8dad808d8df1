/**
 * What operations read in a run, where that is not what the graph says.
 *
 * TensorFlow's optimizers sum the slices of one row before `SparseApply…`: `Unique` numbers the rows, and
 * `UnsortedSegmentSum` adds. The kernels here add the slices of a row by themselves, so both are left out; what they sum
 * is read in their place. It saves a run the wait for how many rows there are.
 */

import type { Operation, Tensor } from '../graph/index.ts';
import { getOp } from '../ops/index.ts';

/** The tensors that an operation reads in a run. */
export type RunInputs = (op: Operation) => readonly Tensor[];

/** @param isFed - Tensors that a run is given: what makes them is not looked at. */
export function runInputs(isFed: (tensor: Tensor) => boolean): RunInputs {
  // Most runs have none of these, or a plan already.
  let found: Map<Operation, readonly Tensor[]> | undefined;
  return (op) => {
    if (!op.type.startsWith('SparseApply')) return op.inputs;
    found ??= new Map();
    const known = found.get(op) ?? withoutSum(op, isFed) ?? op.inputs;
    found.set(op, known);
    return known;
  };
}

function withoutSum(op: Operation, isFed: (tensor: Tensor) => boolean): readonly Tensor[] | undefined {
  const at = (name: string) => getOp(op.type).inputArgs.findIndex((argument) => argument.name === name);
  const [gradAt, indicesAt] = [at('grad'), at('indices')];
  const [grad, indices] = [op.inputs[gradAt], op.inputs[indicesAt]];
  const [sum, unique] = [grad.op, indices.op];
  if (sum.type !== 'UnsortedSegmentSum' || unique.type !== 'Unique') return undefined;
  const [slices, rows, count] = sum.inputs;
  const counted = countedBy(count);
  if (counted !== indices || indices !== unique.outputs[0] || rows !== unique.outputs[1]) return undefined;
  // What they wait for, the update would have to wait for.
  if ([sum, unique].some(({ controlInputs }) => controlInputs.length > 0)) return undefined;
  if ([grad, indices, rows, count].some(isFed)) return undefined;
  return op.inputs.map((input, i) => (i === gradAt ? slices : i === indicesAt ? unique.inputs[0] : input));
}

/** The list whose length a tensor is: `tf.shape(list)[0]`, or `tf.size(list)`. */
function countedBy({ op, shape }: Tensor): Tensor | undefined {
  if (op.type === 'Size') return op.inputs[0];
  // Of a list's shape, no other element can be picked.
  const isPicked = op.type === 'StridedSlice' && shape.rank === 0 && op.inputs[0].op.type === 'Shape';
  return isPicked ? op.inputs[0].op.inputs[0] : undefined;
}
