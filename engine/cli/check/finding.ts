/** A diagnostic as plain data for people and other programs: lines and columns from 1, severities that a command shows. */

import type { Diagnostic, Program, QuickFix, SourceRange } from '../../analysis/index.ts';

/** Lines and columns count from 1, columns in UTF-16 units; the end is after the last character. */
export interface FindingPlace {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Finding extends FindingPlace {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: Diagnostic['code'];
  readonly message: string;
  readonly related: readonly (FindingPlace & { readonly message: string })[];
  readonly fixes: readonly FindingFix[];
}

export interface FindingFix {
  readonly title: string;
  readonly isPreferred: boolean;
  readonly edits: readonly (FindingPlace & { readonly text: string })[];
}

/** Hints are an editor's: they fade what nothing needs. */
export function findingsOf(diagnostics: readonly Diagnostic[], { sources }: Pick<Program, 'sources'>): Finding[] {
  const placeOf = ({ file, start, end }: SourceRange): FindingPlace => {
    const source = sources.get(file);
    const from = source?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
    const to = source?.getLineAndCharacterOfPosition(end) ?? from;
    return {
      file,
      line: from.line + 1,
      column: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
    };
  };
  const fixOf = ({ title, isPreferred, edits }: QuickFix): FindingFix => ({
    title,
    isPreferred: isPreferred === true,
    edits: edits.map(({ range, text }) => ({ ...placeOf(range), text })),
  });
  return diagnostics.flatMap(({ severity, code, message, range, related, fixes }) => {
    if (severity === 'hint') return [];
    return {
      ...placeOf(range),
      severity,
      code,
      message,
      related: related.map((each) => ({ ...placeOf(each.range), message: each.message })),
      fixes: fixes.map(fixOf),
    };
  });
}

export function countOf(findings: readonly Finding[], severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** By file and place, each once: a file that several others import is analysed with each of them. */
export function sortedFindings(findings: readonly Finding[]): Finding[] {
  const byKey = new Map(findings.map((finding) => [keyOf(finding), finding]));
  return [...byKey.values()].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

function keyOf({ file, line, column, endLine, endColumn, code, message }: Finding): string {
  return [file, line, column, endLine, endColumn, code, message].join('\0');
}
