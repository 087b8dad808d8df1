/** Whether a run that a file calls live still is, seen from another process of the same machine. */

import { uptime } from 'node:os';
import type { StoredRun } from './record-format.ts';

/** Process ids come again after a restart of the machine, so a run from before it has ended whatever they say. */
export function ownerAlive({ record, owner }: StoredRun): boolean {
  const booted = Date.now() - uptime() * 1000;
  if (record.startedAt < booted) return false;
  return owner !== null && processExists(owner) && (record.pid === null || processExists(record.pid));
}

export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
