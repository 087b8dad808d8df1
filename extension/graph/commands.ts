/** The commands that open graphs and lead from source to graph. */

import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { activeModel } from '../model-file/index.ts';
import { madeNothing } from './graph-panel.ts';
import { fileOf } from './graph-source.ts';

/** The graph of a model file as it is typed; from the palette, of the one in the active editor. Runs nothing. */
export async function showGraph(host: Host, given?: vscode.Uri | string): Promise<void> {
  await openLive(host, modelFile(given));
}

/** The graph that a model file builds when it is run, up to its first step. */
export async function runForGraph(host: Host, given?: vscode.Uri): Promise<void> {
  const file = modelFile(given);
  onDisk(file);
  // A key may be bound to a command that menus do not offer.
  if (!vscode.workspace.isTrusted) {
    throw new Error('Building this graph runs the code of the model: trust this workspace first.');
  }
  // It is the file on the disk that is run.
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (document?.isDirty === true && !(await document.save())) return;
  (await host.graphs()).open({ kind: 'run', path: file.fsPath }, { beside: true });
}

/** From the cursor to its node; opens the graph of the file first where none has it. */
export async function revealInGraph(host: Host): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error('Put the cursor on a line of a model file first.');
  const { document, selection } = editor;
  const reveal = async () =>
    (await host.graphs()).revealSource(
      fileOf(document.uri.toString()),
      selection.active.line + 1,
      selection.active.character + 1,
    );
  if (await reveal()) return;
  await openLive(host, document.uri);
  // Now the graph is there without it, or on its way and remembers what is wanted.
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

async function openLive(host: Host, file: vscode.Uri): Promise<void> {
  (await host.graphs()).open({ kind: 'model', uri: file.toString() }, { beside: true });
}

/** A menu gives the file, a lens of the language server its URI as text. */
function modelFile(given: vscode.Uri | string | undefined): vscode.Uri {
  const file = typeof given === 'string' ? vscode.Uri.parse(given) : given;
  const found = file instanceof vscode.Uri ? file : activeModel()?.uri;
  if (found === undefined) throw new Error('Open a model file first: its graph is shown beside it.');
  return found;
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
