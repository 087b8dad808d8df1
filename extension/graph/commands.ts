/** The commands that open graphs and lead from source to graph. */

import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { activeModel } from '../model-file/index.ts';
import { madeNothing } from './graph-panel.ts';

/** The graph of a model file; from the palette, of the one in the active editor. */
export async function showGraph(host: Host, given?: vscode.Uri): Promise<void> {
  const file = given instanceof vscode.Uri ? given : activeModel()?.uri;
  if (file === undefined) throw new Error('Open a model file first: its graph is shown beside it.');
  await openModel(host, file);
}

/** From the cursor to its node; builds the graph first where none shows the file. */
export async function revealInGraph(host: Host): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error('Put the cursor on a line of a model file first.');
  const { document, selection } = editor;
  const reveal = async () =>
    (await host.graphs()).revealSource(document.uri.fsPath, selection.active.line + 1, selection.active.character + 1);
  if (await reveal()) return;
  if (!vscode.workspace.isTrusted) {
    throw new Error('No open graph has this line. Building the graph runs the code: trust this workspace first.');
  }
  await openModel(host, document.uri);
  // Now the graph is there without it, or being built and remembers what is wanted.
  if (!(await reveal())) void vscode.window.showInformationMessage(madeNothing);
}

/** A file that holds a graph, or a folder of event files. */
export async function openGraph(host: Host, given?: vscode.Uri): Promise<void> {
  const file = given instanceof vscode.Uri ? given : await askForFile();
  if (file === undefined) return;
  onDisk(file);
  const found = await stat(file.fsPath).catch((error: Error) => {
    throw new Error(`${file.fsPath} cannot be opened: ${error.message}`);
  });
  const path = file.fsPath;
  (await host.graphs()).open(found.isDirectory() ? { kind: 'events', folder: path } : { kind: 'file', path });
}

async function openModel(host: Host, file: vscode.Uri): Promise<void> {
  onDisk(file);
  // The graph is built from what is on the disk.
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (document?.isDirty === true && !(await document.save())) return;
  (await host.graphs()).open({ kind: 'model', path: file.fsPath }, { beside: true });
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    // Event files have no extension of their own.
    filters: { Graphs: ['pb', 'pbtxt', 'meta'], 'Event files and others': ['*'] },
    openLabel: 'Open',
    title: 'Open Graph',
  });
  return picked?.[0];
}

function onDisk({ scheme, path }: vscode.Uri): void {
  if (scheme !== 'file') throw new Error(`${path} is not on a disk: save it in a file first.`);
}
