/** What branches and loops have in common: which tensors are known inside, and what stands for those from outside. */

import type { ControlFlowContext, Graph, Operation, Tensor } from '../../graph/index.ts';

export abstract class Context implements ControlFlowContext {
  readonly graph: Graph;
  readonly outer: Context | null;
  /** Those that were made inside, one level down. */
  readonly nested: Context[] = [];
  /** Tensors that are known inside, those from outside that were asked for included. */
  readonly #values = new Set<Tensor>();
  /** By a tensor from outside, what stands for it inside. */
  readonly #external = new Map<Tensor, Tensor>();

  constructor(graph: Graph) {
    this.graph = graph;
    this.outer = graph.controlFlow as Context | null;
    const siblings = this.outer?.nested;
    siblings?.push(this);
    graph.recordUndo(() => siblings?.splice(siblings.indexOf(this), 1));
  }

  /** Its operations may run many times. */
  readonly isLoop: boolean = false;

  /** What operations inside that take nothing wait for. */
  abstract get pivot(): Tensor;
  abstract capture(tensor: Tensor): Tensor;
  abstract controlInputsOf(
    request: { readonly inputs: readonly Tensor[] },
    controlInputs: readonly Operation[],
  ): readonly Operation[];
  abstract added(op: Operation): void;

  /** Runs `body` with operations made inside. */
  within<T>(body: () => T): T {
    return this.graph.withControlFlow(this, body);
  }

  /** All that is known inside. */
  get values(): Iterable<Tensor> {
    return this.#values;
  }
  /** By a tensor from outside, what stands for it inside. */
  get external(): Iterable<readonly [outside: Tensor, inside: Tensor]> {
    return this.#external;
  }
  knows(tensor: Tensor): boolean {
    return this.#values.has(tensor);
  }
  /** What stands for a known tensor. */
  inside(tensor: Tensor): Tensor {
    return this.#external.get(tensor) ?? tensor;
  }
  know(tensor: Tensor): void {
    if (this.#values.has(tensor)) return;
    this.#values.add(tensor);
    this.graph.recordUndo(() => this.#values.delete(tensor));
  }
  substitute(tensor: Tensor, inside: Tensor): void {
    const before = this.#external.get(tensor);
    this.#external.set(tensor, inside);
    this.graph.recordUndo(() => {
      if (before) this.#external.set(tensor, before);
      else this.#external.delete(tensor);
    });
  }
  /** Known here and in all around. */
  knowEverywhere(tensor: Tensor): void {
    for (let context: Context | null = this; context; context = context.outer) context.know(tensor);
  }
}

/** `context` and those around it. */
export function* chainOf(context: Context | null): Generator<Context> {
  for (let each = context; each; each = each.outer) yield each;
}

/** The context that the outputs of an operation belong to: those of an `Exit` are outside its loop. */
export function outputContext(op: Operation): Context | null {
  const context = op.controlFlow as Context | null;
  return isExit(op) ? (context?.outer ?? null) : context;
}

export const isExit = (op: Operation) => op.type === 'Exit' || op.type === 'RefExit';
export const isEnter = (op: Operation) => op.type === 'Enter' || op.type === 'RefEnter';
export const isSwitch = (op: Operation) => op.type === 'Switch' || op.type === 'RefSwitch';
/** The same tensor in all passes of a loop. */
export const isConstantEnter = (op: Operation) => isEnter(op) && op.attr('is_constant', 'bool');
/** The merge at the head of a loop, where passes begin. */
export const isLoopMerge = (op: Operation) =>
  op.type === 'Merge' && op.inputs.some(({ op: source }) => source.type === 'NextIteration');
/** Where a pass goes on or the loop ends. */
export const isLoopSwitch = (op: Operation) => isSwitch(op) && op.inputs[1].op.type === 'LoopCond';
