/** Ties debug sessions of VS Code's JavaScript debugger to runs: either ends with the other. */

import { join } from 'node:path';
import * as vscode from 'vscode';

/** Marks the configuration of a session with the run that it debugs. */
const runKey = '__tensorloomRun';
/** The types that the JavaScript debugger goes by. */
const debuggerTypes = ['node', 'pwa-node'];

export interface DebuggedRuns {
  /** The session of a run is over. */
  sessionEnded(id: string): void;
  /** The user wants it to begin anew. */
  restartAsked(id: string): void;
}

export class DebugSessions implements vscode.Disposable {
  readonly #extensionFolder: string;
  readonly #sessions = new Map<string, vscode.DebugSession>();
  readonly #restarting = new Set<string>();
  readonly #subscriptions: vscode.Disposable;

  constructor(extensionFolder: string, runs: DebuggedRuns) {
    this.#extensionFolder = extensionFolder;
    this.#subscriptions = vscode.Disposable.from(
      vscode.debug.onDidStartDebugSession((session) => {
        const id = runOf(session);
        if (id !== undefined) this.#sessions.set(id, session);
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        const id = runOf(session);
        if (id === undefined) return;
        this.#sessions.delete(id);
        if (!this.#restarting.delete(id)) runs.sessionEnded(id);
      }),
      ...debuggerTypes.map((type) =>
        vscode.debug.registerDebugAdapterTrackerFactory(type, {
          createDebugAdapterTracker: (session) => {
            const id = runOf(session);
            if (id === undefined) return undefined;
            return {
              // The debugger would attach to the same process again, which is about to end.
              onWillReceiveMessage: (message: { command?: string }) => {
                if (message.command !== 'restart' || this.#restarting.has(id)) return;
                this.#restarting.add(id);
                runs.restartAsked(id);
              },
            };
          },
        }),
      ),
    );
  }

  /** Attaches the debugger to a run. false: there is no debugger, or it was cancelled. */
  async attach(id: string, name: string, folder: string, port: number): Promise<boolean> {
    const workspaceFolder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder));
    return await vscode.debug.startDebugging(workspaceFolder, {
      type: 'node',
      request: 'attach',
      name,
      address: '127.0.0.1',
      port,
      continueOnAttach: true,
      autoAttachChildProcesses: false,
      cwd: folder,
      // Types are stripped in place: positions are the source's own, and nothing is built that could be looked for.
      sourceMaps: true,
      outFiles: [],
      skipFiles: ['<node_internals>/**', join(this.#extensionFolder, 'dist', '**').replaceAll('\\', '/')],
      [runKey]: id,
    });
  }

  /** Ends the session of a run that has ended. */
  end(id: string): void {
    const session = this.#sessions.get(id);
    if (session !== undefined) void vscode.debug.stopDebugging(session);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function runOf({ configuration, parentSession }: vscode.DebugSession): string | undefined {
  const id: unknown = parentSession === undefined ? configuration[runKey] : undefined;
  return typeof id === 'string' ? id : undefined;
}
