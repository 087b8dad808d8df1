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
  const arrival = new Arrival(conditionOf);
  const arriving = op.inputs.filter((input) => arrival.of(input));
  return arriving.length === 1 && arriving.length < op.inputs.length ? arriving[0] : undefined;
}

/** Whether something comes out of an operation, for all that is known of the conditions. */
class Arrival {
  readonly #conditionOf: (condition: Tensor) => boolean | undefined;
  readonly #found = new Map<Operation, boolean>();

  constructor(conditionOf: (condition: Tensor) => boolean | undefined) {
    this.#conditionOf = conditionOf;
  }

  of({ op, valueIndex }: Tensor): boolean {
    if (!this.#runs(op)) return false;
    const condition = isSwitch(op) ? this.#conditionOf(op.inputs[1]) : undefined;
    return condition === undefined || Number(condition) === valueIndex;
  }

  #runs(op: Operation): boolean {
    const known = this.#found.get(op);
    if (known !== undefined) return known;
    // A loop leads back here.
    this.#found.set(op, true);
    const arrives = (input: Tensor) => this.of(input);
    const data = isMerge(op) ? op.inputs.some(arrives) : op.inputs.every(arrives);
    const runs = data && op.controlInputs.every((input) => this.#runs(input));
    this.#found.set(op, runs);
    return runs;
  }
}
