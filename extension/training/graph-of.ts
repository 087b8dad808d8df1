/** Finds the graph that a file builds, by running it up to its first step in a process of its own. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { ChildMessage, FaultMessage } from '../../engine/runner/protocol.ts';
import { startRun } from '../../engine/runner/start-run.ts';
import type { GraphData } from '../../webview/protocol.ts';
import { runEnvironment } from './environment.ts';
import type { Prepared } from './preflight.ts';

/** A graph is there in a second; what takes longer does something else first, which only the user can judge. */
const patienceMs = 8000;

export interface GraphRun {
  /** Gets what the file prints. */
  readonly onLog: (message: Extract<ChildMessage, { type: 'log' }>) => void;
  /** Runs that must not outlive the window. */
  readonly running: Set<{ kill(): void }>;
}

/** @throws GraphFault where the file fails; vscode.CancellationError */
export async function findGraph(
  { file, folder, execPath }: Prepared,
  { onLog, running }: GraphRun,
  token: vscode.CancellationToken,
): Promise<GraphData> {
  // Summaries that the file opens before its first step are no part of any run.
  const logdir = await mkdtemp(join(tmpdir(), 'tensorloom-graph-'));
  let description: Extract<ChildMessage, { type: 'graph' }>['description'];
  let fault: FaultMessage | undefined;
  const run = startRun(
    {
      task: 'graph',
      file,
      args: [],
      stepsCap: null,
      seed: null,
      device: null,
      logdir,
      output: 'messages',
      cwd: folder,
      stdin: 'ignore',
      env: runEnvironment(process.env),
      ...(execPath !== undefined && { execPath }),
    },
    (message) => {
      if (message.type === 'graph') description = message.description ?? description;
      if (message.type === 'fault') fault ??= message;
      if (message.type === 'log') onLog(message);
    },
  );
  run.stdout.resume();
  run.stderr.resume();
  running.add(run);
  const cancel = token.onCancellationRequested(() => run.kill());
  if (token.isCancellationRequested) run.kill();
  const patience = setTimeout(() => showWaiting(basename(file), run), patienceMs);
  try {
    const done = await run.ended.catch((error: Error) => {
      throw new Error(`Node could not be started: ${error.message}.`);
    });
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    if (fault !== undefined) throw new GraphFault(fault);
    if (description !== undefined) return { ...description, traces: [] };
    if (done.reason === 'killed') throw new Error(`Building the graph of ${basename(file)} was cancelled.`);
    throw new Error(`${basename(file)} ended with exit code ${done.exitCode} before it had built a graph.`);
  } finally {
    clearTimeout(patience);
    cancel.dispose();
    running.delete(run);
    await rm(logdir, { recursive: true, force: true }).catch(() => {});
  }
}

export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  readonly fault: FaultMessage;

  constructor(fault: FaultMessage) {
    const { place, name, message, hint } = fault;
    const at = place === undefined ? '' : `${basename(place.file)}:${place.line}: `;
    super(`${at}${name}: ${message}${hint === undefined ? '' : `\n${hint}`}`);
    this.fault = fault;
  }
}

function showWaiting(name: string, run: { kill(): void; readonly ended: Promise<unknown> }): void {
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Building the graph of ${name}`, cancellable: true },
    async (progress, cancelled) => {
      progress.report({
        message: 'The file has not come to its first tf.train.steps loop yet. A file without one runs to its end.',
      });
      cancelled.onCancellationRequested(() => run.kill());
      await run.ended.catch(() => {});
    },
  );
}
