/** Finds a file's graph without running it: what is wrong with the file to stderr, the answer to the caller. */

import type { Analysis, madeAt, Program } from '../../analysis/index.ts';
import type { Operation, SourceLocation } from '../../graph/index.ts';
import type { ChildMessage } from '../../runner/index.ts';
import { DiskHost } from '../../source-files/index.ts';
import { findingsIn, incompleteNote } from '../check/check-files.ts';
import { countOf, type Finding, sortedFindings } from '../check/finding.ts';
import { plainText } from '../check/plain-text.ts';
import { exitCodes } from '../exit-codes.ts';
import { showPath } from '../fault-text.ts';
import { showsColor } from '../shows-color.ts';
import type { GraphResult } from './collect-result.ts';

/** What there is of a graph that nothing has compiled. */
export type StaticTask = 'graph' | 'pbtxt';

export async function analyzedResult(file: string, task: StaticTask): Promise<GraphResult> {
  const [{ analyze, confirmedFixes, madeAt, shownGraph }, { describeGraph, formatGraph }] = await Promise.all([
    import('../../analysis/index.ts'),
    import('../../graphdef/index.ts'),
  ]);
  const host = new DiskHost();
  const analysis = analyze(file, host);
  const { program } = analysis;
  if (!analysis.isModel) {
    process.stderr.write(`${showPath(file, process.cwd())} does not import tensorloom, so it builds no graph.\n`);
    return { exitCode: exitCodes.failed, messages: [] };
  }
  const graph = shownGraph(program);
  const messages: Readonly<Record<StaticTask, () => ChildMessage>> = {
    graph: () => ({
      type: 'graph',
      operations: graph.getOperations().length,
      description: describeGraph(graph, { sourceOf: (op) => sourceOf(op, program, madeAt) }),
    }),
    pbtxt: () => ({ type: 'pbtxt', text: formatGraph(graph) }),
  };
  const findings = findingsIn(analysis, (diagnostic) => confirmedFixes(analysis, diagnostic, host));
  return { exitCode: report(file, analysis, sortedFindings(findings)), messages: [messages[task]()] };
}

function report(file: string, analysis: Analysis, findings: readonly Finding[]): number {
  process.stderr.write(plainText(findings, { folder: process.cwd(), color: showsColor(process.stderr) }));
  const note = incompleteNote(file, analysis);
  if (note !== undefined) process.stderr.write(`${note}\n`);
  return countOf(findings, 'error') > 0 ? exitCodes.failed : exitCodes.fine;
}

function sourceOf(op: Operation, program: Program, at: typeof madeAt): SourceLocation | undefined {
  const origin = program.originOf(op);
  if (!origin) return undefined;
  const { file, start } = at(origin);
  const place = program.sources.get(file)?.getLineAndCharacterOfPosition(start);
  return place && { file, line: place.line + 1, column: place.character + 1 };
}
