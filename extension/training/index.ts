/** Trains model files: one process a run, as many at once as the user starts. */

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ChildMessage } from '../../engine/runner/protocol.ts';
import type { GraphData } from '../../webview/protocol.ts';
import type { Host, RunStore, Training, TrainOptions } from '../host.ts';
import type { RunChange, RunRecord } from '../runs/run-record.ts';
import { DebugSessions } from './debug-sessions.ts';
import { faultReport } from './fault-report.ts';
import { findGraph, GraphFault } from './graph-of.ts';
import { LiveRun } from './live-run.ts';
import type { LogLine } from './log-lines.ts';
import { Notices } from './notices.ts';
import { pickRun } from './pick-run.ts';
import { prepare } from './preflight.ts';
import { Problems } from './problems.ts';
import { Refusal, tellRefusal } from './refusal.ts';
import { startOrder } from './start-order.ts';
import { StatusBar } from './status-bar.ts';

/** The session of the debugger is over: what still runs then has this long to save. */
const afterDebuggerMs = 5000;
/** How long a run may take to stop before the user is asked whether to kill it. */
const stopPatienceMs = 6000;
/** Kept back from the time that the window's end allows, for the process to be gone and the record to be written. */
const endReserveMs = 600;
/** Runs whose options are known for a restart. */
const maxRemembered = 200;
const revealCommand = '_tensorloom.revealTraining';

export function createTraining(host: Host): Training {
  return new Trainer(host);
}

class Trainer implements Training {
  readonly #host: Host;
  readonly #live = new Map<string, LiveRun>();
  /** How runs of this window were started, for their restart. */
  readonly #options = new Map<string, TrainOptions>();
  readonly #graphRuns = new Set<{ kill(): void }>();
  readonly #problems = new Problems();
  readonly #notices: Notices;
  readonly #statusBar: StatusBar;
  readonly #debugging: DebugSessions;
  readonly #disposables: vscode.Disposable;
  #store: RunStore | undefined;
  #isTraining = false;
  #disposed = false;

