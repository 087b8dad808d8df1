/** How the gradient of an operation is built. */

import type { Operation, Tensor } from '../../graph/index.ts';

/**
 * Given the gradients with respect to the outputs (null where nothing flows back), adds operations that compute the
 * gradients with respect to the inputs, one entry an input (null: none flows). Runs inside the name scope `<op>_grad`.
 *
 * 'none': the operation is not differentiable, its inputs get null (TensorFlow's NotDifferentiable).
 * 'missing': TensorFlow registers none either: asking for it is a LookupError.
 */
export type GradientRule = GradientFunction | 'none' | 'missing';

export type GradientFunction = (
  op: Operation,
  gradients: readonly (Tensor | null)[],
  differentiate: Differentiate,
) => readonly (Tensor | null)[];

/**
 * Of operations that a rule has made from `xs` to `ys`, the gradients with respect to `xs` (null: none flows), given those
 * with respect to `ys`: for an operation whose gradient is that of others which compute the same.
 */
export type Differentiate = (
  ys: readonly Tensor[],
  xs: readonly Tensor[],
  gradients: readonly Tensor[],
) => readonly (Tensor | null)[];
