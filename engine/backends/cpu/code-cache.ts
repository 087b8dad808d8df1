/** Compiled kernels by source text, so that equal kernels share code. The least recently used ones are dropped. */

import { runtime } from './codegen/runtime.ts';

export type KernelFunction = (...views: never[]) => void;

const CAPACITY = 1024;
const cache = new Map<string, KernelFunction>();
const names = Object.keys(runtime);
const functions = Object.values(runtime);

/** `source` declares `function kernel(…)`, and helpers where it has some. */
export function compileKernel(source: string): KernelFunction {
  let compiled = cache.get(source);
  if (compiled === undefined) {
    compiled = new Function(...names, `'use strict';\n${source}\nreturn kernel;`)(...functions) as KernelFunction;
    if (cache.size >= CAPACITY) cache.delete(cache.keys().next().value!);
  } else cache.delete(source);
  cache.set(source, compiled);
  return compiled;
}
