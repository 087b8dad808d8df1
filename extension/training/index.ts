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
import { type Prepared, prepare } from './preflight.ts';
import { Problems } from './problems.ts';
import { Recent } from './recent.ts';
import { Refusal, tellRefusal } from './refusal.ts';
import { startOrder } from './start-order.ts';
import { StatusBar } from './status-bar.ts';

/** The session of the debugger is over: what still runs then has this long to save. */
const afterDebuggerMs = 5000;
/** How long a run may take to stop before the user is asked whether to kill it. */
const stopPatienceMs = 6000;
/** Kept back from the time that the window's end allows, for the process to be gone and the record to be written. */
const endReserveMs = 600;
/** Runs whose options are known for a restart; files that are run though they do not look like models. */
const maxRemembered = 200;
const revealCommand = '_tensorloom.revealTraining';

export function createTraining(host: Host): Training {
  return new Trainer(host);
}

class Trainer implements Training {
  readonly #host: Host;
  readonly #live = new Map<string, LiveRun>();
  /** How runs of this window were started, for their restart. */
  readonly #options = new Recent<string, TrainOptions>(maxRemembered);
  /** Restarts under way: asked for twice, it is still one. */
  readonly #restarts = new Map<string, Promise<RunRecord | undefined>>();
  /** Files that the user said to run anyway: not asked again in this window. */
  readonly #knownModels = new Recent<string, true>(maxRemembered);
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
    return this.#train(file, options);
  }

  stop(id: string): void {
    const run = this.#live.get(id);
    if (run !== undefined) run.stop();
    else void this.#isElsewhere(id);
  }

  kill(id: string): void {
    this.#live.get(id)?.kill();
  }

  restart(id: string): Promise<RunRecord | undefined> {
    const underWay = this.#restarts.get(id);
    if (underWay !== undefined) return underWay;
    const restart = this.#restart(id).finally(() => this.#restarts.delete(id));
    this.#restarts.set(id, restart);
    return restart;
  }

  async graphOf(file: vscode.Uri, token: vscode.CancellationToken): Promise<GraphData> {
    const isKnown = this.#knownModels.get(file.fsPath) ?? false;
    const prepared = await prepare(file, { what: 'Showing the graph of a model', isKnown });
    this.#problems.clear(prepared.file);
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

  async #restart(id: string): Promise<RunRecord | undefined> {
    const record = (await this.#runs()).get(id);
    if (record === undefined || (await this.#isElsewhere(id))) return undefined;
    const uri = vscode.Uri.file(record.file);
    this.#knownModels.set(uri.fsPath, true);
    // A run is not given up for one that cannot begin.
    if (this.#live.has(id) && (await this.#prepared(uri)) === undefined) return undefined;
    const live = this.#live.get(id);
    if (live !== undefined) {
      if (live.record.state !== 'stopping') live.stop();
      await live.ended;
    }
    return this.#train(uri, this.#options.get(id) ?? {});
  }

  /** Whether another window trains it, which the user is told. */
  async #isElsewhere(id: string): Promise<boolean> {
    if ((await this.#runs()).elsewhere?.(id) !== true) return false;
    void vscode.window.showInformationMessage('It trains in another window of this workspace: stop it there.');
    return true;
  }

  /** undefined: refused, and the user was told why. */
  async #prepared(uri: vscode.Uri, anyway?: () => unknown): Promise<Prepared | undefined> {
    try {
      const isKnown = this.#knownModels.get(uri.fsPath) ?? false;
      return await prepare(uri, { what: 'Training', isKnown, ...(anyway !== undefined && { anyway }) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tellRefusal(error);
      return undefined;
    }
  }

  async #train(uri: vscode.Uri, options: TrainOptions): Promise<RunRecord | undefined> {
    const prepared = await this.#prepared(uri, () => {
      this.#knownModels.set(uri.fsPath, true);
      return this.#train(uri, options);
    });
    const store = await this.#runs();
    // The window may have been closed meanwhile: nothing would end what begins now.
    if (prepared === undefined || this.#disposed) return undefined;
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
    this.#options.set(run.id, options);
    store.add(run.record);
    this.#info(`${record.name}: ${record.file} in ${prepared.folder}, events in ${order.logdir ?? 'its own folder'}`);
    this.#liveChanged();
    return run.record;
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
    const attached = await this.#debugging.attach(run.id, name, run.folder, port).catch((error: Error) => {
      this.#log('error', `${name}: the debugger could not be started: ${error.message}`);
      return false;
    });
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
