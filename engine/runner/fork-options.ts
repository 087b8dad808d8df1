/** How a run's process is started: the command, its arguments and its environment. Starts nothing, reads no process. */

import type { SpawnOptions } from 'node:child_process';

export interface ForkRequest {
  /** The program to run; undefined: the one that runs the parent. */
  readonly execPath: string | undefined;
  readonly nodeOptions: readonly string[];
  readonly cwd: string | undefined;
  /** Added to the parent's environment; undefined takes a variable out of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly inspect: boolean;
  readonly stdin: 'inherit' | 'ignore';
}

export interface ParentProcess {
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Electron's version, where the parent is one. */
  readonly electron: string | undefined;
}

export interface Fork {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
}

export function forkOf(request: ForkRequest, parent: ParentProcess, childFile: string, compileCache: string): Fork {
  const { execPath, nodeOptions, cwd, env, inspect, stdin } = request;
  return {
    command: execPath ?? parent.execPath,
    args: [
      '--disable-warning=ExperimentalWarning',
      // The debugger's address is told over the line, not printed among what the model prints.
      ...(inspect ? ['--inspect-publish-uid=http'] : []),
      ...nodeOptions,
      childFile,
    ],
    options: {
      stdio: [stdin, 'pipe', 'pipe', 'pipe'],
      env: {
        NODE_COMPILE_CACHE: compileCache,
        ...parent.env,
        // Without it Electron opens a window instead of being Node. A Node of its own takes no notice of it.
        ...(execPath === undefined && parent.electron !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
        ...env,
      },
      windowsHide: true,
      ...(cwd !== undefined && { cwd }),
    },
  };
}
