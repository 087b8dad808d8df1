/** Programs of one run: steps of the given kinds on a graph that grows, and gradients of a loss in half of them. */

import { isFloating, LookupError, type Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { Grower, type Step } from './grower.ts';
import type { Program } from './program.ts';

/** @param used - Counts how often each step has been built: those that fit seldom are drawn more often. */
export function pureProgram(
  seed: number,
  steps: Readonly<Record<string, Step>>,
  used: Map<string, number>,
  count = 14,
): Program {
  const g = new Grower(seed);
  const names = Object.keys(steps);
  const { open } = g.graphs;
  for (let i = 0; i < count; i++) {
    const drawn = [g.c.of(names), g.c.of(names), g.c.of(names)];
    const name = drawn.sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))[0];
    const make = steps[name](g);
    if (make && g.build(make).length > 0) used.set(name, (used.get(name) ?? 0) + 1);
  }
  const gradients = g.special || g.c.chance(2) ? undefined : open.asDefault(() => gradientsOf(g));
  const tensors = open.getOperations().flatMap(({ outputs }) => outputs);
  return {
    name: `graph ${seed}${g.special ? ' (special numbers)' : ''}`,
    graph: open,
    feeds: g.feeds,
    phases: [{ fetches: tensors.map(({ name }) => name) }],
    ends: endsOf(tensors),
    ...(gradients && { gradients }),
  };
}

const endsOf = (tensors: readonly Tensor[]) =>
  tensors.filter((end) => end.consumers().length === 0 && end.op.type !== 'Placeholder').map(({ name }) => name);

function gradientsOf(g: Grower): Program['gradients'] {
  const { open } = g.graphs;
  const floats = g.graphs.twins.map((twin) => twin.open).filter(({ dtype }) => isFloating(dtype));
  const ends = floats.filter((end) => end.consumers().length === 0);
  const xs = floats.filter(({ op }) => op.type === 'Placeholder' || g.c.chance(6));
  const terms = ends
    .filter((end) => differentiable(end, xs))
    .map((end) => tf.cast(tf.reduceSum(tf.tanh(end)), 'float64'));
  if (terms.length === 0 || xs.length === 0) return undefined;
  const loss = tf.addN(terms, { name: 'loss' });
  const found = tf.gradients(loss, xs) as (Tensor | null)[];
  return { loss: loss.name, of: xs.map((x, i) => [x.name, found[i] && open.getTensorByName(found[i].name).name]) };
}

/** Whether every operation between has a gradient; some ask for more static shapes than the graph says. */
function differentiable(y: Tensor, xs: readonly Tensor[]): boolean {
  try {
    tf.gradients(y, xs);
    return true;
  } catch (error) {
    if (error instanceof LookupError || /known rank/.test((error as Error).message)) return false;
    throw error;
  }
}
