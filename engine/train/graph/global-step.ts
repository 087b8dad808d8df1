/** The global step: an int64 variable that counts the updates made, and that `minimize` counts up. */

import { Variable, zeros } from '../../api/index.ts';
import { publicFunction } from '../../api/machinery.ts';
import {
  DTypeError,
  type Graph,
  GraphError,
  GraphKeys,
  getDefaultGraph,
  isInteger,
  type SessionLike,
  Tensor,
  withDefaultGraph,
} from '../../graph/index.ts';

/** A step: a variable, or (in imported graphs) a tensor. */
export type StepElement = Variable | Tensor;

/** The global step of a graph, or null where it has none. */
export const getGlobalStep = publicFunction('train.getGlobalStep(graph?: any)', (graph?: Graph): StepElement | null => {
  const owner = graph ?? getDefaultGraph();
  const steps = owner.collections.get<StepElement>(GraphKeys.GLOBAL_STEP);
  if (steps.length > 1) {
    throw new GraphError('Multiple tensors in global_step collection: pass the one you mean to whoever asks for it.');
  }
  const found = steps[0] ?? owner.findOperation('global_step')?.outputs[0];
  if (found === undefined) return null;
  assertGlobalStep(found);
  return found;
});

/** Makes the global step. @throws GraphError if the graph has one. */
export const createGlobalStep = publicFunction('train.createGlobalStep(graph?: any)', (graph?: Graph): Variable => {
  const owner = graph ?? getDefaultGraph();
  if (getGlobalStep(owner) !== null) throw new GraphError('"global_step" already exists.');
  return withDefaultGraph(owner, () =>
    owner.withNameScope(
      null,
      () =>
        new Variable(() => zeros([], 'int64'), {
          name: 'global_step',
          dtype: 'int64',
          trainable: false,
          collections: [GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP],
        }),
    ),
  );
});

/** The global step, made where the graph has none. */
export const getOrCreateGlobalStep = publicFunction(
  'train.getOrCreateGlobalStep(graph?: any)',
  (graph?: Graph): Variable => (getGlobalStep(graph) ?? createGlobalStep(graph)) as Variable,
);

/** @throws DTypeError, GraphError unless it is a whole number of rank 0. */
export const assertGlobalStep = publicFunction(
  'train.assertGlobalStep(globalStep: tensor)',
  (step: StepElement): void => {
    if (!(step instanceof Variable || step instanceof Tensor)) {
      throw new DTypeError(`Existing "global_step" must be a Variable or Tensor: ${String(step)}.`);
    }
    if (!isInteger(step.dtype))
      throw new DTypeError(`Existing "global_step" does not have integer type: ${step.dtype}`);
    const { rank } = step.shape;
    if (rank !== null && rank !== 0) throw new GraphError(`Existing "global_step" is not scalar: ${step.shape}`);
  },
);

/** The value of a global step in a session. */
export const globalStep = publicFunction(
  'train.globalStep(session: any, globalStepTensor: tensor)',
  async (session: SessionLike, step: StepElement): Promise<number> => Number(await session.run(step as Tensor)),
);
