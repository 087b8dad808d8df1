/** A graph written and read again: the same bytes, and the same numbers to the last bit. */

import { Graph, type NdArray } from '../../engine/graph/index.ts';
import { encodeGraph, formatGraph, importGraphDef } from '../../engine/graphdef/index.ts';
import type { SessionConfig } from '../../engine/index.ts';
import { type Feeds, fetchAll, type Results } from './run.ts';

export async function roundTripFault(
  graph: Graph,
  feeds: Feeds,
  results: Results,
  form: 'bytes' | 'text',
  config: SessionConfig,
): Promise<string | undefined> {
  const bytes = encodeGraph(graph);
  const again = new Graph();
  importGraphDef(form === 'bytes' ? bytes : formatGraph(graph), { name: '', graph: again });
  const rewritten = encodeGraph(again);
  if (!sameBytes(bytes, rewritten)) return `written, read (as ${form}) and written again, it is another graph`;
  const tensors = [...results.keys()].map(({ name }) => again.getTensorByName(name));
  const found = await fetchAll(again, feeds, config, tensors);
  for (const [i, [tensor, expected]] of [...results].entries()) {
    const fault = bitFault(found.get(tensors[i])!, expected);
    if (fault) return `written and read again, ${tensor.name} (${tensor.op.type}) ${fault}`;
  }
  return undefined;
}

export function bitFault(found: NdArray, expected: NdArray): string | undefined {
  if (found.dtype !== expected.dtype || found.shape.join() !== expected.shape.join())
    return `is ${found.dtype} [${found.shape}], was ${expected.dtype} [${expected.shape}]`;
  const at = Array.from(expected.data as ArrayLike<unknown>).findIndex((x, i) => !sameElement(found.data[i], x));
  return at < 0 ? undefined : `has ${found.data[at]} at ${at}, had ${expected.data[at]}`;
}

function sameElement(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return sameBytes(a, b);
  return Object.is(a, b);
}

const sameBytes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