  constructor(host: Host) {
    this.#host = host;
    this.#notices = new Notices(host.log);
    const records = () => Array.from(this.#live.values(), ({ record }) => record);
    this.#statusBar = new StatusBar(records, { title: 'Show Training', command: revealCommand });
    this.#debugging = new DebugSessions(host.context.extensionPath, {
      sessionEnded: (id) => this.#live.get(id)?.endWithin(afterDebuggerMs),
      restartAsked: (id) => void this.restart(id),
    });
    this.#disposables = vscode.Disposable.from(
      this.#problems,
      this.#statusBar,
      this.#debugging,
      vscode.commands.registerCommand(revealCommand, async () => {
        const [run] = await pickRun(records(), { title: 'Show Training' });
        if (run !== undefined) await this.#openSummaries(run);
      }),
    );
  }

  async train(file: vscode.Uri, options: TrainOptions = {}): Promise<RunRecord | undefined> {
    return this.#train(file, options, true);
  }

  stop(id: string): void {
    const run = this.#live.get(id);
    if (run !== undefined) run.stop();
    else if (this.#store?.elsewhere?.(id) === true) {
      void vscode.window.showInformationMessage('It trains in another window of this workspace: stop it there.');
    }
  }

  kill(id: string): void {
    this.#live.get(id)?.kill();
  }

  async restart(id: string): Promise<RunRecord | undefined> {
    const live = this.#live.get(id);
    const record = live?.record ?? (await this.#host.runs()).get(id);
    if (record === undefined) return undefined;
    if (live !== undefined) {
      if (live.record.state !== 'stopping') live.stop();
      await live.ended;
    }
    return this.#train(vscode.Uri.file(record.file), this.#options.get(id) ?? {}, false);
  }

  async graphOf(file: vscode.Uri, token: vscode.CancellationToken): Promise<GraphData> {
    const prepared = await prepare(file, { what: 'Showing the graph of a model' });
    try {
      const onLog = ({ stream, text }: LogLine) => this.#print([{ stream, text: text.trimEnd() }], '');
      return await findGraph(prepared, { onLog, running: this.#graphRuns }, token);
    } catch (error) {
      if (error instanceof GraphFault) void this.#problems.show(prepared.file, faultReport(error.fault));
      throw error;
    }
  }

  async end(graceMs: number): Promise<void> {
    for (const run of this.#graphRuns) run.kill();
    const runs = [...this.#live.values()];
    for (const run of runs) run.endWithin(Math.max(0, graceMs - endReserveMs));
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(() => over.resolve(), graceMs);
    await Promise.race([Promise.all(runs.map(({ ended }) => ended)), over.promise]);
    clearTimeout(timer);
    // This process may end at once: it writes down what is not yet written.
    if (this.#disposed) this.#store?.dispose();
  }

  /** What is on the screen goes. The runs go by `end`: VS Code takes this away first, and waits for that. */
  dispose(): void {
    this.#disposed = true;
    this.#disposables.dispose();
  }

  async #train(uri: vscode.Uri, options: TrainOptions, mustBeModel: boolean): Promise<RunRecord | undefined> {
    try {
      const anyway = () => this.#train(uri, options, false);
      const prepared = await prepare(uri, { what: 'Training', ...(mustBeModel && { anyway }) });
      const store = await this.#runs();
      const { order, record } = startOrder(
        {
          ...prepared,
          setting: vscode.workspace.getConfiguration('tensorloom', uri).get('runFolder', ''),
          date: new Date(),
          id: randomUUID(),
          env: process.env,
          isFolderTaken: (folder) => existsSync(folder) || store.all.some(({ logFolder }) => logFolder === folder),
          isNameTaken: (name) => store.all.some((run) => run.name === name),
        },
        options,
      );
      this.#problems.clear(record.file);
      const run = new LiveRun(record, order, {
        changed: (each, change) => this.#changed(each, change),
        printed: (each, lines) => this.#print(lines, this.#live.size > 1 ? `[${each.record.name}] ` : ''),
        said: (each, message) => this.#said(each, message),
      });
      this.#live.set(run.id, run);
      this.#remember(run.id, options);
      store.add(run.record);
      this.#info(`${record.name}: ${record.file} in ${prepared.folder}, events in ${order.logdir ?? 'its own folder'}`);
      this.#liveChanged();
      return run.record;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tellRefusal(error);
      return undefined;
    }
  }

  #remember(id: string, options: TrainOptions): void {
    this.#options.set(id, options);
    const [oldest] = this.#options.keys();
    if (this.#options.size > maxRemembered && oldest !== undefined) this.#options.delete(oldest);
  }

  async #runs(): Promise<RunStore> {
    this.#store ??= await this.#host.runs();
    return this.#store;
  }

  #changed(run: LiveRun, change: RunChange): void {
    this.#store?.update(run.id, change);
    this.#statusBar.changed();
  }

  #said(run: LiveRun, message: ChildMessage): void {
    switch (message.type) {
      case 'inspector':
        void this.#attach(run, message.port);
        return;
      case 'eventFile':
        if (run.record.eventFiles.length === 1) this.#openedEvents(run);
        return;
      case 'fault':
        this.#log('error', `${run.record.name}: ${message.name}: ${message.message}\n${message.stack}`.trimEnd());
        return;
      case 'stopping':
        this.#watchStop(run, message.inLoop);
        return;
      case 'done':
        this.#ended(run);
        return;
      default:
    }
  }

  #ended(run: LiveRun): void {
    const { record, fault, exitPlace } = run;
    this.#live.delete(run.id);
    this.#liveChanged();
    this.#debugging.end(run.id);
    const why = fault !== undefined || record.fault === null ? '' : `: ${record.fault}`;
    this.#info(`${record.name}: ${record.state}${why}`);
    if (this.#disposed) return;
    if (fault !== undefined) {
      const report = faultReport(fault);
      void this.#problems.show(record.file, report);
      this.#notices.failed(report.text, report.place);
    } else if (record.state === 'failed') {
      this.#notices.failed(`${record.name}: ${record.fault}`, exitPlace);
    } else if (record.state === 'killed' && record.fault !== null) {
      this.#notices.killedFromOutside(record);
    } else if (record.state === 'completed' && setting('notifyWhenDone', false)) {
      this.#notices.completed(record, () => this.#openSummaries(record));
    }
  }

  #openedEvents(run: LiveRun): void {
    if (this.#disposed || !setting('openSummaries', true)) return;
    void this.#openSummaries(run.record, true).catch((error: Error) => this.#host.log.error(error));
  }

  async #openSummaries({ id }: RunRecord, beside = false): Promise<void> {
    const run = (await this.#runs()).get(id);
    if (run === undefined) return;
    (await this.#host.summaries()).open([{ id, folder: run.logFolder, name: run.name }], { beside });
  }

  async #attach(run: LiveRun, port: number): Promise<void> {
    const { file, name } = run.record;
    const attached = await this.#debugging.attach(run.id, name, run.folder, port);
    if (attached || !this.#live.has(run.id)) return;
    run.kill();
    this.#notices.noDebugger(file);
  }

  #watchStop(run: LiveRun, inLoop: boolean): void {
    const timer = setTimeout(() => {
      if (this.#live.has(run.id)) this.#notices.notStopping(run.record, inLoop, () => run.kill());
    }, stopPatienceMs);
    void run.ended.then(() => clearTimeout(timer));
  }

  #liveChanged(): void {
    this.#statusBar.changed();
    const training = this.#live.size > 0;
    if (training === this.#isTraining || this.#disposed) return;
    this.#isTraining = training;
    void vscode.commands.executeCommand('setContext', 'tensorloom.isTraining', training);
  }

  #print(lines: readonly LogLine[], prefix: string): void {
    for (const { stream, text } of lines) this.#log(stream === 'stdout' ? 'info' : 'warn', prefix + text);
  }

  #info(text: string): void {
    this.#log('info', text);
  }

  #log(level: 'info' | 'warn' | 'error', text: string): void {
    // The channel is gone before the runs are, when the window closes.
    if (!this.#disposed) this.#host.log[level](text);
  }
}

function setting(name: string, fallback: boolean): boolean {
  return vscode.workspace.getConfiguration('tensorloom').get(name, fallback);
}
