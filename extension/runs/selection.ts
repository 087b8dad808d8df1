/**
 * The rows that are selected in the Runs view: what a command is meant for that comes without a row. A click on a row is
 * one of those: arguments in a row's command are forgotten whenever the row is refreshed, and rows of live runs are, often.
 */

import type { TreeView } from 'vscode';

let view: TreeView<unknown> | undefined;

export function setRunsView(shown: TreeView<unknown>): void {
  view = shown;
}

export function selectedRows(): readonly unknown[] {
  return view?.selection ?? [];
}
