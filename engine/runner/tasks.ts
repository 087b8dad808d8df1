/** What a run hands over beside training: its graph, as data or as text, or its plans. */

import { type Graph, getDefaultGraph } from '../graph/index.ts';
import { describeGraph, formatGraph } from '../graphdef/index.ts';
import type { ChildReporter } from './child-reporter.ts';
import type { ChildMessage, Task } from './protocol.ts';

/**
 * When a task has what it needs: before the first step of the first `tf.train.steps` loop (the graph is complete then,
 * and nothing has been trained), after some steps, when the kernels have been timed, or only when the file ends. A file without such a loop runs to its end
 * in any case.
 */
export const enoughAt = {
  train: 'end',
  graph: 'first loop',
  pbtxt: 'first loop',
  plan: 'some steps',
} as const satisfies Record<Task, 'end' | 'first loop' | 'some steps'>;

/** Enough for kernels to be optimised. */
export const stepsOfPlan = 20;

/** The messages that answer a task. */
export const results: Readonly<Record<Task, (reporter: ChildReporter) => ChildMessage[]>> = {
  train: () => [],
  graph: (reporter) => {
    const graph = graphOf(reporter);
    return [{ type: 'graph', operations: graph.getOperations().length, description: describeGraph(graph) }];
  },
  pbtxt: (reporter) => [{ type: 'pbtxt', text: formatGraph(graphOf(reporter)) }],
  plan: (reporter) => [{ type: 'plans', plans: reporter.plans() }],
};

/** The default graph, unless the file built nothing there and ran or wrote another. */
function graphOf(reporter: ChildReporter): Graph {
  const graph = getDefaultGraph();
  return graph.getOperations().length === 0 ? (reporter.lastGraph ?? graph) : graph;
}
