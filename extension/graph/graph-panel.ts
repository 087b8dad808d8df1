/** One graph panel: the page on one side; its source, which may change, and the editors on the other. */

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { GraphToPage, SourcePlace } from '../../webview/protocol.ts';
import type { GraphSource, Host } from '../host.ts';
import { messageText } from '../message-text.ts';
import { type PageKind, PagePanel } from '../panels/index.ts';
import { findSource } from './find-source.ts';
import { liveRun, runNameOf, watchGraph } from './graph-changes.ts';
import { type GraphRequest, readGraphMessage } from './graph-messages.ts';
import { graphTitle, traceFolder } from './graph-source.ts';
import { loadGraph, loadingText } from './load-graph.ts';
import { LoadedGraph } from './loaded-graph.ts';
import { showSource } from './show-source.ts';
import { fileKey } from './source-index.ts';

export const graphPage: PageKind = {
  viewType: 'tensorloom.graph',
  page: 'graph',
  icon: 'type-hierarchy',
  // Ctrl+F is the page's own search for nodes.
  findInText: false,
};

/** A live run writes its graph before its first step, which may be a while. */
const firstRetryMs = 500;
const longestRetryMs = 5000;

const canceled = 'This was canceled. Press Reload to try again.';
export const madeNothing = 'This line made nothing in the graph.';

export interface GraphPanelOptions extends GraphPanelEvents {
  /** Of an earlier window: a model is not run because a window opens, only because a person asks. */
  readonly isRestored: boolean;
}

export interface GraphPanelEvents {
  onClosed(): void;
  /** The cursor is about to be put there. */
  onGoTo(file: string, line: number): void;
}

type Notice = Extract<GraphToPage, { type: 'loading' | 'problem' }>;

export class GraphPanel {
  readonly source: GraphSource;
  readonly #host: Host;
  readonly #page: PagePanel<GraphToPage, GraphRequest>;
  readonly #events: GraphPanelEvents;
  readonly #watcher: vscode.Disposable;
  /** Settles when the title is known: the page is told it once, with its source. */
  readonly #named: Promise<void>;
  #title: string;
  #loading: vscode.CancellationTokenSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** What a page that is loaded anew is sent: the graph is kept apart. */
  #shown: Notice | undefined;
  #graph: LoadedGraph | undefined;
  #trace: Extract<GraphToPage, { type: 'trace' }> | undefined;
  /** To select when there is a graph. */
  #wanted: SourcePlace | undefined;
  #told = false;
  /** Why the graph has to be built, the next time that a person asks for it. */
  #mark: 'outdated' | 'not built' | undefined;
  #closed = false;

