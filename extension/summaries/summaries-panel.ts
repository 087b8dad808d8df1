/** One summaries panel: the page on one side, its view at the reader and the workspace's runs on the other. */

import * as vscode from 'vscode';
import type { RunInfo, SeriesKey, SummariesToPage } from '../../webview/protocol.ts';
import type { Host, ReaderView, ReaderViewMessage, RunStore } from '../host.ts';
import { type PageKind, PagePanel } from '../panels/index.ts';
import type { LogSource, ReaderRun } from '../reader/protocol.ts';
import { liveStates } from '../runs/run-record.ts';
import { askForRuns } from './add-runs.ts';
import { addSources, folderOfRun, type SummariesSource, summariesTitle } from './log-sources.ts';
import { recordOfRun, runInfos } from './run-infos.ts';
import { readSummariesMessage, type SummariesRequest } from './summaries-messages.ts';

export const summariesPage: PageKind = {
  viewType: 'tensorloom.summaries',
  page: 'summaries',
  icon: 'graph-line',
  findInText: true,
};

export class SummariesPanel {
  readonly #host: Host;
  readonly #page: PagePanel<SummariesToPage, SummariesRequest>;
  readonly #onClosed: () => void;
  #sources: readonly LogSource[];
  #view: ReaderView | undefined;
  #store: RunStore | undefined;
  #storeListener: vscode.Disposable | undefined;
  #runs: readonly ReaderRun[] = [];
  /** As the page was last told, to tell it of changes alone: runs report many times a second. */
  #toldRuns = '';
  /** What the page wants to see, which it may say before the reader is there. */
  #watched: readonly SeriesKey[] = [];
  #closed = false;

  constructor(host: Host, panel: vscode.WebviewPanel, sources: readonly LogSource[], onClosed: () => void) {
    this.#host = host;
    this.#sources = sources;
    this.#onClosed = onClosed;
    panel.title = summariesTitle(sources);
    this.#page = new PagePanel(host, summariesPage, panel, {
      onReady: () => this.#onReady(),
      read: readSummariesMessage,
      onMessage: (message) => this.#onMessage(message),
      onHidden: () => this.#view?.send({ type: 'show', visible: false }),
      onHold: (held) => this.#view?.send({ type: 'show', visible: !held }),
      onClosed: () => this.#close(),
    });
    void this.#connect().catch((error: Error) => {
      host.log.error(error);
      void vscode.window.showErrorMessage(`The summaries cannot be read: ${error.message}`);
    });
  }

  get sources(): readonly LogSource[] {
    return this.#sources;
  }

  reveal(beside: boolean): void {
    this.#page.panel.reveal(undefined, beside);
  }

  dispose(): void {
    this.#page.panel.dispose();
  }

  async #connect(): Promise<void> {
    const [reader, store] = await Promise.all([this.#host.reader(), this.#host.runs()]);
    if (this.#closed) return;
    this.#store = store;
    this.#storeListener = store.onDidChange(() => this.#tellRuns());
    this.#view = reader.openView((message) => this.#onReader(message));
    if (!this.#page.ready) return;
    this.#beginPage();
    if (this.#watched.length > 0) this.#view.send({ type: 'watch', series: this.#watched });
  }

  #onReady(): void {
    this.#watched = [];
    const source: SummariesSource = { sources: this.#sources };
    this.#page.post({ type: 'init', source, title: this.#page.panel.title });
    if (this.#view !== undefined) this.#beginPage();
  }

  /** The page holds nothing: the reader sends all of it, once the page has said which series it wants. */
  #beginPage(): void {
    this.#toldRuns = '';
    this.#view?.send({ type: 'watch', series: [] });
    this.#view?.send({ type: 'open', sources: this.#sources });
    this.#view?.send({ type: 'show', visible: true });
  }

  #onReader(message: ReaderViewMessage): void {
    if (message.type === 'runs') {
      this.#runs = message.runs;
      this.#tellRuns();
    } else this.#page.post(message);
  }

  #tellRuns(): void {
    if (!this.#page.ready || this.#store === undefined) return;
    const runs: readonly RunInfo[] = runInfos(this.#runs, this.#sources, this.#store.all);
    const told = JSON.stringify(runs);
    if (told === this.#toldRuns) return;
    this.#toldRuns = told;
    this.#page.post({ type: 'runs', runs });
  }

  #onMessage(message: SummariesRequest): void {
    switch (message.type) {
      case 'watch':
        this.#watched = message.series;
        this.#view?.send(message);
        break;
      case 'blob':
        this.#view?.send(message);
        break;
      case 'addRuns':
        void this.#addRuns();
        break;
      case 'stopRun':
        void this.#stopRun(message.run);
        break;
      case 'openGraph':
        void this.#openGraph(message.run);
        break;
      default:
        message satisfies never;
    }
  }

  async #addRuns(): Promise<void> {
    const sources = addSources(this.#sources, await askForRuns(this.#host, this.#sources));
    if (this.#closed || sources.length === this.#sources.length) return;
    this.#sources = sources;
    this.#page.panel.title = summariesTitle(sources);
    this.#page.post({ type: 'init', source: { sources } satisfies SummariesSource, title: this.#page.panel.title });
    this.#view?.send({ type: 'open', sources });
  }

  async #stopRun(run: string): Promise<void> {
    const record = recordOfRun(run, this.#sources, (await this.#host.runs()).all);
    if (record !== undefined && liveStates.has(record.state)) (await this.#host.training()).stop(record.id);
  }

  async #openGraph(run: string): Promise<void> {
    const folder = folderOfRun(this.#sources, run);
    if (folder !== undefined) (await this.#host.graphs()).open({ kind: 'events', folder });
  }

  #close(): void {
    this.#closed = true;
    this.#view?.dispose();
    this.#storeListener?.dispose();
    this.#onClosed();
  }
}
