/** Which operations lie between what is differentiated and what it is differentiated by. */

import { isFloating, LookupError, type Operation, type Tensor } from '../../graph/index.ts';
import { isEnter, isExit, isSwitch } from '../../ops/index.ts';

export interface Between {
  /** How many inputs of operations on the way each operation still has to hear from. */
  readonly pending: Map<Operation, number>;
  contains(op: Operation): boolean;
}

/**
 * Operations on a path of floating tensors from `from` to `to`.
 * @param allExits - Of a way out of a loop, all that are to be gone into with it.
 */
export function operationsBetween(
  from: readonly Operation[],
  to: readonly Operation[],
  allExits: (exit: Operation) => readonly Operation[],
): Between {
  const reached = reachedFrom(from);
  checkStacks(reached, to);
  const between = new Set<Operation>();
  const queue = [...to];
  for (let op = queue.shift(); op; op = queue.shift()) {
    if (!reached.has(op) || between.has(op)) continue;
    between.add(op);
    for (const input of op.inputs) queue.push(input.op);
  }
  for (const op of [...between]) if (isExit(op)) for (const exit of allExits(op)) between.add(exit);
  const pending = new Map<Operation, number>();
  for (const op of between) {
    for (const { op: source } of op.inputs) {
      if (between.has(source)) pending.set(source, (pending.get(source) ?? 0) + 1);
    }
  }
  return { pending, contains: (op) => between.has(op) };
}

/** Sources that have no source before them on the way: nothing needs to flow through them. */
export function stopOperations(from: readonly Operation[], stops: readonly Tensor[], { pending }: Between) {
  const first = from.filter((op) => !op.inputs.some((input) => (pending.get(input.op) ?? 0) > 0));
  return new Set([...first, ...stops.map((tensor) => tensor.op)]);
}

function reachedFrom(from: readonly Operation[]): Set<Operation> {
  const reached = new Set<Operation>();
  const queue = [...from];
  for (let op = queue.pop(); op; op = queue.pop()) {
    if (reached.has(op)) continue;
    reached.add(op);
    for (const output of op.outputs) if (isFloating(output.dtype)) queue.push(...output.consumers());
  }
  return reached;
}

/**
 * What the gradient of a loop takes off a stack depends on what the loop puts there, by no edge that could be followed.
 * @throws LookupError where such a way leads from what is differentiated by
 */
function checkStacks(reached: ReadonlySet<Operation>, to: readonly Operation[]): void {
  const stacks = new Set([...reached].filter(({ type }) => type === 'StackPushV2').map(stackOf));
  if (stacks.size === 0) return;
  const seen = new Set<Operation>();
  const queue = [...to];
  for (let op = queue.pop(); op; op = queue.pop()) {
    if (seen.has(op)) continue;
    seen.add(op);
    if (op.type === 'StackPopV2' && stacks.has(stackOf(op))) {
      throw new LookupError('Second-order gradient for while loops not supported.', op.describe());
    }
    for (const input of op.inputs) queue.push(input.op);
  }
}

/** The operation that made the stack which one pushes onto or pops from. */
function stackOf({ inputs: [handle] }: Operation): Operation {
  let { op } = handle;
  while (isSwitch(op) || isEnter(op)) [{ op }] = op.inputs;
  return op;
}
