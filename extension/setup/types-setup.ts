/**
 * "Set Up Types in This Workspace": asks, writes the types of `tensorloom` into node_modules, and from then on keeps them
 * there: a clean install deletes them, and an update of the extension makes them old. Never without having asked once.
 */

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { consentedFolders, forgetConsent, rememberConsent } from './consent.ts';
import { removeTypes, typesFolder, typesState, writeTypes } from './types-package.ts';

export async function setUpTypes(host: Host, resource?: vscode.Uri): Promise<void> {
  const folder = await chooseFolder(resource);
  if (folder === undefined) return;
  const found = typesState(folder);
  if (found.state === 'installed') {
    void vscode.window.showInformationMessage(`tensorloom is installed in ${found.path}, and brings its own types.`);
    return;
  }
  if (found.state === 'ours' && found.version === version(host)) {
    await offerRemoval(host, folder);
    return;
  }
  if (found.state === 'missing' && !consentedFolders(host).includes(folder) && !(await ask(folder))) return;
  write(host, folder);
  await rememberConsent(host, folder);
  await lookAgain(host);
  void vscode.window.showInformationMessage('The types of tensorloom are set up in this workspace.');
}

async function offerRemoval(host: Host, folder: string): Promise<void> {
  const answer = await vscode.window.showInformationMessage(
    'The types of tensorloom are set up in this workspace already.',
    'Remove Them',
  );
  if (answer === undefined) return;
  removeTypes(folder);
  await forgetConsent(host, folder);
  await lookAgain(host);
}

/** TypeScript notices a new package in node_modules late or never. */
async function lookAgain(host: Host): Promise<void> {
  try {
    await vscode.commands.executeCommand('typescript.reloadProjects');
  } catch (error) {
    // Another provider of the language, which looks by itself.
    host.log.debug(`TypeScript was not asked to look again: ${(error as Error).message}`);
  }
}

/** Brings back or renews what was agreed to earlier. Says nothing but in the log: it may come with any editor. */
export function renewTypes(host: Host): void {
  for (const folder of consentedFolders(host)) {
    const open = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === folder) ?? false;
    if (!open) continue;
    try {
      const found = typesState(folder);
      if (found.state === 'installed' || (found.state === 'ours' && found.version === version(host))) continue;
      write(host, folder);
      void lookAgain(host);
      host.log.info(`Wrote the types of tensorloom to ${typesFolder(folder)} again.`);
    } catch (error) {
      host.log.warn(`The types in ${folder} could not be renewed: ${(error as Error).message}`);
    }
  }
}

const offeredKey = 'tensorloom.typesOffered';

/** Once a workspace, after the first model file is made in it. */
export async function offerTypes(host: Host, file: vscode.Uri): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath;
  if (folder === undefined || typesState(folder).state !== 'missing') return;
  if (host.context.workspaceState.get<boolean>(offeredKey) === true) return;
  await host.context.workspaceState.update(offeredKey, true);
  const answer = await vscode.window.showInformationMessage(
    'Training needs nothing more. For completion and types while you write, set up the types of tensorloom here.',
    'Set Up Types…',
  );
  if (answer !== undefined) await setUpTypes(host, file);
}

async function ask(folder: string): Promise<boolean> {
  const answer = await vscode.window.showInformationMessage(
    'Set up the types of tensorloom in this workspace?',
    {
      modal: true,
      detail: `This writes ${typesFolder(folder)}, so that the editor's TypeScript knows import … from 'tensorloom'. It holds types only: nothing in it is ever run, and nothing is downloaded. It is ignored by git, stays out of package.json, and is written again when an installation removes it or the extension is updated. The same command takes it away again.`,
    },
    'Set Up',
  );
  return answer !== undefined;
}

async function chooseFolder(resource: vscode.Uri | undefined): Promise<string | undefined> {
  const near = resource ?? vscode.window.activeTextEditor?.document.uri;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const own = near && vscode.workspace.getWorkspaceFolder(near);
  if (own?.uri.scheme === 'file') return own.uri.fsPath;
  if (folders.length === 0) {
    void vscode.window.showWarningMessage('Open a folder first: the types are written into it.');
    return undefined;
  }
  if (folders.length === 1) return folders[0]?.uri.fsPath;
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Where to set up the types' }))?.uri.fsPath;
}

function write(host: Host, folder: string): void {
  writeTypes(folder, join(host.context.extensionPath, 'dist', 'types'), version(host));
}

const version = (host: Host) => String(host.context.extension.packageJSON.version);
