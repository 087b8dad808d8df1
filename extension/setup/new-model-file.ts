/** "New Model File…": a template, a name, and the file opens. Nothing is ever overwritten. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { messageText } from '../message-text.ts';
import { freeName, nameProblem, preferredExtension } from './file-name.ts';
import { type Template, templates } from './templates.ts';
import { offerTypes } from './types-setup.ts';

export async function newModelFile(host: Host): Promise<void> {
  const template = await vscode.window.showQuickPick(
    templates.map((template) => ({ ...template })),
    { title: 'New Model File', placeHolder: 'Start from', matchOnDetail: true },
  );
  if (template === undefined) return;
  const path = await askForPath(template);
  if (path === undefined) return;
  const text = await readFile(join(host.context.extensionPath, 'extension', 'templates', template.file), 'utf8');
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Error(`${path} exists already: nothing was written.`);
    throw error;
  }
  await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
  offerTypes(host, vscode.Uri.file(path)).catch((error: Error) => {
    host.log.error(error);
    void vscode.window.showErrorMessage(messageText(error.message));
  });
}

/** Without an open folder, the file goes where the user says. */
async function askForPath(template: Template): Promise<string | undefined> {
  const folder = await workspaceFolder();
  if (folder === 'none') {
    const chosen = await vscode.window.showSaveDialog({
      title: 'New Model File',
      saveLabel: 'Create',
      defaultUri: vscode.Uri.file(join(homedir(), template.file)),
      filters: { 'Model files': ['ts', 'mts', 'js', 'mjs'] },
    });
    return chosen?.fsPath;
  }
  if (folder === undefined) return undefined;
  const stem = basename(template.file, extname(template.file));
  const value = freeName(folder, stem === 'empty' ? 'model' : stem, preferredExtension(folder));
  const name = await vscode.window.showInputBox({
    title: `New Model File: ${template.label}`,
    prompt: 'File name, from the workspace folder',
    value,
    valueSelection: [0, value.length - extname(value).length],
    validateInput: (input) => nameProblem(folder, input),
  });
  return name === undefined ? undefined : join(folder, name.trim());
}

async function workspaceFolder(): Promise<string | 'none' | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) return 'none';
  if (folders.length === 1) return folders[0]?.uri.fsPath;
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Where the model file goes' }))?.uri.fsPath;
}
