/** `tf.summary`: what goes into event files. Only a run computes a summary, and only a writer writes it. */

export * from './merge.ts';
export * from './summaries.ts';
export * from './tensor-summary.ts';
