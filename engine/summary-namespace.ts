/** `tf.summary`: the operations that make summaries, and the writer of event files. */

export * from './api/summary/index.ts';
export {
  type EventDisk,
  FileWriter,
  FileWriterCache,
  type FileWriterOptions,
  type GlobalStep,
  type SummaryLike,
} from './summary/index.ts';
