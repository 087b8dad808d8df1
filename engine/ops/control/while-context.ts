/** A loop in the making: what its passes take from outside passes an `Enter`, and nothing in it runs before a pass does. */

import type { Graph, Operation, Tensor } from '../../graph/index.ts';
import { addOp, op } from '../registry/index.ts';
import { Context, chainOf, isConstantEnter, isExit, outputContext } from './context.ts';
import { internalControlInputs, loopOf } from './internal-controls.ts';

export interface WhileOptions {
  readonly parallelIterations: number;
  /** Whether gradients go through; default true. */
  readonly backProp?: boolean;
  readonly name?: string;
  /** The frame that its `Enter`s name, where they are there already. */
  readonly frame?: string;
}

/** Gives tensors of a forward loop as they were in its passes. */
export interface ForwardValues {
  readonly forward: WhileContext;
  realValue(tensor: Tensor): Tensor;
}

export class WhileContext extends Context {
  override readonly isLoop = true;
  /** The frame that its `Enter`s name. */
  readonly name: string;
  readonly parallelIterations: number;
  readonly enters: Tensor[] = [];
  readonly exits: Tensor[] = [];
  /** The output of its `LoopCond`. */
  condition: Tensor | undefined;
  pivotForCondition: Tensor | undefined;
  pivotForBody: Tensor | undefined;
  /** Of a backward loop: what it knows of the forward one. */
  gradientLoop: ForwardValues | undefined;

  readonly backProp: boolean;

  constructor(graph: Graph, { parallelIterations, backProp = true, name = 'while_context', frame }: WhileOptions) {
    super(graph);
    this.backProp = backProp;
    this.name = frame ?? graph.uniqueName(name);
    this.parallelIterations = parallelIterations;
  }

  get pivot(): Tensor {
    return (this.pivotForBody ?? this.pivotForCondition)!;
  }

  capture(tensor: Tensor): Tensor {
    if (this.knows(tensor)) return this.inside(tensor);
    if (tensor.op.controlFlow === this) return tensor;
    this.know(tensor);
    if (this.gradientLoop && loopOf(outputContext(tensor.op)) === this.gradientLoop.forward) {
      const real = this.gradientLoop.realValue(tensor);
      this.substitute(tensor, real);
      return real;
    }
    const outer = this.outer ? this.outer.capture(tensor) : tensor;
    const inside = this.enter(outer, { isConstant: true });
    this.know(inside);
    this.substitute(tensor, inside);
    return inside;
  }

  /** Brings a tensor of the context around in. */
  enter(tensor: Tensor, { isConstant = false, name }: { isConstant?: boolean; name?: string } = {}): Tensor {
    const { graph } = this;
    const waitsFor = this.#controlsAtBorder(tensor);
    const { op: made } = graph.withControlDependencies(
      null,
      () =>
        addOp(
          tensor.isRef ? 'RefEnter' : 'Enter',
          [tensor],
          { frame_name: this.name, is_constant: isConstant, parallel_iterations: this.parallelIterations },
          { name, controlFlow: this, controlInputs: waitsFor },
        ).outputs[0],
    );
    graph.joinControlScopes(made);
    graph.preventFeeding(made);
    graph.preventFetching(made);
    return made.outputs[0];
  }

  /** Of what the scopes say, what the loop as a whole can wait for. */
  #controlsAtBorder(tensor: Tensor): readonly Operation[] {
    const loop = loopOf(this.outer);
    const around = new Set<Context | null>([loop]);
    for (const context of chainOf(this.outer)) {
      if (context === loop) break;
      around.add(context);
    }
    if (!loop) around.add(null);
    return this.graph.controlInputsFor([tensor]).filter((waited) => around.has(outputContext(waited)));
  }

  controlInputsOf({ inputs }: { readonly inputs: readonly Tensor[] }, controls: readonly Operation[]) {
    const { internal, external } = internalControlInputs(this, controls);
    // What needs no value of this pass must not run where there is no pass.
    const isFree = internal.length === 0 && inputs.every(({ op: source }) => isConstantEnter(source));
    return [...internal, ...(isFree ? [this.pivot.op] : []), ...this.#brought(external)];
  }

  /** Who waits for something outside waits for its value inside. */
  #brought(external: readonly Operation[]): Operation[] {
    const waited = external.filter(({ outputs }) => outputs.length > 0);
    if (waited.length === 0) return [];
    return this.graph.withControlDependencies(null, () =>
      this.within(() => waited.map(({ outputs }) => op('Identity', [outputs[0]]).op)),
    );
  }

  added(made: Operation): void {
    for (const output of made.outputs) this.know(output);
    if (!this.outer && isExit(made)) return;
    this.graph.preventFetching(made);
    this.graph.preventFeeding(made);
  }

  /** What the loop gives is known around it. */
  giveResults(tensors: readonly Tensor[]): void {
    for (const tensor of tensors) this.outer?.know(tensor);
  }
}
