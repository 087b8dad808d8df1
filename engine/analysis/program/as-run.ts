/** What a run of the program would tell: which graph is the model's, and where each operation was made. */

import type { Graph } from '../../graph/index.ts';
import type { SourceRange } from '../source/range.ts';
import { ts } from '../syntax.ts';
import type { Origin, Program } from './program.ts';

/** The default graph, unless the file builds nothing there and runs another. */
export function shownGraph({ graphs, runs }: Program): Graph {
  const first = graphs[0];
  if (first.getOperations().length > 0) return first;
  return runs[0]?.graph ?? graphs.find((graph) => graph.getOperations().length > 0) ?? first;
}

/** Of a method's call, its name. */
export function madeAt({ site: { node }, range }: Origin): SourceRange {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return range;
  const { name } = node.expression;
  return { file: range.file, start: name.getStart(), end: name.end };
}
