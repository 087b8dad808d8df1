/** Which backend a session runs on. */

import { type Backend, createCpuBackend } from '../backends/index.ts';
import { UnimplementedError } from '../graph/index.ts';

/** @throws UnimplementedError for a target that is not this process. */
export function createBackend(target: string): Backend {
  if (target !== '') {
    throw new UnimplementedError(
      `The session target '${target}' names another process: this version runs in its own process only. Leave it out.`,
    );
  }
  return createCpuBackend();
}

/** All devices of this machine that a session could use, and why others cannot be. */
export function listDevices(): { devices: Backend['device'][]; missing: { device: string; reason: string }[] } {
  return {
    devices: [createCpuBackend().device],
    missing: [{ device: '/device:GPU:0', reason: 'This version has no GPU backend.' }],
  };
}
