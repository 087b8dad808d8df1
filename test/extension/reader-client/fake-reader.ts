// A reader process that does what a test says, and the client in front of it.

import type { CancellationToken } from 'vscode';
import type { HostToReader, ReaderToHost } from '../../../extension/reader/protocol.ts';
import { ReaderClient } from '../../../extension/reader-client/reader-client.ts';
import type { LinkEvents } from '../../../extension/reader-client/reader-process.ts';

export interface FakeProcess {
  readonly sent: HostToReader[];
  ended: boolean;
  killed: boolean;
  say(message: ReaderToHost): void;
  die(how?: string): void;
}

export function fakeReader() {
  const processes: FakeProcess[] = [];
  const problems: string[] = [];
  const start = (events: LinkEvents) => {
    const process: FakeProcess = {
      sent: [],
      ended: false,
      killed: false,
      say: events.onMessage,
      die: (how = 'by SIGSEGV') => events.onGone(how),
    };
    processes.push(process);
    return {
      send: (message: HostToReader) => void process.sent.push(message),
      end: () => {
        process.ended = true;
      },
      kill: () => {
        process.killed = true;
        events.onGone('by SIGKILL');
      },
    };
  };
  const client = new ReaderClient({
    start,
    log: () => {},
    onGivenUp: (problem) => problems.push(problem),
    canceled: () => new Error('Canceled'),
  });
  return { client, processes, problems };
}

export function tokenOf() {
  const listeners = new Set<() => void>();
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  const cancel = () => {
    token.isCancellationRequested = true;
    for (const listener of listeners) listener();
  };
  return { token: token as unknown as CancellationToken, cancel, listeners };
}
