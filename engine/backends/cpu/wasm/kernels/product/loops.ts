/** Loops over i32 counters, and functions that are written when they are first needed. */

import type { FunctionBuilder, Local, ModuleBuilder } from '../../assembler/index.ts';
import { countUp, widen } from '../loops.ts';

/** Pushes an i32 local, times `factor`, as an address. */
export function pushProduct(f: FunctionBuilder, local: Local, factor: number): FunctionBuilder {
  widen(f.get(local));
  return factor === 1 ? f : f.bytes(factor).address('mul');
}

/** Replaces the i32 on the stack by `limit` where it is larger. */
export function pushAtMost(f: FunctionBuilder, limit: number): FunctionBuilder {
  const value = f.local('i32');
  return f.tee(value).i32(limit).get(value).i32(limit).op('i32.lt_u', 'select');
}

/** `body` for each number from `first` to `last`, exclusive; neither is changed. */
export function loopOver(f: FunctionBuilder, first: Local, last: Local, body: (at: Local) => void): void {
  const at = f.local('i32');
  f.get(first).set(at);
  countUp(f, at, last, () => body(at));
}

/** `body` a fixed number of times. */
export function times(f: FunctionBuilder, count: number, body: () => void): void {
  if (count === 1) body();
  if (count <= 1) return;
  const left = f.local('i32');
  f.i32(count).set(left);
  f.loop((again) => {
    body();
    f.get(left).i32(1).op('i32.sub').tee(left).branchIf(again);
  });
}

/** Functions of a module by what they are. */
export class FunctionTable {
  readonly #module: ModuleBuilder;
  readonly #prefix: string;
  readonly #indices = new Map<string, number>();

  /** `prefix`: of the names that they get in the module. */
  constructor(module: ModuleBuilder, prefix: string) {
    this.#module = module;
    this.#prefix = prefix;
  }

  /** The function's index. `write` makes it, under that name, and first those that it calls. */
  indexOf(name: string, write: (name: string) => FunctionBuilder): number {
    let index = this.#indices.get(name);
    if (index === undefined) {
      index = this.#module.indexOf(write(`${this.#prefix}${name}`));
      this.#indices.set(name, index);
    }
    return index;
  }
}
