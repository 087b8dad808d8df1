// What the benchmark and the process of a peer say to each other: lines of JSON, one answer a request. Answers start with
// a mark, as libraries print what they like. peers/python/serve.py speaks it too.

import type { Specification } from './workload.ts';

export const answerMark = '@bench ';

export type Request =
  /** Get ready, and tell the numbers to be compared. */
  | { readonly type: 'prepare'; readonly specification: Specification }
  /** Get ready and run once: what a process does that is started for it. */
  | { readonly type: 'first'; readonly specification: Specification }
  | { readonly type: 'run'; readonly times: number };

/** What a peer says of itself when its library is loaded. */
export interface Hello {
  readonly type: 'hello';
  /** Name and version. */
  readonly library: string;
  readonly threads: number;
}

export type Answer =
  | Hello
  /** Numbers that are none (NaN, infinities) come as null. */
  | { readonly type: 'prepared'; readonly values: readonly (number | null)[] }
  | { readonly type: 'ran'; readonly nanoseconds: number }
  | { readonly type: 'failed'; readonly message: string };
