/** Programs of one run: steps of the given kinds on a graph that grows, and gradients of a loss in half of them. */

import { type DType, isFloating, type Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { unlessRefused } from './differentiable.ts';
import { comparable } from './fetchable.ts';
import { Grower, type Step } from './grower.ts';
import type { Program } from './program.ts';

/** @param used - Counts how often each step has been built: those that fit seldom are drawn more often. */
export function pureProgram(
  seed: number,
  steps: Readonly<Record<string, Step>>,
  used: Map<string, number>,
  { count = 14, dtype }: { readonly count?: number; readonly dtype?: DType } = {},
): Program {
  const g = new Grower(seed, { dtype });
  const names = Object.keys(steps);
  const { open } = g.graphs;
  for (let i = 0; i < count; i++) {
    const drawn = [g.c.of(names), g.c.of(names), g.c.of(names)];
    const name = drawn.sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))[0];
    const make = steps[name](g);
    if (make && g.build(make).length > 0) used.set(name, (used.get(name) ?? 0) + 1);
  }
  const gradients = g.special || g.c.chance(2) ? undefined : open.asDefault(() => gradientsOf(g));
  const initializer = g.finish();
  const tensors = comparable(open);
  const isPlain = initializer === undefined && open.getOperations().every(({ controlFlow }) => controlFlow === null);
  const begin = initializer ? [{ targets: [initializer.name], fetches: [] }] : [];
  return {
    name: `graph ${seed}${dtype ? ` of ${names} in ${dtype}` : ''}${g.special ? ' (special numbers)' : ''}`,
    graph: open,
    feeds: g.feeds,
    phases: [...begin, { fetches: tensors.map(({ name }) => name) }],
    ...(!initializer && { ends: endsOf(tensors) }),
    // A GraphDef does not say what is a loop, so that TensorFlow finds no gradients in one that it has read.
    ...(gradients && isPlain && { gradients }),
  };
}

/** But for the loss, which is as exact as the least exact of its terms. */
const endsOf = (tensors: readonly Tensor[]) =>
  tensors
    .filter((end) => end.consumers().length === 0 && end.op.type !== 'Placeholder' && end.op.name !== 'loss')
    .map(({ name }) => name);

function gradientsOf(g: Grower): Program['gradients'] {
  const { open } = g.graphs;
  const floats = g.graphs.twins.map((twin) => twin.open).filter(({ dtype }) => isFloating(dtype));
  const ends = floats.filter((end) => end.consumers().length === 0);
  const xs = floats.filter(({ op }) => op.type === 'Placeholder' || g.c.chance(6));
  const terms = ends
    .filter((end) => unlessRefused(open, () => tf.gradients(end, xs)))
    .map((end) => tf.cast(tf.reduceSum(tf.tanh(end)), 'float64'));
  if (terms.length === 0 || xs.length === 0) return undefined;
  const loss = tf.addN(terms, { name: 'loss' });
  const found = tf.gradients(loss, xs) as (Tensor | null)[];
  return { loss: loss.name, of: xs.map((x, i) => [x.name, found[i] && open.getTensorByName(found[i].name).name]) };
}
