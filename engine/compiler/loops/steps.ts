/** The steps of a run in order: loops become one step each, which stands after what it takes and before who takes of it. */

import { GraphError, type Operation } from '../../graph/index.ts';
import { type Frame, findFrames, isEnter, isExit, isNextIteration, sourcesOf } from './frames.ts';
import { Loop, type LoopVariable, type Step } from './loop.ts';

/**
 * @param operations - In creation order, which is that of the steps where there is no loop.
 * @param asked - Those that the caller asked for.
 * @throws GraphError for what is no whole loop, and for what is asked for inside one
 */
export function stepsOf(operations: readonly Operation[], asked: readonly Operation[]): readonly Step[] {
  if (!operations.some(isEnter)) return operations;
  const outermost = findFrames(operations);
  const outside = new Set([
    ...outermost.members,
    ...[...outermost.inner.values()].flatMap(({ members }) => members.filter(isExit)),
  ]);
  const inside = asked.find((op) => !outside.has(op));
  if (inside) {
    throw new GraphError(
      `Operation '${inside.name}' has been marked as not fetchable: it is inside a loop, of which only the results can be fetched.`,
      inside.describe(),
    );
  }
  return orderedSteps(outermost);
}

function orderedSteps(frame: Frame): readonly Step[] {
  const loops = [...frame.inner.values()].map(loopOf);
  const loopAt = new Map<Operation, Loop>();
  for (const loop of loops) for (const exit of loop.exits) loopAt.set(exit, loop);
  const steps: Step[] = [...frame.members.filter((op) => !isBorder(op)), ...loops];
  return sorted(steps, (step) => sources(step).map((source) => loopAt.get(source) ?? source));
}

/** What stands where passes begin and end. */
function isBorder(op: Operation): boolean {
  return isEnter(op) || isExit(op) || isNextIteration(op) || headOf(op) !== undefined;
}

/** Of a merge at the head of a loop, the operation that hands on from the pass before. */
function headOf(op: Operation): Operation | undefined {
  return op.type === 'Merge' || op.type === 'RefMerge'
    ? op.inputs.find((input) => isNextIteration(input.op))?.op
    : undefined;
}

function loopOf(frame: Frame): Loop {
  const variables: LoopVariable[] = [];
  for (const merge of frame.members) {
    const next = headOf(merge);
    if (!next) continue;
    const enter = merge.inputs.find((input) => isEnter(input.op))?.op;
    if (!enter) throw new GraphError(`Operation '${merge.name}' begins a loop that nothing enters.`, merge.describe());
    variables.push({ merge, enter, next: next.inputs[0] });
  }
  const entering = new Set(variables.map(({ enter }) => enter));
  return new Loop({
    frame: frame.name,
    variables,
    constants: frame.enters.filter((enter) => !entering.has(enter)),
    exits: frame.members.filter(isExit),
    body: orderedSteps(frame),
  });
}

function sources(step: Step): readonly Operation[] {
  return step instanceof Loop ? step.enters.flatMap(sourcesOf) : sourcesOf(step);
}

/** In creation order as far as that is one in which each comes after its sources. */
function sorted(steps: readonly Step[], sourcesOfStep: (step: Step) => readonly Step[]): readonly Step[] {
  const here = new Set(steps);
  const order: Step[] = [];
  const state = new Map<Step, 'entered' | 'placed'>();
  for (const first of [...steps].sort((a, b) => positionOf(a) - positionOf(b))) {
    const stack = [first];
    for (let step = stack.at(-1); step; step = stack.at(-1)) {
      const missing =
        state.get(step) === 'placed' ? [] : sourcesOfStep(step).filter((s) => here.has(s) && state.get(s) !== 'placed');
      if (missing.length === 0) {
        stack.pop();
        if (state.get(step) === 'placed') continue;
        state.set(step, 'placed');
        order.push(step);
        continue;
      }
      if (state.get(step) === 'entered' && missing.some((source) => state.get(source) === 'entered')) {
        const name = step instanceof Loop ? step.frame : step.name;
        throw new GraphError(`The graph has a cycle through '${name}' that is no loop of tf.whileLoop.`);
      }
      state.set(step, 'entered');
      stack.push(...missing.reverse());
    }
  }
  return order;
}

function positionOf(step: Step): number {
  return step instanceof Loop ? Math.min(...step.exits.map(({ id }) => id)) : step.id;
}
