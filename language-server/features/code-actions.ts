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
  return here.flatMap((diagnostic) => view.fixesOf(diagnostic).map((fix) => quickFix(view, diagnostic, fix)));
}

function quickFix(view: FileView, diagnostic: Diagnostic, fix: QuickFix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shownDiagnostic(diagnostic, view.lines, view.uriOf)],
    edit: workspaceEdit(view, fix),
    ...(fix.isPreferred && { isPreferred: true }),
  };
}

function workspaceEdit(view: FileView, { edits }: QuickFix): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { range, text } of edits) {
    const uri = view.uriOf(range.file);
    changes[uri] ??= [];
    changes[uri].push({ range: view.lines.range(range), newText: text });
  }
  return { changes };
}
