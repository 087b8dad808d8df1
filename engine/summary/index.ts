/**
 * Event files: `FileWriter` writes them, the readers follow them. The operations that make summaries are in engine/ops
 * and engine/api. Programs that only read, such as an editor, import reader/index.ts, which knows no graph.
 */

export * from './reader/index.ts';
export type { EventDisk } from './writer/event-file.ts';
export { FileWriter, type FileWriterOptions } from './writer/file-writer.ts';
export { FileWriterCache } from './writer/file-writer-cache.ts';
export type { RunMetadataLike } from './writer/run-trace.ts';
export type { GlobalStep, SummaryLike } from './writer/summary-argument.ts';
