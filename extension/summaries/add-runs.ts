/** Asks which other runs a panel is to show: those of this workspace, folders opened before, or another one. */

import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import type { LogSource } from '../reader/protocol.ts';
import { openedEventFolders } from '../runs/opened-folders.ts';
import { sourceOfFolder } from './log-sources.ts';

type Choice = vscode.QuickPickItem & { readonly source?: LogSource };

export async function askForRuns(host: Host, shown: readonly LogSource[]): Promise<readonly LogSource[]> {
  const runs = (await host.runs()).all;
  const shownFolders = new Set(shown.map(({ folder }) => resolve(folder)));
  const ofRuns = runs.map(
    ({ id, name, logFolder, state }): Choice => ({
      label: name,
      description: state,
      detail: vscode.workspace.asRelativePath(logFolder),
      source: { id, folder: logFolder, name },
    }),
  );
  const runFolders = new Set(runs.map(({ logFolder }) => logFolder));
  const ofFolders = openedEventFolders(host)
    .filter((folder) => !runFolders.has(folder))
    .map((folder): Choice => ({ label: sourceOfFolder(folder).name, detail: folder, source: sourceOfFolder(folder) }));
  const other: Choice = { label: 'Another Folder…', alwaysShow: true };
  const known = [...ofRuns, ...ofFolders].filter(
    ({ source }) => source !== undefined && !shownFolders.has(resolve(source.folder)),
  );
  if (known.length === 0) return askForFolder();
  const picked = await vscode.window.showQuickPick(
    [...known, { label: '', kind: vscode.QuickPickItemKind.Separator }, other],
    { canPickMany: true, title: 'Show in This Panel Too', placeHolder: 'Runs and event folders', matchOnDetail: true },
  );
  if (picked === undefined) return [];
  const chosen = picked.flatMap(({ source }) => source ?? []);
  return picked.includes(other) ? [...chosen, ...(await askForFolder())] : chosen;
}

async function askForFolder(): Promise<readonly LogSource[]> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    openLabel: 'Show',
    title: 'Show Event Folders in This Panel Too',
  });
  return (picked ?? []).map(({ fsPath }) => sourceOfFolder(fsPath));
}
