/**
 * The shapes of a run, for the sizes that it is fed: what is open while the graph is built may not fit then. Inference of
 * the operations that the run needs is repeated with them.
 */

import type { Operation, Tensor, TensorShape } from '../../graph/index.ts';
import { findOp, type InferenceFault, type InferredInput, inferOutputs } from '../../ops/index.ts';
import type { Feed, SessionRun } from '../program/program.ts';
import { neededBy } from './graph-walk.ts';
import type { OperationSet } from './operation-set.ts';

/** An operation that fails in a run, for every value of what is still open. */
export interface RunFailure {
  readonly run: SessionRun;
  readonly op: Operation;
  readonly fault: InferenceFault;
  /** What is known of its inputs in this run. */
  readonly inputs: readonly TensorShape[];
  /** The feeds that its inputs depend on. */
  readonly feeds: readonly Feed[];
}

/** The first operation that fails, if one does. @param needed - what the run computes */
export function failureOf(run: SessionRun, needed: OperationSet): RunFailure | undefined {
  const known = new Map<Tensor, InferredInput>();
  for (const feed of run.feeds) {
    const { tensor, shape } = feed;
    const merged = tensor?.shape.mergeWith(shape);
    if (tensor && merged && !merged.equals(tensor.shape)) known.set(tensor, { dtype: tensor.dtype, shape: merged });
  }
  if (known.size === 0) return undefined;
  const fed = new Set(run.feeds.map(({ tensor }) => tensor));
  for (const op of needed) {
    if (!op.inputs.some((input) => known.has(input)) || isOfGradient(op)) continue;
    const fault = infer(op, known, fed);
    if (fault) {
      const inputs = op.inputs.map((input) => (known.get(input) ?? input).shape);
      return { run, op, fault, inputs, feeds: feedsBehind(op, run) };
    }
  }
  return undefined;
}

/** What fits on the way to the loss fits on the way back. */
function isOfGradient({ name }: Operation): boolean {
  return name.includes('gradients') && /(^|\/)gradients(_\d+)?\//.test(name);
}

/** The feeds that the inputs of an operation are computed from. */
function feedsBehind(op: Operation, { feeds }: SessionRun): Feed[] {
  const fed = new Set(feeds.map(({ tensor }) => tensor));
  const reached = new Set<Tensor | undefined>();
  neededBy(op.inputs, (tensor) => {
    if (fed.has(tensor)) reached.add(tensor);
    return fed.has(tensor);
  });
  return feeds.filter(({ tensor }) => reached.has(tensor));
}

/** Adds what is now known of the outputs, or says why there can be none. */
function infer(
  op: Operation,
  known: Map<Tensor, InferredInput>,
  fed: ReadonlySet<Tensor | undefined>,
): InferenceFault | undefined {
  const def = findOp(op.type);
  // Branches are taken by values; whichever is not taken does not run.
  if (!def || op.type === 'Merge' || op.type === 'Switch') return undefined;
  const inputs = op.inputs.map(
    (input): InferredInput => known.get(input) ?? { dtype: input.dtype, shape: input.shape, value: input.partialValue },
  );
  const { outputs, fault } = inferOutputs(def, op.name, inputs, op.attributes);
  if (fault) return fault;
  outputs.forEach(({ dtype, shape, value }, index) => {
    const output = op.outputs[index];
    if (fed.has(output)) return;
    // What setShape added holds as well.
    const merged = output.shape.mergeWith(shape);
    const isNews = merged && (!merged.equals(output.shape) || value !== output.partialValue);
    if (isNews) known.set(output, { dtype, shape: merged, value });
  });
  return undefined;
}
