/** Saves what a page made in a file that the user chooses: the whole file or none of it. */

import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { extname } from 'node:path';
import * as vscode from 'vscode';
import type { ExportFile } from '../../webview/protocol.ts';
import { messageText } from '../message-text.ts';

const kinds: Readonly<Record<string, string>> = {
  csv: 'CSV',
  json: 'JSON',
  png: 'PNG',
  svg: 'SVG',
  txt: 'Text',
  wav: 'WAV',
};

/** The folder that was chosen last; the next file is probably wanted beside it. */
let lastFolder: vscode.Uri | undefined;

export async function saveExport({ name, data }: ExportFile, log: vscode.LogOutputChannel): Promise<void> {
  const extension = extname(name).slice(1);
  const folder = lastFolder ?? vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    ...(extension !== '' && { filters: { [kinds[extension] ?? extension.toUpperCase()]: [extension] } }),
  });
  if (target === undefined) return;
  lastFolder = vscode.Uri.joinPath(target, '..');
  try {
    await writeWhole(target, typeof data === 'string' ? new TextEncoder().encode(data) : data);
  } catch (error) {
    log.error(error as Error);
    const cause = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(messageText(`${target.fsPath} could not be saved: ${cause}`));
  }
}

async function writeWhole(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const partial = target.with({ path: `${target.path}.${randomBytes(4).toString('hex')}.partial` });
  try {
    await fs.writeFile(partial, bytes);
    await fs.rename(partial, target, { overwrite: true });
  } catch (error) {
    await fs.delete(partial).then(undefined, () => {});
    throw error;
  }
}
