/** A plan with every compiler pass gives to the last bit what one without any gives, in JavaScript kernels. */

import type { Graph, Tensor } from '../../engine/graph/index.ts';
import { bitFault } from './round-trip.ts';
import { type Feeds, fetchAll, type Results } from './run.ts';

const noPasses = { share: false, simplify: false, fuse: false, layout: false, reuse: false };

/**
 * @param results - With all passes, everything fetched.
 * @param ends - What is fetched alone too, so that what lies before may fuse.
 */
export async function passesFault(
  graph: Graph,
  feeds: Feeds,
  results: Results,
  ends: readonly Tensor[],
): Promise<string | undefined> {
  const plain = await fetchAll(graph, feeds, { kernels: 'javascript', compiler: noPasses }, [...results.keys()]);
  const alone = ends.filter((end) => results.has(end));
  const fused = alone.length > 0 ? await fetchAll(graph, feeds, { kernels: 'javascript' }, alone) : [];
  for (const [tensor, found] of [...results, ...fused]) {
    const fault = bitFault(found, plain.get(tensor)!);
    if (fault) return `compiled, ${tensor.name} (${tensor.op.type}) ${fault} without any pass`;
  }
  return undefined;
}
