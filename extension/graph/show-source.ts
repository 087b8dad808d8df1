/** Shows a line of a source file beside the graph, and marks it for a moment. */

import * as vscode from 'vscode';
import type { SourcePlace } from '../../webview/protocol.ts';
import { isUri } from './graph-source.ts';

const highlightMs = 1500;

const highlight = vscode.window.createTextEditorDecorationType({
  isWholeLine: true,
  backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
  border: '1px solid',
  // In high contrast themes alone: others have no such colour.
  borderColor: new vscode.ThemeColor('contrastActiveBorder'),
});

/** Takes the focus along, as "Go to Definition" does. `file`: a path, or the URI of what is not on a disk. */
export async function showSource(
  file: string,
  { line, column }: SourcePlace,
  panelColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  const uri = isUri(file) ? vscode.Uri.parse(file) : vscode.Uri.file(file);
  const document = await vscode.workspace.openTextDocument(uri);
  const lineIndex = Math.min(Math.max(line - 1, 0), document.lineCount - 1);
  const position = document.validatePosition(new vscode.Position(lineIndex, Math.max(column - 1, 0)));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnFor(uri, panelColumn),
    selection: new vscode.Range(position, position),
  });
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  editor.setDecorations(highlight, [document.lineAt(lineIndex).range]);
  setTimeout(() => editor.setDecorations(highlight, []), highlightMs);
}

/** Where the file is open already, or else where some other file is, but not over the graph. */
function columnFor(uri: vscode.Uri, panelColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== panelColumn);
  const holds = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const open = groups.find(({ tabs }) => tabs.some(holds));
  const other = groups.find(({ activeTab }) => activeTab?.input instanceof vscode.TabInputText);
  return (open ?? other)?.viewColumn ?? vscode.ViewColumn.Beside;
}
