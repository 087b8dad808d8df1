/**
 * The shapes of a run, for the sizes that it is fed: what is open while the graph is built may not fit then. Inference of
 * the operations that the run needs is repeated with them.
 */

import type { Operation, Tensor, TensorShape } from '../../graph/index.ts';
import { findOp, type InferenceFault, type InferredInput, inferOutputs } from '../../ops/index.ts';
import type { Feed, SessionRun } from '../program/program.ts';

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
export function failureOf(run: SessionRun, needed: ReadonlySet<Operation>): RunFailure | undefined {
  const known = new Map<Tensor, Known>();
  for (const feed of run.feeds) {
    const { tensor, shape } = feed;
    const merged = tensor?.shape.mergeWith(shape);
    if (tensor && merged) known.set(tensor, { dtype: tensor.dtype, shape: merged, feeds: new Set([feed]) });
  }
  if (known.size === 0) return undefined;
  const fed = new Set(run.feeds.map(({ tensor }) => tensor));
  for (const op of [...needed].sort((a, b) => a.id - b.id)) {
    if (!op.inputs.some((input) => known.has(input))) continue;
    const fault = infer(op, known, fed);
    if (fault) {
      const inputs = op.inputs.map((input) => (known.get(input) ?? input).shape);
      return { run, op, fault, inputs, feeds: [...feedsOf(op, known)] };
    }
  }
  return undefined;
}

interface Known extends InferredInput {
  readonly feeds: ReadonlySet<Feed>;
}

function feedsOf(op: Operation, known: ReadonlyMap<Tensor, Known>): Set<Feed> {
  return new Set(op.inputs.flatMap((input) => [...(known.get(input)?.feeds ?? [])]));
}

/** Adds what is now known of the outputs, or says why there can be none. */
function infer(
  op: Operation,
  known: Map<Tensor, Known>,
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
  const feeds = feedsOf(op, known);
  outputs.forEach(({ dtype, shape, value }, index) => {
    const output = op.outputs[index];
    if (fed.has(output)) return;
    // What setShape added holds as well.
    const merged = output.shape.mergeWith(shape);
    if (merged) known.set(output, { dtype, shape: merged, value, feeds });
  });
  return undefined;
}
