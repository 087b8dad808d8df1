/**
 * The reader as the host's parts see it: one process behind it, started when first needed, started again when it dies,
 * ended when nobody needs it. Knows no `vscode` but its types and no process but through `ReaderLink`.
 */

import type { CancellationToken } from 'vscode';
import type { GraphData, NodeStats } from '../../webview/protocol.ts';
import type { Reader, ReaderView, ReaderViewMessage } from '../host.ts';
import type { GraphFile, HostToReader, ReaderToHost } from '../reader/protocol.ts';
import { heapMegabytes, type LinkEvents, type ReaderLink } from './reader-process.ts';
import { type ReaderRequest, ReaderRequests } from './reader-requests.ts';
import { ReaderViews } from './reader-views.ts';
import { RestartBudget } from './restart-budget.ts';

export interface ReaderSurroundings {
  start(events: LinkEvents): ReaderLink;
  log(level: 'info' | 'error', text: string): void;
  /** The process died too often; a sentence for the user. */
  onGivenUp(problem: string): void;
  canceled(): Error;
}

export const readerTimes = {
  requestMs: 60_000,
  /** How long a process that dropped a request may stay silent before it is taken to be stuck in it. */
  stuckMs: 5000,
  idleMs: 60_000,
  restartsPerMinute: 3,
} as const;

export class ReaderClient implements Reader {
  readonly #surroundings: ReaderSurroundings;
  readonly #views = new ReaderViews();
  readonly #requests = new ReaderRequests();
  readonly #budget = new RestartBudget(readerTimes.restartsPerMinute, 60_000);
  #link: ReaderLink | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** The question that shows whether the process still answers, and when it has to have done so. */
  #probe: { readonly id: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  #disposed = false;

  constructor(surroundings: ReaderSurroundings) {
    this.#surroundings = surroundings;
  }

  openView(onMessage: (message: ReaderViewMessage) => void): ReaderView {
    const id = this.#views.open(onMessage);
    this.#settle();
    return {
      send: (message) => {
        const noted = this.#views.note(id, message);
        if (noted === undefined) return;
        // A process that is started here is told what was noted.
        if (this.#link !== undefined) this.#link.send(noted);
        else if (message.type === 'open') this.#start();
        else if (message.type === 'blob') this.#views.forgetAnswers();
      },
      dispose: () => {
        if (!this.#views.close(id)) return;
        this.#link?.send({ type: 'close', view: id });
        this.#settle();
      },
    };
  }

  graph(from: GraphFile, token: CancellationToken): Promise<GraphData> {
    return this.#ask({ type: 'graph', from }, token) as Promise<GraphData>;
  }

  trace(folder: string, tag: string, token: CancellationToken): Promise<readonly NodeStats[]> {
    return this.#ask({ type: 'trace', folder, tag }, token) as Promise<readonly NodeStats[]>;
  }

  dispose(): void {
    this.#disposed = true;
    this.#requests.failAll(this.#surroundings.canceled());
    this.#stop();
  }

  async #ask(request: ReaderRequest, token: CancellationToken): Promise<unknown> {
    if (token.isCancellationRequested || this.#disposed) throw this.#surroundings.canceled();
    if (this.#link === undefined && !this.#budget.allows(Date.now())) throw new Error(givenUp);
    const { id, message, answer } = this.#requests.add(request, readerTimes.requestMs, (id) => this.#drop(id));
    const canceling = token.onCancellationRequested(() => {
      if (this.#requests.fail(id, this.#surroundings.canceled())) this.#drop(id);
    });
    this.#settle();
    if (this.#link === undefined) this.#start(message);
    else this.#link.send(message);
    try {
      return await answer;
    } finally {
      canceling.dispose();
      this.#settle();
    }
  }

  /** The process may be deep in what nobody wants any more: it is asked something easy, and ended if it cannot answer. */
  #drop(id: number): void {
    this.#link?.send({ type: 'cancel', id });
    if (this.#link === undefined || this.#probe !== undefined) return;
    const probe = this.#requests.takeId();
    const timer = setTimeout(() => {
      this.#surroundings.log('info', 'The reader does not answer; it is ended and started again.');
      this.#link?.kill();
    }, readerTimes.stuckMs);
    this.#probe = { id: probe, timer };
    // There is no such file, which takes a moment to find out.
    this.#link.send({ type: 'graph', id: probe, from: { kind: 'file', path: '' } });
  }

  #start(...extra: readonly HostToReader[]): void {
    if (this.#disposed) return;
    if (!this.#budget.allows(Date.now())) {
      this.#views.tellProblem(givenUp);
      return;
    }
    const link = this.#surroundings.start({
      onMessage: (message) => {
        if (this.#link === link) this.#onMessage(message);
      },
      onGone: (how) => {
        if (this.#link === link) this.#onGone(how);
      },
      onOutput: (text) => this.#surroundings.log('info', `Reader: ${text.trimEnd()}`),
    });
    this.#link = link;
    for (const message of [...this.#views.toRestore(), ...extra]) link.send(message);
    this.#settle();
  }

  #onMessage(message: ReaderToHost): void {
    switch (message.type) {
      case 'runs':
        this.#views.deliver(message.view, { type: 'runs', runs: message.runs });
        break;
      case 'page':
        this.#views.deliver(message.view, message.message);
        break;
      case 'graph':
        this.#onAnswer(message.id, () => this.#requests.answer(message.id, message.graph));
        break;
      case 'trace':
        this.#onAnswer(message.id, () => this.#requests.answer(message.id, message.stats));
        break;
      case 'failed':
        this.#onAnswer(message.id, () => this.#requests.fail(message.id, new Error(message.message)));
        break;
      default:
        message satisfies never;
    }
  }

  #onAnswer(id: number, settle: () => void): void {
    if (id === this.#probe?.id) this.#endProbe();
    else settle();
  }

  #onGone(how: string): void {
    this.#link = undefined;
    this.#endProbe();
    const again = this.#budget.noteEnd(Date.now());
    this.#views.forgetAnswers();
    if (this.#views.size === 0 && this.#requests.size === 0) return;
    if (again) {
      this.#surroundings.log('error', `The reader ended ${how}; it is started again.`);
      const retries = [...this.#requests.toRetry(how)];
      // Nothing may be left to do: the request that ended it twice has failed now.
      if (this.#views.size > 0 || retries.length > 0) this.#start(...retries);
      return;
    }
    const problem = `${givenUp} The last time it ended ${how}.`;
    this.#surroundings.log('error', problem);
    this.#requests.failAll(new Error(problem));
    this.#views.tellProblem(problem);
    this.#surroundings.onGivenUp(problem);
  }

  /** Ends the process a while after the last that needed it. */
  #settle(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
    if (this.#link === undefined || this.#views.size > 0 || this.#requests.size > 0) return;
    this.#idle = setTimeout(() => this.#stop(), readerTimes.idleMs);
    this.#idle.unref?.();
  }

  #stop(): void {
    clearTimeout(this.#idle);
    this.#endProbe();
    const link = this.#link;
    // Its end is not one to recover from.
    this.#link = undefined;
    link?.end();
  }

  #endProbe(): void {
    clearTimeout(this.#probe?.timer);
    this.#probe = undefined;
  }
}

const givenUp =
  `The process that reads event files and graphs ended ${readerTimes.restartsPerMinute} times within a minute. One of ` +
  `the files that are open is probably damaged, or needs more than its ${heapMegabytes} MB of memory: close that panel, ` +
  'and open the others again after a minute.';
