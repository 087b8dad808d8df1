/**
 * The derivative of a graph's ends along a random direction, against central differences of a weighted sum of them.
 * Where two step sizes disagree, the function has a corner within reach, and nothing is said.
 */

import { type Graph, NdArray, type Operation, sizeOf, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import type { Choices } from '../compiler/choices.ts';
import { unlessRefused } from '../interop/random-graphs/differentiable.ts';
import { fetchable } from '../interop/random-graphs/fetchable.ts';
import { type Feeds, feedsOf, opened, type Results } from './run.ts';

export type SlopeOutcome =
  | { readonly kind: 'same'; readonly checked: readonly Operation[] }
  /** Nothing to differentiate; not finite; a corner. */
  | { readonly kind: 'none' | 'endless' | 'corner' }
  | { readonly kind: 'fault'; readonly text: string };

/** Of TensorFlow's rules, those that hide a dependence from the gradient. */
const hides = /^(?:StopGradient|OneHot|HSVToRGB|ResizeBilinearGrad|Assign\w*|Scatter(?!Nd$)\w*|(?:Sparse)?Apply\w*)$/;
/** Outputs whose gradients TensorFlow's rules know in part. */
const isPartial = ({ op, valueIndex }: Tensor) => op.type === 'SoftmaxCrossEntropyWithLogits' && valueIndex === 1;
/** Inputs that get none. */
const withoutGradient: Readonly<Record<string, readonly number[]>> = {
  FusedBatchNormV3: [3, 4],
  PadV2: [2],
  Polygamma: [0],
  Zeta: [0],
};
const draws = /^(?:Random\w+|TruncatedNormal|Multinomial|\w+CandidateSampler)$/;

const step = 2e-4;

/** @param made - What the steps gave, of which the ends are taken. */
export async function checkSlope(
  graph: Graph,
  made: readonly Tensor[],
  feeds: Feeds,
  results: Results,
  c: Choices,
): Promise<SlopeOutcome> {
  const fetched = fetchable(graph);
  const xs = fetched.filter(({ op, dtype }) => op.type === 'Placeholder' && dtype === 'float64');
  const path = pathFrom(graph, xs);
  const ends = made.filter((end) => isEnd(end) && path.isClear(end) && isModerate(results.get(end)));
  const given = [...feeds, ...drawn(fetched, results)];
  const built = graph.asDefault(() => build(ends, xs, results, c));
  const slopeTensor = built?.slope;
  if (!built || !slopeTensor) return { kind: 'none' };
  using session = await opened(graph, given);
  const at = async (moved: number) => {
    const there = feedsOf(graph, given).map(([x, array]): [Tensor, NdArray] => [
      x,
      shifted(array, built.directions.get(x), moved),
    ]);
    return (await session.run([built.loss, slopeTensor], there)) as [number, number];
  };
  const [, slope] = await at(0);
  const difference = async (h: number) => ((await at(h))[0] - (await at(-h))[0]) / (2 * h);
  const [wide, narrow] = [await difference(step), await difference(step / 2)];
  if (![slope, wide, narrow].every(Number.isFinite)) return { kind: 'endless' };
  const allowed = 1e-5 * (1 + Math.abs(narrow));
  if (Math.abs(wide - narrow) > allowed) return { kind: 'corner' };
  const expected = (4 * narrow - wide) / 3;
  if (Math.abs(slope - expected) <= allowed) return { kind: 'same', checked: path.between(built.ends) };
  const text = `the derivative of ${built.ends.map(({ name }) => name)} is ${slope}, its differences say ${expected}`;
  return { kind: 'fault', text };
}

const isEnd = (x: Tensor) => x.op.type !== 'Placeholder' && x.dtype === 'float64' && !x.isRef;

const isModerate = (array: NdArray | undefined) =>
  array !== undefined && Array.from(array.data as Float64Array).every((x) => Math.abs(x) < 1e4);

const drawn = (fetched: readonly Tensor[], results: Results): Feeds =>
  fetched.filter(({ op }) => draws.test(op.type)).map((tensor) => [tensor.name, results.get(tensor)!]);

/** What hands on what it gets, whatever its type: the flow of a list is float32. */
const handsOn = /^(?:Enter|Exit|Identity|Merge|NextIteration|Switch|TensorArray\w*)$/;

/** What depends on the placeholders, and of that what does so through double precision and open rules alone. */
function pathFrom(graph: Graph, xs: readonly Tensor[]) {
  const reached = new Set<Tensor>(xs);
  const closed = new Set<Tensor>();
  // Loops lead back: until nothing is new.
  for (let before = -1; before < reached.size + closed.size; ) {
    before = reached.size + closed.size;
    for (const op of graph.getOperations()) spread(op, reached, closed);
  }
  const between = (ends: readonly Tensor[]): Operation[] => {
    const found = new Set<Operation>();
    const visit = ({ op }: Tensor) => {
      if (found.has(op) || !op.inputs.some((input) => reached.has(input))) return;
      found.add(op);
      op.inputs.filter((input) => reached.has(input)).forEach(visit);
    };
    ends.forEach(visit);
    return [...found];
  };
  return { isClear: (tensor: Tensor) => reached.has(tensor) && !closed.has(tensor), between };
}

function spread(op: Operation, reached: Set<Tensor>, closed: Set<Tensor>): void {
  const from = op.inputs.filter((input) => reached.has(input));
  if (from.length === 0 || draws.test(op.type)) return;
  const isUnanswered = withoutGradient[op.type]?.some((index) => reached.has(op.inputs[index]));
  const isClosed = hides.test(op.type) || isUnanswered || from.some((input) => closed.has(input));
  for (const output of op.outputs) {
    reached.add(output);
    const isSingle = output.dtype === 'float32' && !handsOn.test(op.type);
    if (isClosed || isSingle || isPartial(output)) closed.add(output);
  }
}

function build(ends: readonly Tensor[], xs: readonly Tensor[], results: Results, c: Choices) {
  if (ends.length === 0) return undefined;
  const { graph } = ends[0];
  const attempt = (those: readonly Tensor[]) => unlessRefused(graph, () => differentiated(those, xs, results, c));
  const all = attempt(ends);
  if (all) return all.slope && all;
  const open = ends.filter((end) => attempt([end]));
  const rest = open.length > 0 ? attempt(open) : undefined;
  return rest?.slope && rest;
}

/** A weighted sum of the ends, and its derivative along a direction, where anything flows. */
function differentiated(ends: readonly Tensor[], xs: readonly Tensor[], results: Results, c: Choices) {
  const terms = ends.map((end) => {
    const { shape, data } = results.get(end)!;
    const scale = 1 / (1 + Math.max(0, ...Array.from(data as Float64Array, Math.abs)));
    return tf.reduceSum(tf.multiply(end, tf.constant(random(shape, c, scale))));
  });
  const loss = tf.addN(terms);
  const directions = new Map<Tensor, Float64Array>();
  const parts = tf.gradients(loss, [...xs]).flatMap((gradient, i) => {
    if (!gradient) return [];
    const direction = random(results.get(xs[i])!.shape, c, 1);
    directions.set(xs[i], direction.data as Float64Array);
    return [tf.reduceSum(tf.multiply(gradient, tf.constant(direction)))];
  });
  return { loss, slope: parts.length > 0 ? tf.addN(parts) : undefined, ends, directions };
}

function random(shape: readonly number[], c: Choices, scale: number): NdArray {
  const values = Float64Array.from({ length: sizeOf(shape) }, () => scale * ((c.below(2000) - 1000) / 997));
  return new NdArray('float64', shape, values);
}

function shifted(array: NdArray, direction: Float64Array | undefined, by: number): NdArray {
  if (!direction) return array;
  const values = (array.data as Float64Array).map((x, i) => x + by * direction[i]);
  return new NdArray('float64', array.shape, values);
}
