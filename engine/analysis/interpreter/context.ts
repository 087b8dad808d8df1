/** Where the interpreter is: calls, loops, and how sure it is to be there. Makes the origins of what happens. */

import type { LoopPass, Origin } from '../program/program.ts';
import { rangeOf, type ts } from '../syntax.ts';
import type { CallSite } from '../values/index.ts';
import { SiteOrigin } from './sites.ts';

/** Calls of one function by itself, all together; further ones are not followed. */
const mostOwnCalls = 3_000;

export class Context {
  #calls: readonly CallSite[] = [];
  #loops: readonly LoopPass[] = [];
  #uncertain = 0;
  #guarded = 0;
  #uncalled = 0;
  readonly #passes = new Map<ts.Node, number>();
  /** Functions that are being interpreted. */
  readonly #active = new Set<ts.Node>();
  readonly #ownCalls = new Map<ts.Node, number>();
  depth = 0;

  originOf(site: CallSite): Origin {
    return new SiteOrigin(site, {
      calls: this.#calls,
      loops: this.#loops,
      isCertain: this.#uncertain === 0,
      isGuarded: this.#guarded > 0,
      isUncalled: this.#uncalled > 0,
    });
  }
  get isGuarded(): boolean {
    return this.#guarded > 0;
  }
  get isCertain(): boolean {
    return this.#uncertain === 0;
  }

  /** Runs `body`, that of `callee`, as called from `site`. */
  inCall<T>(site: CallSite, callee: ts.Node, body: () => T): T {
    const calls = this.#calls;
    const isOwn = this.#active.has(callee);
    this.#calls = [site, ...calls];
    this.#active.add(callee);
    if (isOwn) this.#ownCalls.set(callee, (this.#ownCalls.get(callee) ?? 0) + 1);
    this.depth++;
    try {
      return body();
    } finally {
      this.#calls = calls;
      if (!isOwn) this.#active.delete(callee);
      this.depth--;
    }
  }

  /** Whether a function has called itself too often: where it is not known when it stops, each level doubles the calls. */
  isAstray(callee: ts.Node): boolean {
    return this.#active.has(callee) && (this.#ownCalls.get(callee) ?? 0) >= mostOwnCalls;
  }

  inLoop<T>(loop: ts.Node, index: number | null, isSteps: boolean, body: () => T): T {
    const loops = this.#loops;
    this.#passes.set(loop, this.passesOf(loop) + 1);
    this.#loops = [...loops, { loop, range: rangeOf(loop), index, isSteps }];
    try {
      return body();
    } finally {
      this.#loops = loops;
    }
  }

  /** How many passes of a loop were interpreted, each time that the program came to it. */
  passesOf(loop: ts.Node): number {
    return this.#passes.get(loop) ?? 0;
  }

  /** Where it is not known whether `body` runs. */
  maybe<T>(body: () => T): T {
    this.#uncertain++;
    try {
      return body();
    } finally {
      this.#uncertain--;
    }
  }

  /** Where the program itself deals with faults. */
  guarded<T>(body: () => T): T {
    this.#guarded++;
    try {
      return body();
    } finally {
      this.#guarded--;
    }
  }

  /** In a function that nobody calls. */
  uncalled<T>(body: () => T): T {
    this.#uncalled++;
    try {
      return this.maybe(body);
    } finally {
      this.#uncalled--;
    }
  }
}
