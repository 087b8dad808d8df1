/** The reader's process: how it is started, spoken to and ended. Knows no requests. */

import { fork } from 'node:child_process';
import type { HostToReader, ReaderToHost } from '../reader/protocol.ts';

export interface ReaderLink {
  /** Dropped where the process is gone: its end is told by `onGone`. */
  send(message: HostToReader): void;
  /** Lets the process end by itself, and kills it if it does not. */
  end(): void;
  kill(): void;
}

export interface LinkEvents {
  onMessage(message: ReaderToHost): void;
  /** Once, when the process has ended, or could not be started. `how` completes "it ended …". */
  onGone(how: string): void;
  /** What the process prints: warnings of Node's, or a stack. */
  onOutput(text: string): void;
}

/** Of JavaScript objects. What the reader keeps lies mostly outside, in arrays that its own limits bound. */
export const heapMegabytes = 1024;
const endGraceMs = 2000;
const mostOutputCharacters = 4000;

export interface ParentProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly electron: string | undefined;
}

export function readerOptions({ env, electron }: ParentProcess) {
  return {
    serialization: 'advanced' as const,
    // Not this process's own options: its debugger's port is taken.
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--disable-warning=ExperimentalWarning'],
    env: {
      ...env,
      NODE_OPTIONS: undefined,
      // Without it Electron opens a window instead of being Node.
      ...(electron !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
    },
    stdio: ['ignore' as const, 'pipe' as const, 'pipe' as const, 'ipc' as const],
    windowsHide: true,
  };
}

export function startReaderProcess(script: string, events: LinkEvents): ReaderLink {
  const child = fork(script, [], readerOptions({ env: process.env, electron: process.versions.electron }));
  let gone = false;
  const onGone = (how: string) => {
    if (gone) return;
    gone = true;
    events.onGone(how);
  };
  let printed = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      if (printed < mostOutputCharacters) events.onOutput(text.slice(0, mostOutputCharacters - printed));
      printed += text.length;
    });
  }
  child.on('message', (message) => {
    if (!gone) events.onMessage(message as ReaderToHost);
  });
  child.on('error', (error) => {
    if (child.pid === undefined) onGone(`before it had started: ${error.message}`);
  });
  child.on('exit', (code, signal) => onGone(signal === null ? `with code ${code}` : `by ${signal}`));
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  };
  return {
    send: (message) => {
      // The callback takes the errors of a line that has just closed.
      if (child.connected) child.send(message, () => {});
    },
    end: () => {
      if (child.connected) child.disconnect();
      setTimeout(kill, endGraceMs).unref();
    },
    kill,
  };
}
