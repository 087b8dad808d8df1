/** Analyses files one after the other. The analysis brings TypeScript's parser, so it is loaded only here. */

import type { Analysis, Diagnostic, QuickFix } from '../../analysis/index.ts';
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

/** Diagnostics of a file whose fixes are named: each has to be tried out first, which takes as long as the analysis. */
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
    findings.push(...findingsIn(analysis, (diagnostic) => confirmedFixes(analysis, diagnostic, host)));
    const note = incompleteNote(file, analysis);
    if (note !== undefined) notes.push(note);
  }
  return { findings: sortedFindings(findings), models, notes };
}

/** @param confirmed - the fixes of a diagnostic that put things right */
export function findingsIn(
  { diagnostics, program }: Analysis,
  confirmed: (diagnostic: Diagnostic) => readonly QuickFix[],
): Finding[] {
  const withFixes = diagnostics.map((diagnostic, index) => ({
    ...diagnostic,
    fixes: index < mostTried ? confirmed(diagnostic) : [],
  }));
  return findingsOf(withFixes, program);
}

/** What is said of a program that is too much to follow to its end. */
export function incompleteNote(file: string, { program }: Analysis): string | undefined {
  if (program.isComplete) return undefined;
  return `${showPath(file, process.cwd())}: the analysis did not come to the end; what lies beyond is not checked.`;
}
