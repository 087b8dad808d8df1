/** One graph panel: the page on one side; its graph, which may change, and the editors on the other. */

import * as vscode from 'vscode';
import type { GraphData, GraphToPage, SourcePlace } from '../../webview/protocol.ts';
import type { GraphSource, Host } from '../host.ts';
import { messageText } from '../message-text.ts';
import { type PageKind, PagePanel } from '../panels/index.ts';
import { findSource } from './find-source.ts';
import { runNameOf } from './graph-changes.ts';
import type { FeedListener, GraphFeed } from './graph-feed.ts';
import { type GraphRequest, readGraphMessage } from './graph-messages.ts';
import { graphTitle, placeOf, traceFolder } from './graph-source.ts';
import { LiveFeed } from './live-feed.ts';
import { LoadedFeed } from './loaded-feed.ts';
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

export const madeNothing = 'This line made nothing in the graph.';

export interface GraphPanelOptions extends GraphPanelEvents {
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
  /** Settles when the title is known: the page is told it once, with its source. */
  readonly #named: Promise<void>;
  readonly #feed: GraphFeed;
  #title: string;
  #mark: string | undefined;
  /** What a page that is loaded anew is sent: the graph is kept apart. */
  #shown: Notice | undefined;
  #graph: LoadedGraph | undefined;
  #canRun = false;
  #trace: Extract<GraphToPage, { type: 'trace' }> | undefined;
  /** To select when there is a graph. */
  #wanted: SourcePlace | undefined;
  /** Where the cursor rests on what made nothing: the next graph may have it. */
  #cursor: SourcePlace | undefined;
  #told = false;
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
      // Graphs come one at a time, and are not many.
      onHold: () => {},
      onClosed: () => this.#close(),
    });
    this.#named = this.#nameRun();
    const listener: FeedListener = {
      onLoading: (message) => this.#show({ type: 'loading', message }),
      onGraph: (graph, canRun) => this.#onGraph(graph, canRun),
      onProblem: (message, canRun) => this.#onProblem(message, canRun),
      onMark: (mark) => {
        this.#mark = mark;
        this.#showTitle();
      },
    };
    this.#feed =
      source.kind === 'model'
        ? new LiveFeed(host, source.uri, listener)
        : new LoadedFeed(host, source, options.isRestored, listener);
  }

  get visible(): boolean {
    return this.#page.panel.visible;
  }

  reveal(beside: boolean): void {
    this.#page.panel.reveal(undefined, beside);
    this.#feed.revealed();
  }

  /** Selects what the place made. False: nothing in this graph. */
  select(place: SourcePlace): boolean {
    this.#cursor = undefined;
    const name = this.#graph?.nodeAt(place.file, place.line, place.column);
    if (name === undefined) return false;
    this.#wanted = this.#told ? undefined : place;
    this.#post({ type: 'select', name });
    return true;
  }

  /** As `select`, and once more with the next graph: while somebody types, the line comes before what it makes. */
  follow(place: SourcePlace): void {
    if (!this.select(place)) this.#cursor = place;
  }

  /** Also once the graph is there, where it is that of this very file. */
  selectSoon(place: SourcePlace): boolean {
    if (this.select(place)) return true;
    const isOwn = this.source.kind === 'model' || this.source.kind === 'run';
    if (!isOwn || !this.#feed.isComing || fileKey(place.file) !== fileKey(placeOf(this.source))) return false;
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
      this.#post({ type: 'graph', graph: kept, canRun: this.#canRun });
      if (this.#trace !== undefined) this.#post(this.#trace);
    }
    if (this.#shown !== undefined) this.#post(this.#shown);
    if (this.#wanted !== undefined) this.select(this.#wanted);
    if (this.#graph !== undefined && kept === undefined) this.#feed.reload();
  }

  /** A page that does not know yet what it shows is told everything when it does. */
  #post(message: GraphToPage): void {
    if (this.#told) this.#page.post(message);
  }

  #show(message: Notice): void {
    this.#shown = message;
    this.#post(message);
  }

  #onGraph(graph: GraphData, canRun: boolean): void {
    this.#shown = undefined;
    this.#trace = undefined;
    this.#canRun = canRun;
    // What cost a run, or changes with each key, is not made again for a page that is loaded again.
    const isDear = this.source.kind === 'run' || this.source.kind === 'model';
    this.#graph = new LoadedGraph(graph, isDear);
    this.#post({ type: 'graph', graph, canRun });
    // The files of a model that lies here are where the graph says.
    if (this.source.kind !== 'model') void this.#graph.locate((file) => findSource(this.#host, this.source, file));
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted !== undefined) {
      if (!this.select(wanted)) void vscode.window.showInformationMessage(madeNothing);
    } else if (this.#cursor !== undefined) this.follow(this.#cursor);
  }

  #onProblem(message: string, canRun: boolean): void {
    this.#wanted = undefined;
    this.#show({ type: 'problem', message, canRun });
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
        this.#feed.reload();
        break;
      case 'run':
        if (this.source.kind !== 'model') break;
        void vscode.commands.executeCommand('tensorloom.runForGraph', vscode.Uri.parse(this.source.uri));
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
    const file = await findSource(this.#host, this.source, place.file);
    if (file === undefined) {
      const cure = 'Open the folder that holds it.';
      const text = `${place.file} is neither there nor in this workspace. ${cure}`;
      void vscode.window.showErrorMessage(messageText(text));
      return;
    }
    this.#events.onGoTo(file, place.line);
    try {
      await showSource(file, place, this.#page.panel.viewColumn);
    } catch (error) {
      void vscode.window.showErrorMessage(messageText(`${file} could not be opened: ${(error as Error).message}`));
    }
  }

  #close(): void {
    this.#closed = true;
    this.#feed.dispose();
    this.#events.onClosed();
  }
}
