/** Which of a program's graphs is the model's. */

import type { Program } from '../../engine/analysis/index.ts';
import type { Graph } from '../../engine/graph/index.ts';

/** The default graph, unless the file builds nothing there and runs another: as for a file that is run. */
export function shownGraph({ graphs, runs }: Program): Graph {
  const first = graphs[0];
  if (first.getOperations().length > 0) return first;
  return runs[0]?.graph ?? graphs.find((graph) => graph.getOperations().length > 0) ?? first;
}
