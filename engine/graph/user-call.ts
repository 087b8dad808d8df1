/**
 * Which call of the user's the engine is carrying out. All that it builds meanwhile comes from one line of the user's
 * file, so that whoever looks for that line, as by reading the stack, need do it only once a call.
 */

let current = 0;
let last = 0;

/** The call in hand, a number of its own; 0 outside of any, and in functions of the user's that the engine calls. */
export function currentCall(): number {
  return current;
}

/** Carries out one call; calls inside it, by the engine itself, are part of it. */
export function asOneCall<T>(body: () => T): T {
  if (current !== 0) return body();
  last += 1;
  current = last;
  try {
    return body();
  } finally {
    current = 0;
  }
}

/** Calls a function of the user's, in which each line stands for itself. */
export function callUser<T>(callback: () => T): T {
  const outer = current;
  current = 0;
  try {
    return callback();
  } finally {
    current = outer;
  }
}
