/** Quick fixes of what is wrong at a place. */

import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Diagnostic, QuickFix } from '../../engine/analysis/index.ts';
import { shownDiagnostic } from './diagnostics.ts';
import type { FileView } from './file-view.ts';

export function codeActions(view: FileView, range: Range): CodeAction[] {
  const [start, end] = [view.offsetAt(range.start), view.offsetAt(range.end)];
  const here = view.analysis.diagnostics.filter(
    (each) => each.range.file === view.file && each.range.start <= end && start <= each.range.end,
  );
  return here.flatMap((diagnostic) => {
    const fixes = view.fixesOf(diagnostic);
    return [
      ...fixes.map((fix) => quickFix(view, diagnostic, fix)),
      ...fixes.flatMap((fix) => fixOfAll(view, diagnostic, fix)),
    ];
  });
}

function quickFix(view: FileView, diagnostic: Diagnostic, fix: QuickFix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shownDiagnostic(diagnostic, view.lines, view.uriOf)],
    edit: workspaceEdit(view, [fix]),
    ...(fix.isPreferred && { isPreferred: true }),
  };
}

/** The preferred fix, for every fault of the kind that has one of the same title. */
function fixOfAll(view: FileView, { code }: Diagnostic, { title, isPreferred }: QuickFix): CodeAction[] {
  if (!isPreferred) return [];
  const alike = view.analysis.diagnostics.filter((each) => each.code === code && each.range.file === view.file);
  const fixes = alike.flatMap((each) => each.fixes.filter((fix) => fix.isPreferred && fix.title === title).slice(0, 1));
  const edits = fixes.flatMap((fix) => fix.edits);
  if (fixes.length < 2 || overlap(edits)) return [];
  return [
    {
      title: `${title} (all ${fixes.length} in this file)`,
      kind: CodeActionKind.QuickFix,
      edit: workspaceEdit(view, fixes),
    },
  ];
}

function workspaceEdit(view: FileView, fixes: readonly QuickFix[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { range, text } of fixes.flatMap(({ edits }) => edits)) {
    const uri = view.uriOf(range.file);
    changes[uri] ??= [];
    changes[uri].push({ range: view.lines.range(range), newText: text });
  }
  return { changes };
}

function overlap(edits: readonly { range: { file: string; start: number; end: number } }[]): boolean {
  const sorted = edits
    .map(({ range }) => range)
    .sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
  return sorted.some((range, i) => {
    const before = sorted[i - 1];
    // Two insertions at one place are in no order.
    return before && before.file === range.file && (range.start < before.end || range.start === before.start);
  });
}
