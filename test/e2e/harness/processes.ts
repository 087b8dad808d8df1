// Starts programs whose whole family of processes ends with the test, even with a test run that is killed, and tells
// what belongs to such a family.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const supervisor = join(import.meta.dirname, '..', '..', '..', 'scripts', 'e2e', 'supervise.mjs');

export interface ProcessGroup {
  /** The group's leader, whose number is the group's. */
  readonly id: number;
  /** Settles when the leader is gone. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
}

export function startGroup({ command, args, logFile, env }: Program): ProcessGroup {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [supervisor, command, ...args], {
    detached: true,
    stdio: ['pipe', log, log],
    env: { ...process.env, ...env },
  });
  closeSync(log);
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  child.on('error', () => resolve());
  child.on('exit', () => resolve());
  const id = child.pid;
  if (id === undefined) throw new Error(`${command} could not be started.`);
  const end = async () => {
    child.stdin?.destroy();
    await ended;
    await untilGone(id);
  };
  return { id, ended, end };
}

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** The live processes of a group (Linux). */
export function processesOf(group: number): readonly RunningProcess[] {
  const found: RunningProcess[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the command's name in parentheses: state, parent, group.
      const [state, , pgrp] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      if (Number(pgrp) !== group || state === 'Z') continue;
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      found.push({ pid: Number(name), command });
    } catch {
      // It ended while it was looked at.
    }
  }
  return found;
}

async function untilGone(group: number): Promise<void> {
  const deadline = performance.now() + 5000;
  while (processesOf(group).length > 0) {
    if (performance.now() > deadline) {
      throw new Error(`Still running: ${JSON.stringify(processesOf(group))}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
