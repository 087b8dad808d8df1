/** Compiled modules by their bytes, so that equal kernels share code. The least recently used ones are dropped. */

import { withRevectorizer } from './revectorizer/index.ts';
import { type Module, webAssembly } from './web-assembly.ts';

const CAPACITY = 1024;
const cache = new Map<string, Module>();

/** @param merged - whether pairs of vectors become one of 256 bits: slower to compile. */
export function compileModule(binary: Uint8Array<ArrayBuffer>, merged: boolean): Module {
  const key = (merged ? '+' : '-') + Buffer.from(binary.buffer).toString('latin1');
  let module = cache.get(key);
  if (module === undefined) {
    const compile = () => new webAssembly!.Module(binary);
    module = merged ? withRevectorizer(compile) : compile();
    if (cache.size >= CAPACITY) cache.delete(cache.keys().next().value!);
  } else cache.delete(key);
  cache.set(key, module);
  return module;
}
