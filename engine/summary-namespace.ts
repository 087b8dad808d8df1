/** `tf.summary`: the operations that make summaries, and the writer and readers of event files. */

export * from './api/summary/index.ts';
export * from './summary/index.ts';
