/** What the analysis says of a program of the corpus, and what its quick fixes make of the text. */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { analyze, confirmedFixes, type Diagnostic, type QuickFix } from '../../engine/analysis/index.ts';
import { DiskHost } from '../../engine/source-files/index.ts';
import type { Mark } from './corpus.ts';

export interface Problem extends Diagnostic {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The fixes that an editor offers. */
  confirmed(): readonly QuickFix[];
}

/** Texts that stand for files, by path. */
export type Edited = ReadonlyMap<string, string>;

const disk = new DiskHost();

export function findProblems(program: string, edited: Edited = new Map()): Problem[] {
  const host = {
    readFile: (path: string) => edited.get(path) ?? disk.readFile(path),
    resolveImport: (specifier: string, from: string) => disk.resolveImport(specifier, from),
  };
  const analysis = analyze(program, host);
  return analysis.diagnostics.map((diagnostic) => {
    const { file, start } = diagnostic.range;
    const line = (host.readFile(file) ?? '').slice(0, start).split('\n').length;
    return { ...diagnostic, file, line, confirmed: () => confirmedFixes(analysis, diagnostic, host) };
  });
}

/** Errors and warnings; hints fade what is written and underline nothing. */
export function isLoud({ severity }: Problem): boolean {
  return severity === 'error' || severity === 'warning';
}

/** `buggy.ts:12 error shape-mismatch`: what a mark and a problem are compared by. */
export function summaryOf({ file, line, severity, code }: Mark | Problem): string {
  return `${basename(file)}:${line} ${severity} ${code}`;
}

/** The files that a fix changes, changed. */
export function applyFix({ edits }: QuickFix): Edited {
  const edited = new Map<string, string>();
  // From the end, so that places before stay where they are.
  for (const { range, text } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    const before = edited.get(range.file) ?? readFileSync(range.file, 'utf8');
    edited.set(range.file, before.slice(0, range.start) + text + before.slice(range.end));
  }
  return edited;
}
