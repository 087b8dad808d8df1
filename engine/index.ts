/**
 * The package `tensorloom`: TensorFlow 1's vocabulary. Everything a model file imports.
 *
 * Loading it sets up what the run time adds to graphs: operations remember the user's source line.
 */

import { Graph } from './graph/index.ts';
import { locateUser } from './session/index.ts';

Graph.defaultLocate = locateUser;

export * from './api/index.ts';
export * as data from './data/index.ts';
export {
  type ArrayLike,
  type DType,
  errors,
  Graph,
  GraphKeys,
  NdArray,
  Operation,
  type RankKind,
  Tensor,
  TensorShape,
} from './graph/index.ts';
export { type ExportOptions, type ImportOptions, importGraphDef } from './graphdef/index.ts';
export {
  type FeedKey,
  type Feeds,
  type Fetches,
  type FetchResult,
  InteractiveSession,
  listDevices,
  RunMetadata,
  RunOptions,
  Session,
  type SessionConfig,
  type SessionOptions,
} from './session/index.ts';
export * as summary from './summary-namespace.ts';
export * as graphUtil from './train/graph-util/index.ts';
export * as savedModel from './train/saved-model/index.ts';
export * as train from './train-namespace.ts';
