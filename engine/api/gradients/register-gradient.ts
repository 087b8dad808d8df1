/** `tf.RegisterGradient`: gradients by name. */

import { DTypeError, type Operation, type Tensor } from '../../graph/index.ts';
import { type GradientFunction, registerGradient } from '../../ops/index.ts';
import { publicFunction } from '../signature.ts';
import { asGradients, callGradient, type GivenGradient } from './given-gradients.ts';

/** Of an operation and the gradients with respect to its outputs, those with respect to its inputs; one by itself. */
export type OperationGradient = (
  op: Operation,
  ...gradients: Tensor[]
) => GivenGradient | readonly (GivenGradient | readonly GivenGradient[])[];

/**
 * Gives operations a gradient of your own: those that are made inside `graph.gradientOverrideMap({ Type: opType }, …)`, and
 * all operations of the type `opType`, if it is one that has no gradient. `gradient` is called by `tf.gradients` with the
 * operation and the gradients with respect to its outputs: zeros where none flows into one, null for one that is not of a
 * floating type. It returns those with respect to the inputs, in a list if there are several, null where nothing flows
 * back. It is known to all graphs, and as a GraphDef holds the name alone, to those that are read while it is.
 *
 * @throws GraphError for a name that has a gradient; in `tf.gradients`, for another number of gradients than inputs.
 */
export const RegisterGradient = publicFunction(
  'RegisterGradient(opType: string, gradient: branch)',
  (opType: string, gradient: OperationGradient): void => registerGradient(opType, gradientRule(opType, gradient)),
);

/** A function of the user's as the rule of operations. */
export function gradientRule(opType: string, gradient: OperationGradient): GradientFunction {
  if (typeof opType !== 'string') throw new DTypeError("'opType' must be a string: the name of the gradient.");
  if (typeof gradient !== 'function') throw new DTypeError("'gradient' must be callable.");
  const maker = `The gradient function '${opType}'`;
  return (op, gradients) => {
    const from = { name: 'RegisterGradient', argument: opType };
    const given: unknown = callGradient(op, from, () => gradient(op, ...(gradients as Tensor[])));
    return asGradients(Array.isArray(given) ? given : [given], op.inputs, { maker, op });
  };
}
