/** Questions that wait for the analysis' thread: bounded, and without those that nobody waits for any more. */

import type { AnswerOf, Method, Question } from '../thread/questions.ts';

/** An editor asks some ten things at once; more than this is a flood, of which the oldest are refused. */
const mostWaiting = 200;

/** What became of a question: refused where nobody waits for it, or too many wait. */
export type Answered<M extends Method> = { readonly answer: AnswerOf<M> } | 'overtaken' | 'refused' | 'failed';

export interface Waiting {
  readonly question: Question;
  readonly settle: (answered: Answered<Method>) => void;
}

export class WaitingQuestions {
  readonly #waiting = new Set<Waiting>();

  add(question: Question, signal?: AbortSignal): Promise<Answered<Method>> {
    return new Promise((settle) => {
      if (signal?.aborted) return settle('refused');
      const waiting: Waiting = { question, settle };
      this.#waiting.add(waiting);
      // Also while it is being answered: whoever asked need not wait for the end of that.
      signal?.addEventListener('abort', () => this.#refuse(waiting), { once: true });
      const [oldest] = this.#waiting;
      if (this.#waiting.size > mostWaiting) this.#refuse(oldest);
    });
  }

  /** The oldest. */
  take(): Waiting | undefined {
    const [oldest] = this.#waiting;
    if (oldest) this.#waiting.delete(oldest);
    return oldest;
  }

  refuseAll(): void {
    for (const waiting of [...this.#waiting]) this.#refuse(waiting);
  }

  #refuse(waiting: Waiting): void {
    this.#waiting.delete(waiting);
    waiting.settle('refused');
  }
}
