/** Builds one call with the public API, runs it, and lists every difference from TensorFlow. */

import { dtypes, Tensor } from '../../engine/graph/index.ts';
import { difference, shapeDifference } from './compare.ts';
import { findFunction, tf } from './engine.ts';
import { type GoldenCase, mapTensors, type Shape, type TensorArgument, toArray } from './fixture.ts';

/**
 * How tensor arguments are given. `fed`: placeholders of known shape; `dynamic`: placeholders of unknown sizes;
 * `constant`: constants, which a compiler may compute with ahead of the run.
 */
export type Mode = 'fed' | 'dynamic' | 'constant';

export function modesOf(golden: GoldenCase): readonly Mode[] {
  return golden.dynamic_shapes ? ['fed', 'constant', 'dynamic'] : ['fed', 'constant'];
}

/** @returns the differences as text; empty where everything agrees. Faults of building and running are thrown. */
export async function differencesOf(golden: GoldenCase, mode: Mode): Promise<string[]> {
  tf.resetDefaultGraph();
  const call = build(golden, mode);
  const total = golden.gradients ? weightedSum(call.outputs, golden.ys_weights!) : undefined;
  const gradients: (Tensor | null)[] = total ? tf.gradients(total, call.inputs).map(asTensor) : [];
  const connected = gradients.filter((gradient) => gradient !== null);

  const session = new tf.Session();
  try {
    const fetched: unknown[] = await session.run([...call.outputs, ...connected], call.feeds);
    const values = fetched.slice(0, call.outputs.length);
    const gradientValues = fetched.slice(call.outputs.length);
    return [
      ...compareOutputs(golden, mode, call.outputs, values),
      ...compareGradients(golden, gradients, gradientValues),
    ];
  } finally {
    session.close();
  }
}

interface Call {
  readonly outputs: readonly Tensor[];
  /** The floating tensor arguments, in order. */
  readonly inputs: readonly Tensor[];
  readonly feeds: Map<Tensor, unknown>;
}

function build(golden: GoldenCase, mode: Mode): Call {
  const inputs: Tensor[] = [];
  const feeds = new Map<Tensor, unknown>();
  const place = ({ tensor, constant }: TensorArgument): Tensor => {
    const array = toArray(tensor);
    if (constant) return tf.constant(array);
    const shape = mode === 'dynamic' ? tensor.shape.map(() => null) : tensor.shape;
    const node: Tensor = mode === 'constant' ? tf.constant(array) : tf.placeholder(tensor.dtype, shape);
    if (mode !== 'constant') feeds.set(node, array);
    if (dtypes[tensor.dtype].floating) inputs.push(node);
    return node;
  };
  const args = golden.args.map((argument) => mapTensors(argument, place));
  if (golden.options) args.push(mapTensors(golden.options, place));
  const call = findFunction(golden.fn);
  if (!call) throw new Error(`The API has no tf.${golden.fn}.`);
  return { outputs: flatten(call(...args)), inputs, feeds };
}

/** The tensors of a result in order: a tensor, an array, or a named tuple such as topK's. */
function flatten(result: unknown): Tensor[] {
  if (result === null || result === undefined) return [];
  if (result instanceof Tensor) return [result];
  if (Array.isArray(result)) return result.flatMap(flatten);
  return Object.values(result as object).flatMap(flatten);
}

/** Gradients to gathered rows may come as indexed slices. */
function asTensor(gradient: unknown): Tensor | null {
  return gradient === null || gradient instanceof Tensor ? gradient : tf.convertToTensor(gradient);
}

function weightedSum(outputs: readonly Tensor[], weights: NonNullable<GoldenCase['ys_weights']>): Tensor[] {
  return outputs.flatMap((output, i) => {
    const weight = weights[i];
    if (!weight) return [];
    return [tf.reduceSum(tf.multiply(output, tf.constant(toArray({ ...weight, dtype: output.dtype }))))];
  });
}

function compareOutputs(
  golden: GoldenCase,
  mode: Mode,
  outputs: readonly Tensor[],
  values: readonly unknown[],
): string[] {
  const expected = golden.outputs!;
  if (outputs.length !== expected.length) return [`${outputs.length} outputs, not ${expected.length}`];
  const shapes = mode === 'dynamic' ? golden.dynamic_shapes! : (golden.static_shapes ?? expected.map((o) => o.shape));
  return expected.flatMap((output, i) => [
    ...labelled(`output ${i}`, difference(values[i], outputs[i].dtype, output, golden.tolerance)),
    ...labelled(`output ${i}`, shapeDifference(staticShape(outputs[i]), shapes[i])),
  ]);
}

function compareGradients(
  golden: GoldenCase,
  gradients: readonly (Tensor | null)[],
  values: readonly unknown[],
): string[] {
  const rest = [...values];
  return (golden.gradients ?? []).flatMap((expected, i) => {
    const gradient = gradients[i];
    const value = gradient ? rest.shift() : null;
    if (!gradient || !expected) {
      return !gradient === !expected
        ? []
        : [`gradient ${i} is ${gradient ? 'connected' : 'null'}, TensorFlow's is not`];
    }
    return labelled(`gradient ${i}`, difference(value, gradient.dtype, expected, golden.tolerance));
  });
}

function staticShape(tensor: Tensor): Shape {
  return tensor.shape.rank === null ? null : tensor.shape.asList();
}

function labelled(label: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`${label}: ${text}`];
}
