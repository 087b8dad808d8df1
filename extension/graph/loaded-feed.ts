/** The graph of an event folder, a file, or a run of a model file: loaded as a whole, and again when that is of use. */

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { liveRun, watchGraph } from './graph-changes.ts';
import type { FeedListener, GraphFeed } from './graph-feed.ts';
import { type LoadedSource, loadGraph, loadingText } from './load-graph.ts';

/** A live run writes its graph before its first step, which may be a while. */
const firstRetryMs = 500;
const longestRetryMs = 5000;

const canceled = 'This was canceled. Press Reload to try again.';

export class LoadedFeed implements GraphFeed {
  readonly #host: Host;
  readonly #source: LoadedSource;
  readonly #listener: FeedListener;
  readonly #watcher: vscode.Disposable;
  #loading: vscode.CancellationTokenSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #hasGraph = false;
  #isWaiting = false;
  /** Why the file has to be run, the next time that a person asks for its graph. */
  #mark: 'outdated' | 'not built' | undefined;
  #closed = false;

  /** @param isRestored of an earlier window: no file is run because a window opens, only because a person asks */
  constructor(host: Host, source: LoadedSource, isRestored: boolean, listener: FeedListener) {
    this.#host = host;
    this.#source = source;
    this.#listener = listener;
    this.#watcher = watchGraph(host, source, {
      onChanged: () => void this.#load(true),
      onOutdated: () => this.#setMark(this.#mark ?? 'outdated'),
    });
    if (isRestored && source.kind === 'run') this.#waitForPerson(source.path);
    else void this.#load(false);
  }

  get isComing(): boolean {
    return !this.#hasGraph && this.#loading !== undefined;
  }

  reload(): void {
    void this.#load(false);
  }

  /** A model that was saved since is built again. */
  revealed(): void {
    if (this.#mark !== undefined) void this.#load(false);
  }

  dispose(): void {
    this.#closed = true;
    const loading = this.#loading;
    this.#loading = undefined;
    loading?.cancel();
    clearTimeout(this.#retry);
    this.#watcher.dispose();
  }

  #waitForPerson(path: string): void {
    this.#setMark('not built');
    const name = basename(path);
    this.#listener.onProblem(`Building this graph runs ${name}: press Reload to build it.`, false);
  }

  #setMark(mark: 'outdated' | 'not built' | undefined): void {
    this.#mark = mark;
    this.#listener.onMark(mark);
  }

  /** @param quietly the graph that is shown stays until the new one is there, and if there is none */
  async #load(quietly: boolean, retryMs = firstRetryMs): Promise<void> {
    if (this.#closed) return;
    this.#loading?.cancel();
    clearTimeout(this.#retry);
    const loading = new vscode.CancellationTokenSource();
    this.#loading = loading;
    const keepsOld = quietly && this.#hasGraph;
    if (retryMs === firstRetryMs) {
      this.#isWaiting = false;
      if (!keepsOld) this.#listener.onLoading(loadingText(this.#source));
    }
    this.#setMark(undefined);
    try {
      const data = await loadGraph(this.#host, this.#source, loading.token);
      if (this.#loading !== loading) return;
      this.#hasGraph = true;
      this.#loading = undefined;
      this.#listener.onGraph(data, false);
    } catch (error) {
      if (this.#loading !== loading) return;
      const message = error instanceof vscode.CancellationError ? canceled : (error as Error).message;
      const isToCome = await this.#isToCome();
      if (this.#loading !== loading) return;
      if (isToCome) this.#waitForRun(quietly, retryMs);
      else if (keepsOld) this.#host.log.warn(`The graph was not read again: ${message}`);
      else this.#listener.onProblem(message, false);
    } finally {
      if (this.#loading === loading) this.#loading = undefined;
      loading.dispose();
    }
  }

  async #isToCome(): Promise<boolean> {
    if (this.#source.kind !== 'events') return false;
    return liveRun((await this.#host.runs()).all, this.#source.folder) !== undefined;
  }

  #waitForRun(quietly: boolean, retryMs: number): void {
    if (this.#closed) return;
    if (!this.#hasGraph && !this.#isWaiting) {
      this.#isWaiting = true;
      this.#listener.onLoading('The run has not written its graph yet. It appears here when it has.');
    }
    const nextMs = Math.min(retryMs * 1.5, longestRetryMs);
    this.#retry = setTimeout(() => void this.#load(quietly, nextMs), retryMs);
  }
}
