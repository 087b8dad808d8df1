/** The words of shared memory between a run's main thread and its control thread. */

/** Which word is which. */
export const word = {
  /** 1 once loops should end. */
  stop: 0,
  /** How many `tf.train.steps` loops are running. */
  loops: 1,
  /** The number of the last flush that is done. */
  flushed: 2,
} as const;

export type ControlState = Int32Array<SharedArrayBuffer>;

export function newControlState(): ControlState {
  return new Int32Array(new SharedArrayBuffer(Object.keys(word).length * Int32Array.BYTES_PER_ELEMENT));
}

/** From the main thread to the control thread. */
export type ControlRequest =
  /** A line for the parent. `droppable`: rather lost than queued, when the parent does not read. */
  | { readonly type: 'send'; readonly line: string; readonly droppable: boolean }
  /** Answered in `word.flushed` when all lines before it are written. */
  | { readonly type: 'flush'; readonly id: number }
  /** The process got a signal that asks it to end. */
  | { readonly type: 'signal' };
