/**
 * Walks the operations between sources and targets from the targets back. An operation's turn comes when all gradients
 * with respect to its outputs are there; they are summed, and its rule adds the operations for its inputs.
 */

import { isFloating, LookupError, type Operation, ShapeError, type Tensor } from '../../graph/index.ts';
import {
  addOp,
  op as addTensor,
  customGradientPrefix,
  type Differentiate,
  gradientNameOf,
  gradientRuleOf,
  isExit,
  isLoopSwitch,
  isSwitch,
} from '../../ops/index.ts';
import { gateTogether } from './gate.ts';
import { LoopGradients } from './loops.ts';
import { type Between, operationsBetween, stopOperations } from './reachable.ts';

export interface Backpropagation {
  readonly targets: readonly Tensor[];
  /** The gradient with respect to each target. */
  readonly seeds: readonly Tensor[];
  readonly sources: readonly Tensor[];
  readonly stops: readonly Tensor[];
  readonly gate: boolean;
}

export function backpropagate({ targets, seeds, sources, stops, gate }: Backpropagation): (Tensor | null)[] {
  const from = sources.map((tensor) => tensor.op);
  const { graph } = targets[0];
  const loops = new LoopGradients(graph);
  const between = operationsBetween(
    from,
    targets.map((tensor) => tensor.op),
    (exit) => loops.add(exit),
  );
  const stopping = stopOperations(from, stops, between);
  const arrived = new ArrivedGradients();
  targets.forEach((target, i) => {
    arrived.add(target, seeds[i]);
  });
  const queue: Operation[] = [];
  for (const { op } of targets) {
    if (between.contains(op) && !between.pending.get(op) && !queue.includes(op)) queue.push(op);
  }
  const enterWithZeros = (exit: Operation) => {
    const zeros = loops.zerosFor(exit);
    if (zeros) arrived.add(exit.outputs[0], zeros);
  };
  const begun = loops.begin((exit) => (between.pending.get(exit) ?? 0) > 0, new Set(queue));
  begun.forEach(enterWithZeros);
  queue.push(...begun);
  for (let at = 0; at < queue.length; at++) {
    const op = queue[at];
    placedWith(op, () => {
      const outputs = loops.within(op, true, () => arrived.sums(op));
      const inputs = stopping.has(op) ? null : loops.within(op, false, () => inputGradients(op, outputs, gate));
      op.inputs.forEach((input, i) => {
        const gradient = inputs?.[i];
        if (gradient) arrived.add(input, gradient);
      });
    });
    for (const ready of readyAfter(op, between)) {
      if (!isExit(ready)) {
        queue.push(ready);
        continue;
      }
      const entered = loops.arrive(ready, (exit) => arrived.has(exit.outputs[0]));
      entered.zeros.forEach(enterWithZeros);
      queue.push(...entered.ready);
    }
  }
  loops.finish();
  return sources.map((source) => arrived.of(source));
}

/** Gradients are computed where their operation is. */
function placedWith(op: Operation, body: () => void): void {
  if (op.device) op.graph.withDevice(op.device, body);
  else body();
}

/** Gradients that have come in for each tensor, summed once when they are first asked for. */
class ArrivedGradients {
  readonly #lists = new Map<Tensor, Tensor[]>();

  add(tensor: Tensor, gradient: Tensor): void {
    const list = this.#lists.get(tensor);
    if (list) list.push(gradient);
    else this.#lists.set(tensor, [gradient]);
  }
  has(tensor: Tensor): boolean {
    return this.#lists.has(tensor);
  }
  of(tensor: Tensor): Tensor | null {
    const list = this.#lists.get(tensor);
    if (!list) return null;
    if (list.length > 1) list.splice(0, list.length, addTensor('AddN', [list]));
    return list[0];
  }
  sums(op: Operation): (Tensor | null)[] {
    return op.outputs.map((output) => this.of(output));
  }
}

/** What the operation's rule makes of the gradients of its outputs; null where nothing flows back. */
function inputGradients(
  op: Operation,
  outputs: readonly (Tensor | null)[],
  gate: boolean,
): readonly (Tensor | null)[] | null {
  if (outputs.every((gradient) => gradient === null)) return null;
  const rule = gradientRuleOf(op);
  if (rule === 'missing') {
    const what = `No gradient defined for operation '${op.name}' (op type: ${op.type})`;
    throw new LookupError(`${what}${whyMissing(op)}.`, op.describe());
  }
  if (rule === 'none') return null;
  const filled = outputs.map((gradient, i) =>
    gradient === null && isFloating(op.outputs[i].dtype) && !isLoopSwitch(op) ? zerosOf(op, i) : gradient,
  );
  return op.graph.withNameScope(`${op.name}_grad`, () => {
    const found = rule(op, filled, differentiate);
    found.forEach((gradient, i) => {
      if (gradient) adoptShape(op, i, gradient);
    });
    return gate ? gateTogether(found) : found;
  });
}

/** Of an operation that refers to a gradient by a name, as an imported one does: where that should have come from. */
function whyMissing(op: Operation): string {
  const name = gradientNameOf(op);
  if (name === op.type) return '';
  const from = name.startsWith(customGradientPrefix)
    ? 'that tf.customGradient made in another graph'
    : 'that no tf.RegisterGradient has given in this program';
  return `: its gradient is named '${name}', a name ${from}`;
}

const differentiate: Differentiate = (targets, sources, seeds) =>
  backpropagate({ targets, seeds, sources, stops: [], gate: false });

/** Zeros for an output that nothing flows into; on a branch not taken, there as little as the output. */
function zerosOf(op: Operation, index: number): Tensor {
  const isBackInLoop = op.graph.controlFlow !== null && isSwitch(op);
  if (!isBackInLoop) return addTensor('ZerosLike', [op.outputs[index]], {}, 'zeros_like');
  // The output is on a branch that nothing is built on: its input is kept, and goes the same way.
  const [data, predicate] = op.inputs;
  const zeros = addTensor('ZerosLike', [data], {}, 'zeros_like');
  return addOp('Switch', [zeros, predicate]).outputs[index];
}

/** A gradient has the shape of what it is the gradient of. */
function adoptShape(op: Operation, index: number, gradient: Tensor): void {
  const { shape } = op.inputs[index];
  if (gradient.shape.mergeWith(shape)) {
    gradient.setShape(shape);
    return;
  }
  throw new ShapeError(
    `Incompatible shapes between op input and calculated input gradient. Forward operation: ${op.name}. Input index: ` +
      `${index}. Original input shape: ${shape}. Calculated input gradient shape: ${gradient.shape}.`,
    op.describe(),
  );
}

/** Sources that have heard from all their consumers. The switch of a loop variable is gone through twice. */
function readyAfter(op: Operation, { pending }: Between): Operation[] {
  return op.inputs.flatMap(({ op: source }) => {
    const left = pending.get(source);
    if (left === undefined) return [];
    pending.set(source, left - 1);
    return left === 1 || (left > 1 && isLoopSwitch(source)) ? [source] : [];
  });
}
