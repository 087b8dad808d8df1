/** Compiled modules by their bytes, so that equal kernels share code. The least recently used ones are dropped. */

import { type Module, webAssembly } from './web-assembly.ts';

const CAPACITY = 1024;
const cache = new Map<string, Module>();
const text = new TextDecoder('latin1');

export function compileModule(binary: Uint8Array<ArrayBuffer>): Module {
  const key = text.decode(binary);
  let module = cache.get(key);
  if (module === undefined) {
    module = new webAssembly!.Module(binary);
    if (cache.size >= CAPACITY) cache.delete(cache.keys().next().value!);
  } else cache.delete(key);
  cache.set(key, module);
  return module;
}
