/** Branches whose condition is known when a file is written: which of them is taken, so that the other is left out. */

import type { Operation, Tensor } from '../graph/index.ts';

const isSwitch = ({ type }: Operation): boolean => type === 'Switch' || type === 'RefSwitch';
const isMerge = ({ type }: Operation): boolean => type === 'Merge' || type === 'RefMerge';

/** Operations that make up branches and loops: no run gives what lies between them. */
export const isControlFlow = (op: Operation): boolean =>
  isSwitch(op) || isMerge(op) || /^(?:Ref)?(?:Enter|Exit|NextIteration)$|^LoopCond$|^TensorArray|^Stack/.test(op.type);

/**
 * What a branch hands on: of the end of one, the input that arrives; of its beginning, what goes in. Undefined for
 * anything else, and for conditions that are not known.
 * @param conditionOf - The value of a condition, if it is known.
 */
export function takenInput(
  { op, valueIndex }: Tensor,
  conditionOf: (condition: Tensor) => boolean | undefined,
): Tensor | undefined {
  if (isSwitch(op)) return conditionOf(op.inputs[1]) === undefined ? undefined : op.inputs[0];
  if (!isMerge(op) || valueIndex !== 0) return undefined;
  const arrives = arrivalAt(op, conditionOf);
  const arriving = op.inputs.filter(arrives);
  return arriving.length === 1 && arriving.length < op.inputs.length ? arriving[0] : undefined;
}

/** Tells of what comes before an operation whether it arrives, for all that is known of the conditions. */
function arrivalAt(
  end: Operation,
  conditionOf: (condition: Tensor) => boolean | undefined,
): (tensor: Tensor) => boolean {
  const idle = new Set<Operation>();
  const arrives = ({ op, valueIndex }: Tensor): boolean => {
    if (idle.has(op)) return false;
    const condition = isSwitch(op) ? conditionOf(op.inputs[1]) : undefined;
    return condition === undefined || Number(condition) === valueIndex;
  };
  // Inputs before what reads them; what a loop leads back to counts as arriving.
  for (const op of operationsBefore(end)) {
    const data = isMerge(op) ? op.inputs.some(arrives) : op.inputs.every(arrives);
    if (!data || op.controlInputs.some((input) => idle.has(input))) idle.add(op);
  }
  return arrives;
}

function operationsBefore(end: Operation): Operation[] {
  const found = new Set<Operation>([end]);
  for (const op of found) {
    for (const input of op.inputs) found.add(input.op);
    for (const input of op.controlInputs) found.add(input);
  }
  found.delete(end);
  return [...found].sort((a, b) => a.id - b.id);
}
