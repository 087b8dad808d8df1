/** The commands that open summaries. */

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { rememberEventFolder } from '../runs/opened-folders.ts';
import { sourceOfFolder } from './log-sources.ts';

/** Shows a folder of event files; an event file stands for the folder that it lies in. Without one, asks. */
export async function openEventFolder(host: Host, given?: vscode.Uri): Promise<void> {
  const chosen = given instanceof vscode.Uri ? given : await askForFolder();
  if (chosen === undefined) return;
  const folder = await folderOf(chosen);
  await rememberEventFolder(host, folder);
  (await host.summaries()).open([sourceOfFolder(folder)]);
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    openLabel: 'Open',
    title: 'Open Event Folder',
  });
  return picked?.[0];
}

async function folderOf({ scheme, fsPath }: vscode.Uri): Promise<string> {
  if (scheme !== 'file') throw new Error('Event files can only be read from a disk: copy the folder to this machine.');
  const found = await stat(fsPath).catch((error: Error) => {
    throw new Error(`${fsPath} cannot be opened: ${error.message}`);
  });
  return found.isDirectory() ? fsPath : dirname(fsPath);
}
