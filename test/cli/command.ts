import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../../engine/bin/tensorloom.js', import.meta.url));

export interface RunningCommand {
  readonly process: ChildProcess;
  readonly printed: { stdout: string; stderr: string };
  /** Waits until a stream contains a text. */
  until(stream: 'stdout' | 'stderr', text: string): Promise<void>;
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

/** Starts `tensorloom` as a shell would, without a terminal. */
export function startCommand(args: readonly string[], folder?: string): RunningCommand {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child,
    printed,
    ended,
    async until(stream, text) {
      while (!printed[stream].includes(text)) {
        await Promise.race([
          once(child[stream], 'data'),
          ended.then(() => {
            if (!printed[stream].includes(text)) throw new Error(`It ended first: ${JSON.stringify(printed)}`);
          }),
        ]);
      }
    },
  };
}

/** Runs `tensorloom` to its end. */
export async function command(args: readonly string[], folder?: string) {
  const { printed, ended } = startCommand(args, folder);
  const exitCode = await ended;
  return { exitCode, ...printed };
}
