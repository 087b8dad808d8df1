/** What the analysis says of a program of the corpus, line by line, and what its quick fixes make of the text. */

import { readFileSync } from 'node:fs';
import { analyze, type Diagnostic, type QuickFix } from '../../engine/analysis/index.ts';
import { DiskHost } from '../../engine/source-files/index.ts';

export interface Problem extends Diagnostic {
  /** Counted from 1. */
  readonly line: number;
}

/** Texts that stand for files, by path. */
export type Edited = ReadonlyMap<string, string>;

const disk = new DiskHost();

export function findProblems(file: string, edited: Edited = new Map()): Problem[] {
  const host = {
    readFile: (path: string) => edited.get(path) ?? disk.readFile(path),
    resolveImport: (specifier: string, from: string) => disk.resolveImport(specifier, from),
  };
  return analyze(file, host).diagnostics.map((diagnostic) => {
    const { range } = diagnostic;
    return { ...diagnostic, line: (host.readFile(range.file) ?? '').slice(0, range.start).split('\n').length };
  });
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
