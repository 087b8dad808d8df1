/** Analyses files one after the other. The analysis brings TypeScript's parser, so it is loaded only here. */

import type { Analysis } from '../../analysis/index.ts';
import { DiskHost } from '../../source-files/index.ts';
import { showPath } from '../fault-text.ts';
import { type Finding, findingsOf, sortedFindings } from './finding.ts';

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** How many of the files are models. */
  readonly models: number;
  /** What a reader must know beside the findings. */
  readonly notes: readonly string[];
}

/** Diagnostics of a file whose fixes are tried out before they are named: each takes as long as the analysis. */
const mostTried = 20;

export async function checkFiles(files: readonly string[]): Promise<CheckResult> {
  const { analyze, confirmedFixes } = await import('../../analysis/index.ts');
  const host = new DiskHost();
  const findings: Finding[] = [];
  const notes: string[] = [];
  let models = 0;
  for (const file of files) {
    const analysis = analyze(file, host);
    if (analysis.isModel) models += 1;
    const diagnostics = analysis.diagnostics.map((diagnostic, index) =>
      index < mostTried ? { ...diagnostic, fixes: confirmedFixes(analysis, diagnostic, host) } : diagnostic,
    );
    findings.push(...findingsOf(diagnostics, analysis.program));
    const note = incompleteNote(file, analysis);
    if (note !== undefined) notes.push(note);
  }
  return { findings: sortedFindings(findings), models, notes };
}

/** What is said of a program that is too much to follow to its end. */
export function incompleteNote(file: string, { program }: Analysis): string | undefined {
  if (program.isComplete) return undefined;
  return `${showPath(file, process.cwd())}: the analysis did not come to the end; what lies beyond is not checked.`;
}
