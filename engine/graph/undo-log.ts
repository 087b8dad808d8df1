/** How to take back what was done since a mark. While no mark is open, nothing is recorded. */

import { GraphError } from './errors.ts';

/** A moment to return to. */
export interface Mark {
  /** How many steps had been recorded. */
  readonly position: number;
}

export class UndoLog {
  readonly #steps: (() => void)[] = [];
  /** The open marks, the oldest first. */
  readonly #marks: Mark[] = [];

  /** Whether anything is recorded: whoever would make a function for `record` in a hot place may ask first. */
  get isOpen(): boolean {
    return this.#marks.length > 0;
  }

  /** Says how to undo what has just been, or is about to be, done. */
  record(undo: () => void): void {
    if (this.isOpen) this.#steps.push(undo);
  }

  mark(): Mark {
    const mark = { position: this.#steps.length };
    this.#marks.push(mark);
    return mark;
  }

  /** Undoes what was done since the mark, which stays open; marks made after it end. @throws GraphError if it has ended. */
  rollback(mark: Mark): void {
    this.#marks.length = this.#indexOf(mark) + 1;
    while (this.#steps.length > mark.position) this.#steps.pop()!();
  }

  /** Ends the mark, and those made after it: what was done stays. @throws GraphError if it has ended. */
  release(mark: Mark): void {
    this.#marks.length = this.#indexOf(mark);
    if (!this.isOpen) this.#steps.length = 0;
  }

  #indexOf(mark: Mark): number {
    const index = this.#marks.lastIndexOf(mark);
    if (index < 0) throw new GraphError('This mark of the graph has ended, or is of another graph.');
    return index;
  }
}
