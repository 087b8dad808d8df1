/**
 * V8's experimental revectorizer: merges pairs of neighbouring 128-bit operations into 256-bit ones (AVX2). It can be
 * switched on while a process runs, for the modules compiled meanwhile; their code stays so, also on other threads.
 */

import { setFlagsFromString } from 'node:v8';

/**
 * Only the optimising compiler merges, so the modules are compiled by it, at once and whole. The flags are the whole
 * process's: `no-wasm-inlining`, which newer versions want beside these, ends it in worker threads that run WebAssembly.
 */
export const flags = ['experimental-wasm-revectorize', 'no-liftoff', 'no-wasm-lazy-compilation'] as const;

/** Compilations for which the flags are set now. */
let running = 0;

/** Compiles with the revectorizer on. Other modules are not affected. */
export function withRevectorizer<Result>(compile: () => Result): Result {
  begin();
  try {
    return compile();
  } finally {
    end();
  }
}

/** The same for what ends later. Until then every module is compiled so. */
export async function withRevectorizerUntil<Result>(compile: () => Promise<Result>): Promise<Result> {
  begin();
  try {
    return await compile();
  } finally {
    end();
  }
}

/** Whether a module compiled now is compiled so, asked for or not. */
export function isRevectorizing(): boolean {
  return running > 0;
}

function begin(): void {
  if (running++ === 0) for (const flag of flags) setFlagsFromString(`--${flag}`);
}

function end(): void {
  if (--running > 0) return;
  for (const flag of flags) setFlagsFromString(flag.startsWith('no-') ? `--${flag.slice(3)}` : `--no-${flag}`);
}
