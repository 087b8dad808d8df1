/** What nothing outside of branches and loops can watch, found from the nodes alone: imported graphs know no contexts. */

import type { Operation } from '../../graph/index.ts';
import { isEnter, isLoopMerge, isSwitch } from './context.ts';

/**
 * Operations that only some runs execute, or passes of loops: those after a Switch or Enter, up to where branches meet.
 * @param operations in the order in which they were made, each with all that it comes from
 */
export function insideBranches(operations: readonly Operation[]): Set<Operation> {
  const inside = new Set<Operation>();
  for (const operation of operations) {
    const { type, inputs, controlInputs, isFetchable } = operation;
    const isEnd = (type === 'Merge' && !isLoopMerge(operation)) || type === 'Exit';
    if (isEnd && isFetchable) continue;
    const follows = inputs.some((input) => inside.has(input.op)) || controlInputs.some((input) => inside.has(input));
    if (follows || !isFetchable || isSwitch(operation) || isEnter(operation)) inside.add(operation);
  }
  return inside;
}