  constructor(host: Host, panel: vscode.WebviewPanel, source: GraphSource, options: GraphPanelOptions) {
    this.#host = host;
    this.source = source;
    this.#events = options;
    this.#title = graphTitle(source);
    panel.title = this.#title;
    this.#page = new PagePanel(host, graphPage, panel, {
      onReady: () => void this.#onReady(),
      read: readGraphMessage,
      onMessage: (message) => this.#onMessage(message),
      onHidden: () => {
        this.#told = false;
      },
      // Graphs come one at a time, when they are asked for.
      onHold: () => {},
      onClosed: () => this.#close(),
    });
    this.#watcher = watchGraph(host, source, {
      onChanged: () => void this.#load(true),
      onOutdated: () => this.#setMark(this.#mark ?? 'outdated'),
    });
    this.#named = this.#nameRun();
    if (options.isRestored && source.kind === 'model') this.#waitForPerson(source.path);
    else void this.#load(false);
  }

  #waitForPerson(path: string): void {
    this.#setMark('not built');
    const name = basename(path);
    this.#show({ type: 'problem', message: `Building this graph runs ${name}: press Reload to build it.` });
  }

  get visible(): boolean {
    return this.#page.panel.visible;
  }

  /** Brings the panel to the front; a model that was saved since is built again. */
  reveal(beside: boolean): void {
    this.#page.panel.reveal(undefined, beside);
    if (this.#mark !== undefined) void this.#load(false);
  }

  /** Selects what the place made. False: nothing in this graph. */
  select(place: SourcePlace): boolean {
    const name = this.#graph?.nodeAt(place.file, place.line, place.column);
    if (name === undefined) return false;
    this.#wanted = this.#told ? undefined : place;
    this.#post({ type: 'select', name });
    return true;
  }

  /** Also once the graph is there, where it is being built of this very file. */
  selectSoon(place: SourcePlace): boolean {
    if (this.select(place)) return true;
    const isComing = this.#graph === undefined && this.#loading !== undefined && this.source.kind === 'model';
    if (!isComing || fileKey(place.file) !== fileKey(this.source.path)) return false;
    this.#wanted = place;
    return true;
  }

  dispose(): void {
    this.#page.panel.dispose();
  }

  async #nameRun(): Promise<void> {
    const name = await this.#host.runs().then(
      ({ all }) => runNameOf(all, this.source),
      () => undefined,
    );
    if (name === undefined || this.#closed) return;
    this.#title = graphTitle(this.source, name);
    this.#showTitle();
  }

  #setMark(mark: 'outdated' | 'not built' | undefined): void {
    this.#mark = mark;
    this.#showTitle();
  }

  #showTitle(): void {
    if (!this.#closed)
      this.#page.panel.title = this.#mark === undefined ? this.#title : `${this.#title} (${this.#mark})`;
  }

  async #onReady(): Promise<void> {
    this.#told = false;
    await this.#named;
    this.#told = true;
    this.#post({ type: 'init', source: this.source, title: this.#title });
    const kept = this.#graph?.data;
    if (kept !== undefined) {
      this.#post({ type: 'graph', graph: kept });
      if (this.#trace !== undefined) this.#post(this.#trace);
    }
    if (this.#shown !== undefined) this.#post(this.#shown);
    if (this.#wanted !== undefined) this.select(this.#wanted);
    if (this.#graph !== undefined && kept === undefined && this.#loading === undefined) void this.#load(false);
  }

  /** A page that does not know yet what it shows is told everything when it does. */
  #post(message: GraphToPage): void {
    if (this.#told) this.#page.post(message);
  }

  #show(message: Notice): void {
    this.#shown = message;
    this.#post(message);
  }

  /** @param quietly the graph that is shown stays until the new one is there, and if there is none */
  async #load(quietly: boolean, retryMs = firstRetryMs): Promise<void> {
    if (this.#closed) return;
    this.#loading?.cancel();
    clearTimeout(this.#retry);
    const loading = new vscode.CancellationTokenSource();
    this.#loading = loading;
    const keepsOld = quietly && this.#graph !== undefined;
    if (!keepsOld && retryMs === firstRetryMs) this.#show({ type: 'loading', message: loadingText(this.source) });
    this.#setMark(undefined);
    try {
      const data = await loadGraph(this.#host, this.source, loading.token);
      if (this.#loading !== loading) return;
      this.#shown = undefined;
      this.#trace = undefined;
      this.#graph = new LoadedGraph(data, this.source.kind === 'model');
      this.#post({ type: 'graph', graph: data });
      void this.#graph.locate((file) => findSource(this.#host, this.source, file));
    } catch (error) {
      if (this.#loading !== loading) return;
      const message = error instanceof vscode.CancellationError ? canceled : (error as Error).message;
      const isToCome = await this.#isToCome();
      if (this.#loading !== loading) return;
      if (isToCome) this.#waitForRun(quietly, retryMs);
      else if (keepsOld) this.#host.log.warn(`${this.#title} was not read again: ${message}`);
      else this.#show({ type: 'problem', message });
    } finally {
      if (this.#loading === loading) this.#loading = undefined;
      loading.dispose();
    }
    // After the loading has ended: what is still wanted then is not in the graph.
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted === undefined || this.#graph === undefined || this.select(wanted)) return;
    void vscode.window.showInformationMessage(madeNothing);
  }

  async #isToCome(): Promise<boolean> {
    if (this.source.kind !== 'events') return false;
    return liveRun((await this.#host.runs()).all, this.source.folder) !== undefined;
  }

  #waitForRun(quietly: boolean, retryMs: number): void {
    if (this.#closed) return;
    const waiting = 'The run has not written its graph yet. It appears here when it has.';
    if (this.#graph === undefined && this.#shown?.message !== waiting)
      this.#show({ type: 'loading', message: waiting });
    const nextMs = Math.min(retryMs * 1.5, longestRetryMs);
    this.#retry = setTimeout(() => void this.#load(quietly, nextMs), retryMs);
  }

  #onMessage(message: GraphRequest): void {
    switch (message.type) {
      case 'goToSource':
        void this.#goTo(message.place);
        break;
      case 'trace':
        void this.#readTrace(message.tag);
        break;
      case 'reload':
        void this.#load(false);
        break;
      default:
        message satisfies never;
    }
  }

  async #readTrace(tag: string): Promise<void> {
    const folder = traceFolder(this.source);
    if (folder === undefined) return;
    const graph = this.#graph;
    const reading = new vscode.CancellationTokenSource();
    try {
      const stats = await (await this.#host.reader()).trace(folder, tag, reading.token);
      if (this.#graph !== graph) return;
      this.#trace = { type: 'trace', tag, stats };
      this.#post(this.#trace);
    } catch (error) {
      if (!this.#closed) void vscode.window.showErrorMessage(messageText((error as Error).message));
    } finally {
      reading.dispose();
    }
  }

  async #goTo(place: SourcePlace): Promise<void> {
    const path = await findSource(this.#host, this.source, place.file);
    if (path === undefined) {
      const cure = 'Open the folder that holds it.';
      const text = `${place.file} is neither there nor in this workspace. ${cure}`;
      void vscode.window.showErrorMessage(messageText(text));
      return;
    }
    this.#events.onGoTo(path, place.line);
    try {
      await showSource(path, place, this.#page.panel.viewColumn);
    } catch (error) {
      void vscode.window.showErrorMessage(messageText(`${path} could not be opened: ${(error as Error).message}`));
    }
  }

  #close(): void {
    this.#closed = true;
    const loading = this.#loading;
    this.#loading = undefined;
    loading?.cancel();
    clearTimeout(this.#retry);
    this.#watcher.dispose();
    this.#events.onClosed();
  }
}
