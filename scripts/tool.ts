// Runs one of the repository's tools or scripts as a child process, under the Node that runs this one.

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

export interface ToolResult {
  readonly passed: boolean;
  /** Everything the tool wrote; empty when it wrote to the terminal itself. */
  readonly output: string;
  readonly seconds: number;
}

export interface ToolOptions {
  readonly show?: boolean;
  /** Added to this process' environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * `command` is as with-node24.mjs takes it: a script, or the name of an installed tool, with arguments.
 * `show` lets it write to the terminal; otherwise its output is gathered.
 */
export function runTool(command: readonly string[], options: ToolOptions = {}): Promise<ToolResult> {
  return runProcess([process.execPath, resolve(root, 'scripts', 'with-node24.mjs'), ...command], options);
}

/** Runs any program, named by its path, with arguments, in the repository's folder. */
export function runProcess(
  [file = '', ...args]: readonly string[],
  { show = false, env = {} }: ToolOptions = {},
): Promise<ToolResult> {
  const started = performance.now();
  const { promise, resolve: settle } = Promise.withResolvers<ToolResult>();
  const chunks: Buffer[] = [];
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)));
  child.on('close', (code) => {
    const output = Buffer.concat(chunks).toString();
    settle({ passed: code === 0, output, seconds: (performance.now() - started) / 1000 });
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, forward);
  return promise.finally(() => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, forward);
  });
}

/** Runs tools side by side, prints what each wrote, and sets the exit code when one failed. */
export async function runTogether(...commands: (readonly string[])[]): Promise<void> {
  const results = await Promise.all(commands.map((command) => runTool(command)));
  for (const { output } of results) process.stdout.write(output);
  if (results.some(({ passed }) => !passed)) process.exitCode = 1;
}
