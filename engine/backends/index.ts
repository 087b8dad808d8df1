/** Devices: the border that a session sees, and the backends behind it. */

export * from './backend.ts';
export { createCpuBackend } from './cpu/index.ts';
