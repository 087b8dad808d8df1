/**
 * The folders of the workspace that hold event files, whoever wrote them. Searched for when first asked, then kept up
 * to date by what is created and deleted; never searched again more than once in a few seconds, however much happens.
 */

import { dirname } from 'node:path';
import * as vscode from 'vscode';

const pattern = '**/*tfevents*';
const excluded = '**/{node_modules,.git,.venv,site-packages}/**';
const mostFiles = 5000;
const mostFolders = 1000;
const searchDelayMs = 1500;

export class EventFolders implements vscode.Disposable {
  readonly #watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
  readonly #subscriptions: vscode.Disposable[];
  readonly #changed = new vscode.EventEmitter<void>();
  #folders: Promise<ReadonlySet<string>> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #cancel = new vscode.CancellationTokenSource();

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = [
      this.#watcher,
      this.#watcher.onDidCreate((uri) => void this.#created(uri)),
      this.#watcher.onDidDelete(() => this.searchSoon()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.searchSoon()),
    ];
  }

  /** Absolute paths. */
  all(): Promise<ReadonlySet<string>> {
    this.#folders ??= this.#search();
    return this.#folders;
  }

  searchSoon(delayMs = searchDelayMs): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#cancel.cancel();
      this.#cancel = new vscode.CancellationTokenSource();
      this.#folders = this.#search();
      this.#changed.fire();
    }, delayMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cancel.cancel();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #search(): Promise<ReadonlySet<string>> {
    const found = await vscode.workspace.findFiles(pattern, excluded, mostFiles, this.#cancel.token);
    const folders = new Set<string>();
    for (const uri of found) if (uri.scheme === 'file' && folders.size < mostFolders) folders.add(dirname(uri.fsPath));
    return folders;
  }

  /** A new file in a known folder, as a run writes when it goes on, is no news. */
  async #created(uri: vscode.Uri): Promise<void> {
    if (this.#folders === undefined || (await this.#folders).has(dirname(uri.fsPath))) return;
    this.searchSoon();
  }
}
