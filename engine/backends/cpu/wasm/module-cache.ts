/** Compiled modules by their bytes, so that equal kernels share code. The least recently used ones are dropped. */

import { withRevectorizer, withRevectorizerUntil } from './revectorizer/index.ts';
import { type Module, webAssembly } from './web-assembly.ts';

const CAPACITY = 1024;
const cache = new Map<string, Module>();
/** What is being compiled. */
const started = new Map<string, Promise<void>>();

/** @param merged - whether pairs of vectors become one of 256 bits: slower to compile. */
export function compileModule(binary: Uint8Array<ArrayBuffer>, merged: boolean): Module {
  const key = keyOf(binary, merged);
  const known = cache.get(key);
  const compile = () => new webAssembly!.Module(binary);
  const module = known ?? (merged ? withRevectorizer(compile) : compile());
  keep(key, module);
  return module;
}

/**
 * Begins to compile a module for 256-bit vectors on V8's own threads, for `compileModule` to find it; they go on when the
 * event loop turns. `undefined`: it is there already.
 */
export function startMerging(binary: Uint8Array<ArrayBuffer>): Promise<void> | undefined {
  const key = keyOf(binary, true);
  if (cache.has(key)) return undefined;
  let compiling = started.get(key);
  if (compiling === undefined) {
    compiling = withRevectorizerUntil(async () => keep(key, await webAssembly!.compile(binary)));
    started.set(key, compiling);
    const forget = () => void started.delete(key);
    compiling.then(forget, forget);
  }
  return compiling;
}

function keyOf(binary: Uint8Array<ArrayBuffer>, merged: boolean): string {
  return (merged ? '+' : '-') + Buffer.from(binary.buffer).toString('latin1');
}

/** As the one that was used last. */
function keep(key: string, module: Module): void {
  if (!cache.delete(key) && cache.size >= CAPACITY) cache.delete(cache.keys().next().value!);
  cache.set(key, module);
}
