/** The CPU backend. */

export { createCpuBackend } from './backend.ts';
