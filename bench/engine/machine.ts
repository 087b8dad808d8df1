// What the numbers of a run depend on.

import { spawnSync } from 'node:child_process';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  /** Of this repository; undefined outside of one. */
  readonly commit: string | undefined;
  /** Processes that wanted a processor before the run began, on average over a minute. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: `${process.versions.node} (V8 ${process.versions.v8})`,
    commit: commit(),
    load: loadavg()[0],
  };
}

/** Whether others leave the processors alone, so that what is measured is worth keeping. */
export function isQuiet({ load, cores }: Pick<Machine, 'load' | 'cores'>): boolean {
  return load < cores / 2;
}

function commit(): string | undefined {
  const git = (...args: string[]) =>
    spawnSync('git', args, { encoding: 'utf8', cwd: import.meta.dirname }).stdout?.trim();
  const name = git('rev-parse', '--short', 'HEAD');
  if (!name) return undefined;
  return git('status', '--porcelain', '--untracked-files=no') ? `${name} and changes` : name;
}
