/**
 * What a graph asks of the branch or loop that operations are being made in. What branches and loops are made of is
 * known to engine/ops.
 */

import type { Operation } from './operation.ts';
import type { Tensor } from './tensor.ts';

export interface ControlFlowContext {
  /** The branch or loop around it. */
  readonly outer: ControlFlowContext | null;
  /** The tensor as operations inside get it: what comes from outside passes a `Switch` or an `Enter`. */
  capture(tensor: Tensor): Tensor;
  /** What an operation made inside waits for, where its maker and the scopes say `controlInputs`. */
  controlInputsOf(
    request: { readonly inputs: readonly Tensor[] },
    controlInputs: readonly Operation[],
  ): readonly Operation[];
  /** Told of every operation made inside. */
  added(op: Operation): void;
}
