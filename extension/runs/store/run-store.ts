/** The store behind Host.runs(): a RunList, kept in runs.json of the workspace's storage. */

import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import * as vscode from 'vscode';
import type { Host, RunStore } from '../../host.ts';
import type { RunChange, RunRecord } from '../run-record.ts';
import { ChangeLimit } from './change-limit.ts';
import { ownerAlive } from './owner-alive.ts';
import { RunFile, type RunFileContent } from './run-file.ts';
import { RunList } from './run-list.ts';

const saveDelayMs = 800;
/** A list that could not be written is tried again, each time after longer; then with the next change. */
const retryMs = 2000;
const mostRetries = 5;
const eventIntervalMs = 100;
/** Another window's write is a few file events. */
const rereadDelayMs = 300;

export function createRunStore(host: Host): RunStore {
  return new WorkspaceRunStore(host);
}

class WorkspaceRunStore implements RunStore {
  readonly #host: Host;
  readonly #list = new RunList(process.pid);
  readonly #file: RunFile;
  readonly #changed = new vscode.EventEmitter<string | undefined>();
  readonly #limit = new ChangeLimit<string | undefined>(eventIntervalMs, (id) => this.#changed.fire(id));
  readonly #watcher: FSWatcher | undefined;
  #saveTimer: NodeJS.Timeout | undefined;
  #rereadTimer: NodeJS.Timeout | undefined;
  #saving: Promise<void> | undefined;
  #complained = false;
  #failures = 0;
  #disposed = false;

  readonly onDidChange = this.#changed.event;

  constructor(host: Host) {
    this.#host = host;
    const folder = (host.context.storageUri ?? host.context.globalStorageUri).fsPath;
    this.#file = new RunFile(folder, (message) => host.log.warn(message));
    this.#read();
    this.#watcher = this.#watch(folder);
    // Runs whose window was killed are known to have ended from now on.
    if (this.#list.unsaved) this.#saveSoon(saveDelayMs);
  }

  get all(): readonly RunRecord[] {
    return this.#list.all;
  }

  get(id: string): RunRecord | undefined {
    return this.#list.get(id);
  }

  elsewhere(id: string): boolean {
    return this.#list.elsewhere(id);
  }

  add(record: RunRecord): void {
    this.#list.add(record);
    this.#limit.changed(undefined);
    this.#saveSoon(0);
  }

  update(id: string, change: RunChange): void {
    const before = this.#list.update(id, change);
    if (before === undefined) return;
    const turned = change.state !== undefined && change.state !== before.state;
    this.#limit.changed(id);
    this.#saveSoon(turned ? 0 : saveDelayMs);
  }

  remove(id: string): void {
    if (!this.#list.remove(id)) return;
    this.#limit.changed(undefined);
    this.#saveSoon(0);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#rereadTimer);
    this.#watcher?.close();
    this.#limit.dispose();
    this.#changed.dispose();
    if (!this.#list.unsaved) return;
    try {
      this.#file.writeNow((there) => {
        if (there !== undefined) this.#list.merge(there.runs, ownerAlive, there.writtenAt);
        return this.#list.toSave().runs;
      });
    } catch (error) {
      this.#complain(error);
    }
  }

  #saveSoon(delayMs: number): void {
    if (delayMs === 0) clearTimeout(this.#saveTimer);
    else if (this.#saveTimer !== undefined) return;
    this.#saveTimer = setTimeout(() => {
      this.#saveTimer = undefined;
      void this.#save();
    }, delayMs);
  }

  async #save(): Promise<void> {
    if (this.#saving !== undefined) {
      await this.#saving;
      if (this.#list.unsaved) this.#saveSoon(0);
      return;
    }
    let saved = () => {};
    this.#saving = this.#file
      .write((there) => {
        this.#merge(there);
        const { runs, saved: done } = this.#list.toSave();
        saved = done;
        return runs;
      })
      .then(
        () => {
          this.#failures = 0;
          saved();
        },
        (error) => {
          this.#complain(error);
          this.#failures += 1;
          if (this.#failures <= mostRetries && !this.#disposed) this.#saveSoon(retryMs * this.#failures);
        },
      );
    await this.#saving;
    this.#saving = undefined;
  }

  /** A file that cannot be read now is read with the next change. */
  #read(): void {
    try {
      this.#merge(this.#file.read());
    } catch (error) {
      this.#host.log.debug(`${this.#file.path} cannot be read now: ${(error as Error).message}`);
    }
  }

  #merge(there: RunFileContent | undefined): void {
    if (there !== undefined && this.#list.merge(there.runs, ownerAlive, there.writtenAt))
      this.#limit.changed(undefined);
  }

  /** What other windows write shows here too. Where a folder cannot be watched, it shows at the next write. */
  #watch(folder: string): FSWatcher | undefined {
    try {
      mkdirSync(folder, { recursive: true });
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null && name !== 'runs.json') return;
        this.#rereadTimer ??= setTimeout(() => {
          this.#rereadTimer = undefined;
          this.#read();
        }, rereadDelayMs);
      });
      watcher.on('error', () => watcher.close());
      return watcher;
    } catch (error) {
      this.#host.log.debug(`${folder} is not watched: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Said once: it would come again with every step. */
  #complain(error: unknown): void {
    if (this.#complained) return;
    this.#complained = true;
    this.#host.log.warn(`The list of runs cannot be written to ${this.#file.path}: ${(error as Error).message}`);
  }
}
