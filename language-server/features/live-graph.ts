/** The graph that a file builds, for the panel that follows it while it is typed. */

import { createHash } from 'node:crypto';
import { madeAt, type SourceRange, shownGraph, type ts } from '../../engine/analysis/index.ts';
import type { Graph, Operation } from '../../engine/graph/index.ts';
import { describeGraph } from '../../engine/graphdef/index.ts';
import type { LiveFault, LiveLoop, SourcePlace } from '../protocol.ts';
import type { AnswerOf } from '../thread/questions.ts';
import type { FileView } from './file-view.ts';

/** @param unless - the digest of a graph that is not to be told again */
export function liveGraph(view: FileView, version: number, unless: string | null): AnswerOf<'graph'> {
  const { program } = view;
  const graph = shownGraph(program);
  const { nodes } = describeGraph(graph, { sourceOf: (op) => placeOfOperation(view, op) });
  const loops = loopsOf(view, graph);
  const faults = faultsOf(view, graph);
  const { isComplete } = program;
  const digest = createHash('sha1')
    .update(JSON.stringify([nodes, loops, faults, isComplete]))
    .digest('base64');
  if (digest === unless) return 'same';
  return { graph: { uri: view.uriOf(view.file), version, nodes, loops, faults, isComplete }, digest };
}

function loopsOf(view: FileView, graph: Graph): LiveLoop[] {
  const loops = new Map<ts.Node, { range: SourceRange; nodes: string[] }>();
  for (const op of graph.getOperations()) {
    // Of loops in each other, the outermost holds all.
    const pass = view.program.originOf(op)?.loops.find(({ index }) => index === null);
    if (!pass) continue;
    const known = loops.get(pass.loop);
    if (known) known.nodes.push(op.name);
    else loops.set(pass.loop, { range: pass.range, nodes: [op.name] });
  }
  const names = new Set<string>();
  return [...loops.values()].map(({ range, nodes }) => {
    const source = place(view, range);
    return { name: uniqueName(`loop at line ${source.line}`, names), nodes, source };
  });
}

function faultsOf(view: FileView, graph: Graph): LiveFault[] {
  return view.program.failedOperations
    .filter((failed) => failed.graph === graph)
    .map(({ name, type, inputs, message, origin }) => ({
      name,
      op: type,
      inputs: inputs.map((input) => input.replace(/:0$/, '')),
      message,
      source: place(view, madeAt(origin)),
    }));
}

function placeOfOperation(view: FileView, op: Operation): SourcePlace | undefined {
  const origin = view.program.originOf(op);
  return origin ? place(view, madeAt(origin)) : op.source;
}

function place(view: FileView, { file, start }: SourceRange): SourcePlace {
  const { line, character } = view.lines.of(file).positionAt(start);
  return { file, line: line + 1, column: character + 1 };
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let i = 2; taken.has(unique); i++) unique = `${name} (${i})`;
  taken.add(unique);
  return unique;
}
