/** Where the interpreter is: calls, loops, and how sure it is to be there. Makes the origins of what happens. */

import type { LoopPass, Origin } from '../program/program.ts';
import { rangeOf, type ts } from '../syntax.ts';
import type { CallSite } from '../values/index.ts';
import { SiteOrigin } from './sites.ts';

export class Context {
  #calls: readonly CallSite[] = [];
  #loops: readonly LoopPass[] = [];
  #uncertain = 0;
  #guarded = 0;
  #uncalled = 0;
  readonly #passes = new Map<ts.Node, number>();
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

  /** Runs `body` as called from `site`. */
  inCall<T>(site: CallSite, body: () => T): T {
    const calls = this.#calls;
    this.#calls = [site, ...calls];
    this.depth++;
    try {
      return body();
    } finally {
      this.#calls = calls;
      this.depth--;
    }
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
