/** What a run gives of everything in a graph that can be fetched. */

import { allocateData, type DType, type Graph, NdArray, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { fetchable } from '../interop/random-graphs/fetchable.ts';

export type Feeds = readonly (readonly [name: string, NdArray])[];
export type Results = ReadonlyMap<Tensor, NdArray>;

export async function fetchAll(
  graph: Graph,
  feeds: Feeds,
  config: tf.SessionConfig = {},
  tensors = fetchable(graph),
): Promise<Results> {
  using session = await opened(graph, feeds, config);
  const values = (await session.run(tensors, feedsOf(graph, feeds))) as unknown[];
  return new Map(tensors.map((tensor, i) => [tensor, asArray(values[i], tensor.dtype)]));
}

/** A session whose variables are initialized, where a graph has some of `tf.Variable`. */
export async function opened(graph: Graph, feeds: Feeds, config: tf.SessionConfig = {}): Promise<tf.Session> {
  const session = new tf.Session({ graph, config });
  const initializer = graph.getOperations().find(({ name, type }) => name === 'init' && type === 'NoOp');
  if (initializer) await session.run(initializer, feedsOf(graph, feeds));
  return session;
}

export const feedsOf = (graph: Graph, feeds: Feeds): [Tensor, NdArray][] =>
  feeds.map(([name, array]) => [graph.getTensorByName(name), array]);

/** A fetch of rank 0 comes as a plain value. */
export function asArray(value: unknown, dtype: DType): NdArray {
  if (value instanceof NdArray) return value;
  const data = allocateData(dtype, 1) as { [index: number]: unknown };
  data[0] = dtype === 'int64' ? BigInt(value as number) : value;
  return new NdArray(dtype, [], data as NdArray['data']);
}
