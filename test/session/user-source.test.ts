import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());
afterEach(() => vi.restoreAllMocks());

/** Names of the operations by the line that they come from, from the top of this file down. */
function namesByLine(): string[][] {
  const byLine = new Map<number, string[]>();
  for (const { name, source } of tf.getDefaultGraph().getOperations()) {
    byLine.set(source!.line, [...(byLine.get(source!.line) ?? []), name]);
  }
  return [...byLine].sort(([a], [b]) => a - b).map(([, names]) => names);
}

describe('the line of the user’s file that an operation comes from', () => {
  it('is that of the call, for all that the call builds', () => {
    const start = tf.zeros([2], { name: 'start' });
    const w = new tf.Variable(start, { name: 'w' });
    tf.multiply(w, [3, 4], { name: 'product' });
    expect(namesByLine()).toEqual([['start'], ['w', 'w/Assign', 'w/read'], ['product/y', 'product']]);
    expect(tf.getDefaultGraph().getOperations()[0].source!.file).toMatch(/user-source\.test\.ts$/);
  });

  it('is that inside a function of the user’s which the engine calls', () => {
    const initial = () => tf.zeros([2]);
    const inScope = () => tf.constant(1);
    new tf.Variable(initial, { name: 'w' });
    tf.nameScope('s', inScope);
    expect(namesByLine()).toEqual([['w/Initializer/zeros'], ['s/Const'], ['w', 'w/Assign', 'w/read']]);
  });

  it('is looked up once a call, however much it builds', () => {
    const w = new tf.Variable([1, 2]);
    const loss = tf.reduceSum(tf.square(w));
    const graph = tf.getDefaultGraph();
    const before = graph.getOperations().length;
    const locate = vi.spyOn(graph, 'locate');
    new tf.train.AdamOptimizer().minimize(loss);
    const made = graph.getOperations().slice(before);
    expect(made.length).toBeGreaterThan(30);
    expect(new Set(made.map(({ source }) => source?.line))).toEqual(new Set([made[0].source!.line]));
    // The gradients, and the updates.
    expect(locate).toHaveBeenCalledTimes(2);
  });
});
