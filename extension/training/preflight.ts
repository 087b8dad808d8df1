/** What must hold before a file of the user is run: trust, a file on disk, saved editors, a model, a Node. */

import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { modelFileProblem } from '../../engine/runner/load-model/model-file.ts';
import { isModelText } from '../model-file/index.ts';
import { NodePathError, nodeFor } from './node-path.ts';
import { Refusal } from './refusal.ts';

export interface Prepared {
  /** Absolute. */
  readonly file: string;
  /** Where it runs: the workspace folder of the file, or the folder that it lies in. */
  readonly folder: string;
  /** undefined: the Node that this process runs on. */
  readonly execPath: string | undefined;
}

export interface PreflightOptions {
  /** What is about to be done, as `Training`. */
  readonly what: string;
  /** The user said that it is a model, whatever it looks like. */
  readonly isKnown?: boolean;
  /** Offered where the file does not look like a model, which only its author can know. */
  readonly anyway?: () => unknown;
}

/** @throws Refusal */
export async function prepare(uri: vscode.Uri, { what, isKnown = false, anyway }: PreflightOptions): Promise<Prepared> {
  if (!vscode.workspace.isTrusted) {
    throw new Refusal(`${what} runs the code of this workspace, so the workspace must be trusted first.`, {
      title: 'Manage Workspace Trust',
      run: () => vscode.commands.executeCommand('workbench.trust.manage'),
    });
  }
  if (uri.scheme === 'untitled') {
    throw new Refusal(`${what} needs a file on disk: save this one first.`, {
      title: 'Save',
      run: () => vscode.workspace.saveAs(uri),
    });
  }
  if (uri.scheme !== 'file') throw new Refusal(`${what} needs a file on disk, and ${basename(uri.path)} is none.`);
  const file = uri.fsPath;
  const problem = modelFileProblem(file, basename(file));
  if (problem !== undefined) throw new Refusal(problem);
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  await saveEditors(uri, folder);
  if (!isKnown && !isModelText(await readFile(file, 'utf8'))) {
    throw new Refusal(
      `${basename(file)} is no model file: it does not import tensorloom. A model file is TypeScript or JavaScript that imports tensorloom, builds a graph and runs it in a session.`,
      { title: 'New Model File…', run: () => vscode.commands.executeCommand('tensorloom.newModelFile') },
      ...(anyway === undefined ? [] : [{ title: 'Run Anyway', run: anyway }]),
    );
  }
  return { file, folder: folder ?? dirname(file), execPath: await configuredNode(uri) };
}

/** Everything of the same folder: a model imports other files. */
async function saveEditors(uri: vscode.Uri, folder: string | undefined): Promise<void> {
  const dirty = vscode.workspace.textDocuments.filter(({ isDirty, uri: each }) => {
    if (!isDirty || each.scheme !== 'file') return false;
    const same = each.toString() === uri.toString();
    return same || (folder !== undefined && vscode.workspace.getWorkspaceFolder(each)?.uri.fsPath === folder);
  });
  for (const document of dirty) {
    if (await document.save()) continue;
    throw new Refusal(`${basename(document.uri.fsPath)} could not be saved, so nothing was started.`);
  }
}

async function configuredNode(uri: vscode.Uri): Promise<string | undefined> {
  const setting = vscode.workspace.getConfiguration('tensorloom', uri).get('nodePath', '');
  try {
    return await nodeFor(setting, process.versions.node);
  } catch (error) {
    if (!(error instanceof NodePathError)) throw error;
    throw new Refusal(error.message, {
      title: 'Open Settings',
      run: () => vscode.commands.executeCommand('workbench.action.openSettings', 'tensorloom.nodePath'),
    });
  }
}
