/**
 * Runs a program over a text and never visits the same step at the same place twice: the time grows with the product of
 * both lengths and no faster, whatever the expression. (The browser's own matcher can take years for thirty characters.)
 */

import type { Step } from './program.ts';
import type { Assertion } from './syntax.ts';

export class Matcher {
  readonly #program: readonly Step[];
  #text = '';
  /** For each step and place the number of the last walk that came there. */
  #visits = new Uint32Array(0);
  #walk = 0;
  /** Steps and places, in pairs, that are still to be tried. */
  readonly #open: number[] = [];
  readonly #looked = new Map<number, boolean>();

  constructor(program: readonly Step[]) {
    this.#program = program;
  }

  /** Whether the expression matches anywhere in the text. */
  matches(text: string): boolean {
    const cells = this.#program.length * (text.length + 1);
    if (this.#visits.length < cells) this.#visits = new Uint32Array(cells);
    this.#text = text;
    this.#looked.clear();
    const walk = this.#nextWalk();
    const first = this.#program[0]!;
    for (let at = 0; at <= text.length; at++) {
      // Most places are ruled out by their first character, without a walk.
      if (first.kind === 'character' && (at === text.length || !first.matches(text.charCodeAt(at)))) continue;
      if (this.#run(0, at, walk)) return true;
    }
    return false;
  }

  #nextWalk(): number {
    if (this.#walk === 0xffffffff) {
      this.#visits.fill(0);
      this.#walk = 0;
    }
    this.#walk += 1;
    return this.#walk;
  }

  #run(start: number, from: number, walk: number): boolean {
    const text = this.#text;
    const places = text.length + 1;
    const open = this.#open;
    const bottom = open.length;
    open.push(start, from);
    while (open.length > bottom) {
      let at = open.pop()!;
      let pc = open.pop()!;
      for (;;) {
        const cell = pc * places + at;
        if (this.#visits[cell] === walk) break;
        this.#visits[cell] = walk;
        const step = this.#program[pc]!;
        if (step.kind === 'end') {
          open.length = bottom;
          return true;
        }
        if (step.kind === 'jump') {
          pc = step.to;
          continue;
        }
        if (step.kind === 'character') {
          if (at === text.length || !step.matches(text.charCodeAt(at))) break;
          at += 1;
        } else if (step.kind === 'split') open.push(step.other, at);
        else if (step.kind === 'assertion') {
          if (!holds(step.assertion, text, at)) break;
        } else if (this.#looks(step.start, at) === step.negative) break;
        pc += 1;
      }
    }
    return false;
  }

  #looks(start: number, at: number): boolean {
    const key = start * (this.#text.length + 1) + at;
    let found = this.#looked.get(key);
    if (found === undefined) {
      found = this.#run(start, at, this.#nextWalk());
      this.#looked.set(key, found);
    }
    return found;
  }
}

function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'boundary':
      return isWord(text, at - 1) !== isWord(text, at);
    case 'noBoundary':
      return isWord(text, at - 1) === isWord(text, at);
    default:
      return assertion satisfies never;
  }
}

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && /\w/.test(text[at]!);
