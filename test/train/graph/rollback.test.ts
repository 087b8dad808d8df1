import { beforeEach, describe, expect, it } from 'vitest';
import { Graph, withDefaultGraph } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});

/** The nodes that `build` adds, built, taken back and built again. */
function twice(build: () => unknown): [first: string[], second: string[]] {
  return withDefaultGraph(graph, () => {
    const mark = graph.mark();
    const names = () => {
      build();
      return graph.getOperations().map(({ name, inputs }) => `${name}(${inputs.map((input) => input.name).join()})`);
    };
    const first = names();
    graph.rollback(mark);
    return [first, names()];
  });
}

describe('what trains, in a graph that takes back what was added', () => {
  it('makes the slots and powers of an optimizer again', () => {
    const [w, optimizer] = withDefaultGraph(
      graph,
      () => [new tf.Variable([1, 2]), new tf.train.AdamOptimizer()] as const,
    );
    const [first, second] = twice(() => optimizer.minimize(tf.reduceSum(tf.square(w))));
    expect(second).toEqual(first);
    const inGraph = (variable: tf.Variable) => graph.getOperations()[variable.op.id] === variable.op;
    expect(optimizer.variables().every(inGraph)).toBe(true);
  });

  it('makes the averages again', () => {
    const [w, average] = withDefaultGraph(
      graph,
      () => [new tf.Variable([1, 2]), new tf.train.ExponentialMovingAverage(0.9, { zeroDebias: true })] as const,
    );
    const [first, second] = twice(() => average.apply([w, tf.add(w, 1)]));
    expect(second).toEqual(first);
    expect(graph.getOperations()).toContain(average.average(w)!.op);
  });
});
