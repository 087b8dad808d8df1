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
  #search: Promise<void> | undefined;
  #folders: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #cancel = new vscode.CancellationTokenSource();

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = [
      this.#watcher,
      this.#watcher.onDidCreate((uri) => this.#created(uri)),
      this.#watcher.onDidDelete(() => this.searchSoon()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.searchSoon()),
    ];
  }

  /** Absolute paths, as far as they are known: a search may take its time. */
  get known(): ReadonlySet<string> {
    return this.#folders;
  }

  /** Begins the first search, if it has not begun, and waits for the one in hand. */
  async searched(): Promise<void> {
    this.#search ??= this.#find();
    await this.#search;
  }

  searchSoon(delayMs = searchDelayMs): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#cancel.cancel();
      this.#cancel = new vscode.CancellationTokenSource();
      this.#search = this.#find();
    }, delayMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cancel.cancel();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #find(): Promise<void> {
    const { token } = this.#cancel;
    const found = await vscode.workspace.findFiles(pattern, excluded, mostFiles, token);
    if (token.isCancellationRequested) return;
    const folders = new Set<string>();
    for (const uri of found) if (uri.scheme === 'file' && folders.size < mostFolders) folders.add(dirname(uri.fsPath));
    this.#folders = folders;
    this.#changed.fire();
  }

  /** A new file in a known folder, as a run writes when it goes on, is no news. */
  #created(uri: vscode.Uri): void {
    if (this.#search !== undefined && !this.#folders.has(dirname(uri.fsPath))) this.searchSoon();
  }
}
