/** The event folders that were opened with "Open Event Folder…" and are listed in the Runs view from then on. */

import * as vscode from 'vscode';
import type { Host } from '../host.ts';

const key = 'tensorloom.eventFolders';
const most = 30;

const changed = new vscode.EventEmitter<void>();
export const onDidChangeOpenedFolders = changed.event;

/** Newest first. */
export function openedEventFolders(host: Host): readonly string[] {
  const stored = host.context.workspaceState.get<unknown>(key);
  return Array.isArray(stored) ? stored.filter((path): path is string => typeof path === 'string').slice(0, most) : [];
}

export async function rememberEventFolder(host: Host, folder: string): Promise<void> {
  const others = openedEventFolders(host).filter((path) => path !== folder);
  await host.context.workspaceState.update(key, [folder, ...others].slice(0, most));
  changed.fire();
}

export async function forgetEventFolders(host: Host, folders: readonly string[]): Promise<void> {
  const left = openedEventFolders(host).filter((path) => !folders.includes(path));
  await host.context.workspaceState.update(key, left);
  changed.fire();
}
