/** Starts a run in a process of its own and speaks with it: the parent's end of the line. Prints nothing. */

import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { forkOf } from './fork-options.ts';
import { withoutInspectorNoise } from './inspector-noise.ts';
import {
  type ChildMessage,
  encodeLine,
  LineDecoder,
  lineDescriptor,
  type ParentMessage,
  type StartMessage,
} from './protocol.ts';

export interface RunOptions extends Omit<StartMessage, 'type'> {
  /** Added to the environment; undefined takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folder that the model runs in. Default: this process's own. */
  readonly cwd?: string;
  /** The Node to run. Default: what this process runs on; where that is Electron, as Node. */
  readonly execPath?: string;
  /** What the model reads from its standard input. Default: `inherit`. */
  readonly stdin?: 'inherit' | 'ignore';
  /** Node's own options, such as `--max-old-space-size=8192`. */
  readonly nodeOptions?: readonly string[];
}

export interface Run {
  readonly pid: number | undefined;
  /** What the model prints. Each must be read: a model whose output nobody takes waits. */
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Ends the run after the step in hand; asked twice, or after `graceMs`, kills it. */
  stop(graceMs?: number): void;
  kill(): void;
  /** Settles when the process is gone and everything it printed and said has been given out. Fails where none started. */
  readonly ended: Promise<Done>;
}

export type Done = Extract<ChildMessage, { type: 'done' }>;

/** Halves the time that the next run takes to load the engine. Where Node itself would keep it. */
const compileCache = join(tmpdir(), 'node-compile-cache');
/** How long after being asked to die a process is left to say so itself. */
const killTimeoutMs = 1000;

/** @param onMessage - gets everything the run says, `done` last, exactly once also for a process that crashes */
export function startRun(
  { env = {}, nodeOptions = [], cwd, execPath, stdin = 'inherit', ...order }: RunOptions,
  onMessage: (message: ChildMessage) => void,
): Run {
  const inspect = order.inspect === true;
  const { command, args, options } = forkOf(
    { env, nodeOptions, cwd, execPath, stdin, inspect },
    { execPath: process.execPath, env: process.env, electron: process.versions.electron },
    fileURLToPath(new URL('./child.ts', import.meta.url)),
    compileCache,
  );
  const child = spawn(command, args, options);
  const line = child.stdio[lineDescriptor] as Duplex;
  const decoder = new LineDecoder<ChildMessage>();
  let done: Done | undefined;

  const send = (message: ParentMessage) => {
    if (line.writable) line.write(encodeLine(message));
  };
  // A process that is suspended (Ctrl-Z), or short of memory, reads no line.
  const insist = () => setTimeout(() => killIfAlive(child), killTimeoutMs).unref();

  line.setEncoding('utf8');
  // Told by 'close' as well, with more to say.
  line.on('error', () => {});
  line.on('data', (chunk: string) => {
    for (const message of decoder.push(chunk)) {
      if (message.type === 'done') {
        done ??= message;
        // Node waits at its end until the debugger lets go.
        if (inspect) insist();
      } else onMessage(message);
    }
  });
  send({ type: 'start', ...order });
  let stops = 0;

  const ended = new Promise<Done>((resolve, reject) => {
    // Where there is no process at all, that is the whole report; a signal that could not be sent ends nothing.
    child.on('error', (error) => {
      if (child.pid === undefined) reject(error);
    });
    child.on('close', (code, signal) => {
      if (child.pid === undefined) return;
      done ??= crashed(code, signal, onMessage);
      onMessage(done);
      resolve(done);
    });
  });
  return {
    pid: child.pid,
    stdout: child.stdout as Readable,
    stderr: inspect ? (child.stderr as Readable).pipe(withoutInspectorNoise()) : (child.stderr as Readable),
    stop: (graceMs) => {
      send({ type: 'stop', ...(graceMs !== undefined && { graceMs }) });
      stops += 1;
      if (stops > 1) insist();
    },
    kill: () => {
      send({ type: 'kill' });
      insist();
    },
    ended,
  };
}

function killIfAlive(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}

/** As shells count. SIGINT: Ctrl-C before the process was up far enough to make a stop of it. */
const exitCodeOfKill: Partial<Record<NodeJS.Signals, number>> = {
  SIGINT: 130,
  SIGKILL: 137,
  SIGTERM: 143,
  SIGHUP: 129,
};

/** A process that went without a last word: killed from outside, out of memory, or a crash of Node. */
function crashed(code: number | null, signal: NodeJS.Signals | null, onMessage: (message: ChildMessage) => void): Done {
  const exitCode = signal === null ? undefined : exitCodeOfKill[signal];
  if (exitCode !== undefined) return { type: 'done', exitCode, reason: 'killed', place: undefined };
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  onMessage({
    type: 'fault',
    name: 'Crash',
    message: `The model's process ended ${how}, without a report.`,
    place: undefined,
    stack: '',
    operation: undefined,
    hint:
      signal === 'SIGABRT' || code === 134
        ? 'Node ran out of memory, if it says so above: use smaller batches, or NODE_OPTIONS=--max-old-space-size=8192.'
        : undefined,
  });
  return { type: 'done', exitCode: 1, reason: 'failed', place: undefined };
}
