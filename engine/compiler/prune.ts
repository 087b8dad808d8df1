/** Which operations a run needs: the ancestors of its fetches, cut at its feeds, control edges included. */

import type { Operation, Tensor } from '../graph/index.ts';
import { type RunInputs, runInputs } from './run-inputs.ts';

/** The needed operations in creation order, which is a topological order. */
export function prune(
  fetches: Iterable<Tensor>,
  targets: Iterable<Operation>,
  isFed: (tensor: Tensor) => boolean,
  inputsOf: RunInputs = runInputs(isFed),
): Operation[] {
  const needed = new Set<Operation>();
  const stack: Operation[] = [...targets];
  for (const fetch of fetches) if (!isFed(fetch)) stack.push(fetch.op);
  for (let op = stack.pop(); op; op = stack.pop()) {
    if (needed.has(op)) continue;
    needed.add(op);
    for (const input of inputsOf(op)) if (!isFed(input)) stack.push(input.op);
    stack.push(...op.controlInputs);
  }
  return [...needed].sort((a, b) => a.id - b.id);
}
