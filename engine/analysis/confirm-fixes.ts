/** Quick fixes tried out: what the analysis has to say once the program reads so. */

import { type Analysis, analyze } from './analyze.ts';
import type { Diagnostic, QuickFix, TextEdit } from './diagnostic.ts';
import type { AnalysisHost } from './host.ts';
import type { SourceRange } from './source/range.ts';

const confirmed = new WeakMap<Diagnostic, readonly QuickFix[]>();

/**
 * The fixes of `diagnostic` that put things right, the preferred one marked anew: those after which nothing is left of it
 * and nothing new has come up. Where there is none, those after which it is gone, and what has come up can have been
 * hidden behind it. A fix that only moves the fault elsewhere is none.
 * @param host - the texts that the analysis was made of
 */
export function confirmedFixes(analysis: Analysis, diagnostic: Diagnostic, host: AnalysisHost): readonly QuickFix[] {
  const known = confirmed.get(diagnostic);
  if (known) return known;
  const tried = diagnostic.fixes.map((fix) => ({ fix, left: leftAfter(fix, analysis, diagnostic, host) }));
  const clean = tried.filter(({ left }) => left === 'nothing');
  const chosen = clean.length > 0 ? clean : tried.filter(({ left }) => left === 'what was hidden');
  const fixes = chosen.map(({ fix: { isPreferred: _, ...fix } }, index) =>
    index === 0 ? { ...fix, isPreferred: true as const } : fix,
  );
  if (!host.isCancelled?.()) confirmed.set(diagnostic, fixes);
  return fixes;
}

type Left = 'nothing' | 'what was hidden' | 'a fault';

function leftAfter(
  { edits }: QuickFix,
  { diagnostics, program }: Analysis,
  cured: Diagnostic,
  host: AnalysisHost,
): Left {
  const after = analyze(program.entry, editedHost(host, edits));
  if (after.isCancelled || !after.isModel) return 'a fault';
  const before = diagnostics.filter((each) => each !== cured && isLoud(each)).map(textOf);
  const added = after.diagnostics.filter(isLoud).filter((each) => {
    const at = before.indexOf(textOf(each));
    if (at >= 0) before.splice(at, 1);
    return at < 0;
  });
  if (added.length === 0) return 'nothing';
  return added.every((each) => wasHidden(each, cured, edits)) ? 'what was hidden' : 'a fault';
}

/** What comes after an error is not looked at. Feeds are, always: where one does not fit any more, the fix is to blame. */
function wasHidden({ code, range }: Diagnostic, cured: Diagnostic, edits: readonly TextEdit[]): boolean {
  return cured.severity === 'error' && code !== 'feed-mismatch' && isAfter(range, cured.range, edits);
}

function isAfter(range: SourceRange, cured: SourceRange, edits: readonly TextEdit[]): boolean {
  if (range.file !== cured.file) return true;
  const grown = edits
    .filter((edit) => edit.range.file === cured.file && edit.range.start < cured.start)
    .reduce((sum, { range: { start, end }, text }) => sum + text.length - (end - start), 0);
  return range.start > cured.start + grown;
}

/** What only fades a part of the text is no fault. */
function isLoud({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Without the place, which an edit before it moves. */
function textOf({ code, severity, message, range }: Diagnostic): string {
  return [range.file, severity, code, message].join('\0');
}

/** The world with the edits made. */
function editedHost(host: AnalysisHost, edits: readonly TextEdit[]): AnalysisHost {
  const texts = new Map<string, string>();
  // From the end, so that places before stay where they are.
  for (const { range, text } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    const before = texts.get(range.file) ?? host.readFile(range.file) ?? '';
    texts.set(range.file, before.slice(0, range.start) + text + before.slice(range.end));
  }
  return {
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    resolveImport: (specifier, from) => host.resolveImport(specifier, from),
    isCancelled: () => host.isCancelled?.() ?? false,
  };
}
