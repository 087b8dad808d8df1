/** One branch of `tf.cond`: what it takes from outside passes a `Switch`, so that it is there only if it is taken. */

import type { Graph, Operation, Tensor } from '../../graph/index.ts';
import { addOp } from '../registry/index.ts';
import { Context } from './context.ts';
import { internalControlInputs } from './internal-controls.ts';

export class CondContext extends Context {
  readonly predicate: Tensor;
  readonly pivot: Tensor;
  /** The output of a `Switch` that leads here: 1 for the true branch. */
  readonly branch: 0 | 1;

  constructor(graph: Graph, predicate: Tensor, pivot: Tensor, branch: 0 | 1) {
    super(graph);
    this.predicate = predicate;
    this.pivot = pivot;
    this.branch = branch;
    this.know(predicate);
    this.know(pivot);
  }

  capture(tensor: Tensor): Tensor {
    if (this.knows(tensor)) return this.inside(tensor);
    this.know(tensor);
    const outer = this.outer ? this.outer.capture(tensor) : tensor;
    this.know(outer);
    this.substitute(outer, outer);
    const inside = this.graph.withControlDependencies(null, () => this.#switched(outer));
    this.knowEverywhere(inside);
    this.substitute(tensor, inside);
    this.substitute(outer, inside);
    return inside;
  }

  #switched(tensor: Tensor): Tensor {
    const type = tensor.isRef ? 'RefSwitch' : 'Switch';
    const options = { name: 'Switch', colocateWith: tensor.op, controlFlow: this };
    const op = addOp(type, [tensor, this.predicate], {}, options);
    this.graph.preventFetching(op);
    return op.outputs[this.branch];
  }

  controlInputsOf({ inputs }: { readonly inputs: readonly Tensor[] }, controls: readonly Operation[]) {
    const { internal } = internalControlInputs(this, controls);
    if (inputs.length > 0) return internal;
    const waitsInside = internal.some((op) => isInside(op, this));
    return waitsInside ? internal : [...internal, this.pivot.op];
  }

  added(op: Operation): void {
    for (const output of op.outputs) this.knowEverywhere(output);
    this.graph.preventFetching(op);
  }
}

function isInside(op: Operation, context: Context): boolean {
  for (let each = op.controlFlow as Context | null; each; each = each.outer) if (each === context) return true;
  return false;
}
