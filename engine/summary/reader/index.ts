/** Readers of event files that grow: one file, a run, a log folder. Knows no graph and no session. */

export {
  EventFileReader,
  type EventFileReaderOptions,
  type FileNews,
  type ReadProblem,
  summaryIterator,
} from './event-file-reader.ts';
export { FileTail, type ReadBytes, type TailState } from './file-tail.ts';
export { type FollowOptions, follow } from './follow.ts';
export type { HistogramBucket, HistogramValue } from './histogram.ts';
export { type LogdirNews, LogdirReader, runFolders, type SearchLimits } from './logdir-reader.ts';
export { Reservoir } from './reservoir.ts';
export {
  type Capacities,
  defaultCapacities,
  type Point,
  RunData,
  type RunDataOptions,
  type RunTrace,
  type SessionLogEntry,
} from './run-data.ts';
export { eventFiles, type RunNews, RunReader, type RunReaderOptions } from './run-reader.ts';
export { ScalarScan, type ScanTarget } from './scalar-scan.ts';
export { type ScalarCursor, type ScalarPoints, ScalarSeries } from './scalar-series.ts';
export {
  type AudioValue,
  type ImageValue,
  readSummaryValue,
  type SummaryKind,
  type SummaryValues,
  scalarOf,
  type TextValue,
} from './summary-value.ts';
