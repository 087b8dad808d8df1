/** What a command of the Explorer is meant for: the resource that was clicked, and all that are selected with it. */

import * as vscode from 'vscode';

/** None where the command came from elsewhere, such as the palette. */
export function selectedUris(clicked: unknown, selected: unknown): readonly vscode.Uri[] {
  if (!(clicked instanceof vscode.Uri)) return [];
  const all = Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
  return all.some((each) => String(each) === String(clicked)) ? all : [clicked];
}
