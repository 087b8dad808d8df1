/** Finds a file's graph without running it: what is wrong with the file to stderr, the answer to the caller. */

import type { Analysis, Program, ts as TypeScriptNamespace } from '../../analysis/index.ts';
import type { Graph, Operation, SourceLocation } from '../../graph/index.ts';
import type { ChildMessage } from '../../runner/index.ts';
import { DiskHost } from '../../source-files/index.ts';
import { incompleteNote } from '../check/check-files.ts';
import { countOf, findingsOf, sortedFindings } from '../check/finding.ts';
import { plainText } from '../check/plain-text.ts';
import { exitCodes } from '../exit-codes.ts';
import { showPath } from '../fault-text.ts';
import { showsColor } from '../shows-color.ts';
import type { GraphResult } from './collect-result.ts';

type TypeScript = typeof TypeScriptNamespace;

/** What there is of a graph that nothing has compiled. */
export type StaticTask = 'graph' | 'pbtxt';

export async function analyzedResult(file: string, task: StaticTask): Promise<GraphResult> {
  const [{ analyze, ts }, { describeGraph, formatGraph }] = await Promise.all([
    import('../../analysis/index.ts'),
    import('../../graphdef/index.ts'),
  ]);
  const analysis = analyze(file, new DiskHost());
  const { program } = analysis;
  if (!analysis.isModel) {
    process.stderr.write(`${showPath(file, process.cwd())} does not import tensorloom, so it builds no graph.\n`);
    return { exitCode: exitCodes.failed, messages: [] };
  }
  const graph = graphOf(program);
  const messages: Readonly<Record<StaticTask, () => ChildMessage>> = {
    graph: () => ({
      type: 'graph',
      operations: graph.getOperations().length,
      description: describeGraph(graph, { sourceOf: (op) => sourceOf(op, program, ts) }),
    }),
    pbtxt: () => ({ type: 'pbtxt', text: formatGraph(graph) }),
  };
  return { exitCode: report(file, analysis), messages: [messages[task]()] };
}

/** The default graph, unless the file builds nothing there and runs another: as for a file that is run. */
function graphOf({ graphs, runs }: Program): Graph {
  const [first, ...others] = graphs as readonly [Graph, ...Graph[]];
  if (first.getOperations().length > 0) return first;
  return runs[0]?.graph ?? others.find((graph) => graph.getOperations().length > 0) ?? first;
}

function report(file: string, analysis: Analysis): number {
  const findings = sortedFindings(findingsOf(analysis.diagnostics, analysis.program));
  process.stderr.write(plainText(findings, { folder: process.cwd(), color: showsColor(process.stderr) }));
  const note = incompleteNote(file, analysis);
  if (note !== undefined) process.stderr.write(`${note}\n`);
  return countOf(findings, 'error') > 0 ? exitCodes.failed : exitCodes.fine;
}

/** The place that a run would remember: of a method's call, its name. */
function sourceOf(op: Operation, program: Program, ts: TypeScript): SourceLocation | undefined {
  const origin = program.originOf(op);
  const source = origin && program.sources.get(origin.range.file);
  if (!source) return undefined;
  const { node } = origin.site;
  const isMethod = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
  const start = isMethod ? node.expression.name.getStart(source) : origin.range.start;
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  return { file: origin.range.file, line: line + 1, column: character + 1 };
}
