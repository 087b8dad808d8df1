/** Functions that hand a tensor on, with a purpose. */

import { getDefaultGraph, isFloating, type Operation, type Tensor } from '../../graph/index.ts';
import { insideBranches } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { group } from '../control/index.ts';
import type { TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';

/** The same value under a name of its own. */
export const identity = publicFunction(
  'identity(input: tensor, {name})',
  <X extends TensorLike>(input: X, options: { readonly name?: string } = {}): TensorOf<X> =>
    apply('Identity', [input], {}, options),
);

/** The same value; gradients take it for a constant. */
export const stopGradient = publicFunction(
  'stopGradient(input: tensor, {name})',
  <X extends TensorLike>(input: X, options: { readonly name?: string } = {}): TensorOf<X> =>
    apply('StopGradient', [input], {}, options),
);

/** The same value; a run fails with `message` if an element is NaN or infinite. */
export const checkNumerics = publicFunction(
  'checkNumerics(tensor: tensor, message: string, {name})',
  <X extends TensorLike>(tensor: X, message: string, options: { readonly name?: string } = {}): TensorOf<X> =>
    apply('CheckNumerics', [tensor], { message }, options),
);

/**
 * One operation that checks every floating-point tensor of the graph so far: fetch it beside the others, and a run fails
 * naming the first tensor with a NaN or an infinity. References to variables are left out (checking an assignment would
 * run it), and so are branches, of which a run takes only one, and what is inside loops.
 */
export const addCheckNumericsOps = publicFunction('addCheckNumericsOps()', (): Operation => {
  const graph = getDefaultGraph();
  const operations = [...graph.getOperations()];
  const branches = insideBranches(operations);
  let previous: Tensor[] = [];
  for (const operation of operations) {
    if (branches.has(operation)) continue;
    for (const output of operation.outputs) {
      if (output.isRef || !isFloating(output.dtype)) continue;
      // One after the other, so that the first to fail is the first that went wrong.
      previous = graph.withControlDependencies(previous, () => [checkNumerics(output, output.name)]);
    }
  }
  return group(...previous);
});
