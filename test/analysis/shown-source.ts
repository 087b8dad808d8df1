/** A source as a person sees it in the editor: with the hints between its letters, and the squiggles under them. */

import { analyze, confirmedFixes } from '../../engine/analysis/index.ts';
import { FileView } from '../../language-server/features/file-view.ts';
import { inlayHints } from '../../language-server/features/inlay-hints.ts';

const file = '/model.ts';

/**
 * Hints stand in ‹›; below a line, a row of tildes under each stretch with a problem, followed by what is said of it, and
 * by `→` and the title of each quick fix on offer.
 */
export function shownSource(body: string): string {
  const text = `import * as tf from 'tensorloom';\n${body.replace(/^\n/, '')}`;
  const host = { readFile: (path: string) => (path === file ? text : undefined), resolveImport: () => undefined };
  const analysis = analyze(file, host);
  const view = new FileView(analysis, file, (path) => `file://${path}`);
  const lines = text.trimEnd().split('\n');
  const hints = inlayHints(view, { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } });
  const shown = lines.map((line, index) => {
    const ofLine = hints.filter(({ position }) => position.line === index);
    return [withHints(line, ofLine), ...squigglesBelow(line, index)].join('\n');
  });
  return `\n${shown.slice(1).join('\n')}\n`;

  function squigglesBelow(line: string, index: number): string[] {
    return analysis.diagnostics.flatMap((diagnostic) => {
      const { range, severity, message } = diagnostic;
      const [start, end] = [view.positionAt(range.start), view.positionAt(range.end)];
      if (start.line !== index) return [];
      const length = (end.line === index ? end.character : line.length) - start.character;
      const from = shownColumn(start.character, index);
      const to = shownColumn(start.character + length, index);
      const indent = ' '.repeat(from);
      return [
        `${indent}${'~'.repeat(Math.max(1, to - from))} ${severity}`,
        `${indent}${message}`,
        ...confirmedFixes(analysis, diagnostic, host).map(({ title }) => `${indent}→ ${title}`),
      ];
    });
  }

  /** Where a character of the line stands once the hints are in it. */
  function shownColumn(character: number, line: number): number {
    const before = hints.filter(({ position }) => position.line === line && position.character < character);
    return character + before.reduce((sum, hint) => sum + labelOf(hint).length + 2, 0);
  }
}

type Hint = ReturnType<typeof inlayHints>[number];

function withHints(line: string, hints: readonly Hint[]): string {
  return hints.reduceRight(
    (text, hint) => `${text.slice(0, hint.position.character)}‹${labelOf(hint)}›${text.slice(hint.position.character)}`,
    line,
  );
}

function labelOf({ label }: Hint): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('');
}
