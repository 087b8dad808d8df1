/** `tf.customGradient`: a computation with a gradient of its own, behind one `IdentityN`. */

import {
  asOneCall,
  callUser,
  DTypeError,
  type Graph,
  GraphError,
  GraphKeys,
  getDefaultGraph,
  type Operation,
  refusePromise,
  type Tensor,
} from '../../graph/index.ts';
import { addOp, customGradientPrefix, type GradientFunction, setGradientOf } from '../../ops/index.ts';
import type { Merged } from '../control/cond.ts';
import { flatten, packAs } from '../control/nest.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import type { Variable } from '../state/variable.ts';
import { asGradients, callGradient } from './given-gradients.ts';

/** What the gradient function is given last where the function uses variables to train. */
export interface CustomGradientOptions {
  /** Those to train that the function uses and is not given, by name. */
  readonly variables: readonly Variable[];
}

/**
 * Called with the gradient with respect to each output, one argument each. Gives those with respect to the arguments, in a
 * list if there are several, null where nothing flows back. Where the function uses variables to train, it is called with
 * `{ variables }` after the gradients, and gives a list of two: the gradients with respect to the arguments, and a list of
 * those with respect to the variables.
 */
export type GradientOfCustom = (gradient: Tensor, ...more: (Tensor & CustomGradientOptions)[]) => unknown;

/**
 * The function `f` with a gradient of its own. `f` is called with tensors and returns `[outputs, gradient]`: what it
 * computes (a tensor, or a list or object of tensors), and a function that makes the gradient. `tf.gradients` calls that
 * one in the place of going back through what `f` made, as for a gradient that is stable where the derivative is not, or
 * one that a function such as `tf.round` lacks.
 *
 * Trainable variables that `f` uses without being given them are handed to the gradient function as `{ variables }`, which then
 * returns `[gradients of the arguments, gradients of the variables]`.
 *
 * @returns A function of tensors, or of what becomes one, that gives `outputs`.
 * @throws GraphError, when called, for a function that returns something else; in `tf.gradients`, for another number of
 *   gradients than there are arguments, or variables.
 */
export const customGradient = publicFunction(
  'customGradient(f: branch)',
  <P extends readonly Tensor[], const R>(
    f: (...args: P) => readonly [outputs: R, gradient: GradientOfCustom],
  ): ((...args: { readonly [K in keyof P]: TensorLike }) => Merged<R>) => {
    if (typeof f !== 'function') throw new DTypeError("'f' must be callable: a function of tensors.");
    return (...args) => asOneCall(() => call(f as unknown as Custom, args as readonly TensorLike[])) as Merged<R>;
  },
);

type Custom = (...args: Tensor[]) => unknown;

function call(f: Custom, args: readonly TensorLike[]): unknown {
  const inputs = args.map((arg) => convertToTensor(arg));
  const graph = inputs[0]?.graph ?? getDefaultGraph();
  const from = graph.lastId;
  const given = refusePromise(
    callUser(() => f(...inputs)),
    'customGradient',
  );
  if (!Array.isArray(given) || given.length !== 2 || typeof given[1] !== 'function') {
    throw new GraphError(
      'The function of tf.customGradient must return [outputs, gradient]: what it computes, and a function that makes ' +
        'the gradients with respect to its arguments.',
    );
  }
  const [outputs, gradient] = given as [unknown, GradientOfCustom];
  const results = flatten(outputs).map((value) => convertToTensor(value as TensorLike));
  if (results.length === 0) throw new GraphError('The function of tf.customGradient must have an output.');
  const variables = variablesUsed(graph, { from, inputs, results });
  const made = graph.withGradientOverrides({ IdentityN: `${customGradientPrefix}${graph.lastId}` }, () =>
    addOp('IdentityN', [[...results, ...inputs, ...variables.map((variable) => variable.value())]]),
  );
  setGradientOf(made, customRule(gradient, results.length, variables));
  return packAs(outputs, made.outputs.slice(0, results.length));
}

/** Nothing flows back to the results themselves; what the function says, to the arguments and the variables. */
function customRule(gradient: GradientOfCustom, results: number, variables: readonly Variable[]): GradientFunction {
  const maker = 'The gradient function of tf.customGradient';
  return (op, gradients) => {
    const own = gradients.slice(0, results) as Tensor[];
    const args = op.inputs.slice(results, op.inputs.length - variables.length);
    const given = callGradient(op, { name: 'customGradient' }, () => {
      const all = variables.length > 0 ? [...own, { variables }] : own;
      return (gradient as (...args: readonly unknown[]) => unknown)(...all);
    });
    const [ofArguments, ofVariables] = variables.length > 0 ? inTwo(given, variables, op) : [given, []];
    return [
      ...own.map(() => null),
      ...asGradients(flatten(ofArguments), args, { maker, op }),
      ...asGradients(ofVariables, op.inputs.slice(results + args.length), { maker, op }),
    ];
  };
}

function inTwo(given: unknown, variables: readonly Variable[], op: Operation): readonly [unknown, readonly unknown[]] {
  const [ofArguments, ofVariables] = Array.isArray(given) && given.length === 2 ? given : [];
  if (Array.isArray(ofVariables) && ofVariables.length === variables.length) return [ofArguments, ofVariables];
  const names = variables.map(({ name }) => name).join(', ');
  throw new GraphError(
    `Must return gradient for each variable from the gradient function of tf.customGradient. The function uses ${names}: ` +
      'return [gradients of the arguments, gradients of { variables }, which come after the gradients of the outputs].',
    op.describe(),
  );
}

interface Computation {
  /** How many operations there were before. */
  readonly from: number;
  readonly inputs: readonly Tensor[];
  readonly results: readonly Tensor[];
}

/** Variables to train that were read on the way, other than those that are arguments; by name. */
function variablesUsed(graph: Graph, { from, inputs, results }: Computation): Variable[] {
  const made = graph.getOperations().slice(from);
  const taken = new Set([...made.flatMap((op) => op.inputs), ...results]);
  return graph.collections
    .get<Variable>(GraphKeys.TRAINABLE_VARIABLES)
    .filter((variable) => isUsed(variable, taken) && !inputs.includes(variable.value()))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether something takes what reads it, by whatever read. */
function isUsed(variable: Variable, taken: ReadonlySet<Tensor>): boolean {
  const reads = variable
    .asGraphElement()
    .consumers()
    .filter((op) => op.type === 'Identity');
  return reads.some((op) => taken.has(op.outputs[0]));
}
