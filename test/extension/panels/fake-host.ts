/** A host whose parts are plain data that a test looks at and changes. */

import type { Host, ReaderViewMessage } from '../../../extension/host.ts';
import type { GraphFollower } from '../../../extension/language/followed-graphs.ts';
import { newRunRecord, type RunRecord } from '../../../extension/runs/run-record.ts';
import type { GraphData } from '../../../webview/protocol.ts';
import { Happening, Uri } from './fake-vscode.ts';

export interface GraphRequest {
  readonly source: unknown;
  readonly token: { readonly isCancellationRequested: boolean };
  resolve(graph: GraphData): void;
  reject(error: Error): void;
}

/** A graph that is followed while its file is typed. */
export interface Followed {
  readonly uri: string;
  readonly follower: GraphFollower;
  refreshes: number;
  isOver: boolean;
}

export function fakeHost() {
  const runs = { all: [] as RunRecord[], changed: new Happening<string | undefined>() };
  const sent: Record<string, unknown>[] = [];
  const view = { open: false, say: (_: ReaderViewMessage): void => {} };
  const requests: GraphRequest[] = [];
  const stopped: string[] = [];
  const opened: unknown[] = [];
  const followed: Followed[] = [];
  const request = (source: unknown, token: GraphRequest['token']) => {
    const { promise, resolve, reject } = Promise.withResolvers<GraphData>();
    requests.push({ source, token, resolve, reject });
    return promise;
  };
  const log = { info() {}, warn() {}, error() {} };
  const host = {
    context: { extensionUri: Uri.file('/extension') },
    log,
    runs: async () => ({
      get all() {
        return runs.all;
      },
      onDidChange: runs.changed.event,
    }),
    training: async () => ({
      stop: (id: string) => stopped.push(id),
      graphOf: (file: Uri, token: GraphRequest['token']) => request(file.fsPath, token),
    }),
    graphs: async () => ({ open: (source: unknown) => opened.push(source) }),
    language: async () => ({
      followGraph: (file: Uri, follower: GraphFollower) => {
        const one: Followed = { uri: String(file), follower, refreshes: 0, isOver: false };
        followed.push(one);
        return {
          refresh: () => {
            one.refreshes += 1;
          },
          dispose: () => {
            one.isOver = true;
          },
        };
      },
    }),
    reader: async () => ({
      graph: request,
      openView: (say: typeof view.say) => {
        Object.assign(view, { open: true, say });
        return {
          send: (message: Record<string, unknown>) => void sent.push(message),
          dispose: () => {
            view.open = false;
          },
        };
      },
    }),
  };
  return { host: host as unknown as Host, runs, sent, view, requests, stopped, opened, followed };
}

export function record(changes: Partial<RunRecord>): RunRecord {
  const begun = newRunRecord({
    id: 'r',
    name: 'digits',
    file: '/model/digits.ts',
    logFolder: '/logs/digits',
    startedAt: 1,
  });
  return { ...begun, state: 'running', ...changes };
}
