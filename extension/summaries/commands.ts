/** The commands that open summaries. */

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { rememberEventFolder } from '../runs/opened-folders.ts';
import { selectedUris } from '../selected-uris.ts';
import { sourceOfFolder } from './log-sources.ts';

/** Shows folders of event files in one panel; an event file stands for the folder that it lies in. Without one, asks. */
export async function openEventFolder(host: Host, given?: vscode.Uri, selected?: unknown): Promise<void> {
  const clicked = selectedUris(given, selected);
  const chosen = clicked.length > 0 ? clicked : await askForFolders();
  const folders = [...new Set(await Promise.all(chosen.map(folderOf)))];
  if (folders.length === 0) return;
  for (const folder of [...folders].reverse()) await rememberEventFolder(host, folder);
  (await host.summaries()).open(folders.map(sourceOfFolder));
}

async function askForFolders(): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    openLabel: 'Open',
    title: 'Open Event Folder',
  });
  return picked ?? [];
}

async function folderOf({ scheme, fsPath }: vscode.Uri): Promise<string> {
  if (scheme !== 'file') throw new Error('Event files can only be read from a disk: copy the folder to this machine.');
  const found = await stat(fsPath).catch((error: Error) => {
    throw new Error(`${fsPath} cannot be opened: ${error.message}`);
  });
  return found.isDirectory() ? fsPath : dirname(fsPath);
}
