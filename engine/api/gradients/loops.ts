/** The loops that one call of `tf.gradients` goes back through, and when it may enter each: once all that leaves it is known. */

import { type Graph, GraphError, isFloating, type Operation, type Tensor } from '../../graph/index.ts';
import { type Context, GradientLoop, isExit, loopOf, op, WhileContext } from '../../ops/index.ts';

interface LoopState {
  readonly loop: GradientLoop;
  /** Ways out whose gradients may still come. */
  pending: number;
  /** Ways out that have a gradient, or may get one. */
  readonly waiting: Operation[];
  /** Ways out that nothing flows into: with zeros, if the loop is entered at all. */
  readonly unused: Operation[];
}

export class LoopGradients {
  readonly #graph: Graph;
  readonly #caller: Context | null;
  readonly #loops = new Map<WhileContext, LoopState>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#caller = graph.controlFlow as Context | null;
  }

  get isEmpty(): boolean {
    return this.#loops.size === 0;
  }

  /**
   * Makes the backward loop of the loop that `exit` leaves; outer loops come first.
   * @returns All ways out of it, where it is new.
   * @throws GraphError for a loop of which only the nodes are known
   */
  add(exit: Operation): readonly Operation[] {
    const forward = loopOf(exit.controlFlow as Context | null);
    if (!(forward instanceof WhileContext)) {
      throw new GraphError(
        `Gradients through the loop that '${exit.name}' leaves cannot be made: it came with a GraphDef, which does not say ` +
          'how it was made.',
        exit.describe(),
      );
    }
    if (this.#loops.has(forward)) return [];
    const around = loopOf(forward.outer);
    const outer = around instanceof WhileContext ? (this.#loops.get(around)?.loop ?? null) : null;
    const loop = new GradientLoop(forward, outer);
    const exits = loop.exits.map((tensor) => tensor.op);
    this.#loops.set(forward, { loop, pending: exits.length, waiting: [], unused: [] });
    return exits;
  }

  /** Runs `body` where the gradients of an operation are made; those of what a loop gives, before it is entered, around it. */
  within<T>(node: Operation, isBefore: boolean, body: () => T): T {
    const context = node.controlFlow as Context | null;
    const forward = loopOf(isBefore && isExit(node) ? (context?.outer ?? null) : context);
    const state = forward instanceof WhileContext ? this.#loops.get(forward) : undefined;
    return this.#graph.withControlFlow(state ? state.loop.context : this.#caller, body);
  }

  /** What can be begun with at once, beside the targets: ways out that nothing asks for, of loops that targets leave. */
  begin(isPending: (node: Operation) => boolean, targets: ReadonlySet<Operation>): readonly Operation[] {
    return [...this.#loops.values()].flatMap((state) => {
      for (const { op: exit } of state.loop.exits) {
        if (isPending(exit)) continue;
        state.pending--;
        if (!targets.has(exit)) state.unused.push(exit);
      }
      return state.pending === 0 ? state.unused : [];
    });
  }

  /**
   * All that can flow into `exit` has; the ways out that can be gone into now.
   * @param hasGradient - Whether anything flowed into one.
   */
  arrive(exit: Operation, hasGradient: (exit: Operation) => boolean): { ready: Operation[]; zeros: Operation[] } {
    const state = this.#loops.get(exit.controlFlow as WhileContext)!;
    state.waiting.push(exit);
    state.pending--;
    if (state.pending > 0) return { ready: [], zeros: [] };
    const used = state.waiting.filter(hasGradient);
    const unused = [...state.unused, ...state.waiting.filter((other) => !used.includes(other))];
    return { ready: [...used, ...unused], zeros: used.length > 0 ? unused : [] };
  }

  /** The gradient of a way out that nothing flows into. */
  zerosFor(exit: Operation): Tensor | null {
    const [output] = exit.outputs;
    if (!isFloating(output.dtype)) return null;
    return this.within(exit, true, () => op('ZerosLike', [output]));
  }

  finish(): void {
    for (const { loop } of this.#loops.values()) loop.finish();
  }
}
