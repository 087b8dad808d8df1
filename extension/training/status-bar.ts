/** The one status bar item, there while something trains. */

import * as vscode from 'vscode';
import type { RunRecord } from '../runs/run-record.ts';
import { statusDetails, statusText } from './status-text.ts';

const intervalMs = 200;

export class StatusBar implements vscode.Disposable {
  readonly #live: () => readonly RunRecord[];
  readonly #command: vscode.Command;
  #item: vscode.StatusBarItem | undefined;
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(live: () => readonly RunRecord[], command: vscode.Command) {
    this.#live = live;
    this.#command = command;
  }

  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, intervalMs);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#item?.dispose();
  }

  #show(): void {
    if (this.#disposed) return;
    const runs = this.#live();
    if (runs.length === 0) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= this.#newItem();
    const text = statusText(runs);
    this.#item.text = `$(sync~spin) ${text}`;
    this.#item.accessibilityInformation = { label: `Training: ${text}`, role: 'button' };
    this.#item.tooltip = tooltip(runs);
    this.#item.show();
  }

  #newItem(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem('tensorloom.training', vscode.StatusBarAlignment.Left, 50);
    item.name = 'Tensorloom Training';
    item.command = this.#command;
    return item;
  }
}

/** Names and tags come from the user's files: shown as text, never as Markdown. */
function tooltip(runs: readonly RunRecord[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const run of runs.slice(0, 10)) {
    markdown.appendText(`${statusDetails(run).join('\n')}\n`);
    markdown.appendMarkdown('\n\n');
  }
  return markdown;
}
