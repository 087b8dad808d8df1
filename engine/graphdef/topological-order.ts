/** Puts nodes after what they read, keeping the given order where it allows. */

import type { NodeDef } from '../formats/index.ts';
import { GraphError } from '../graph/index.ts';

/** A merge at the head of a loop comes before what leads back to it. @throws GraphError for repeated names and other cycles. */
export function topologicalOrder(nodes: readonly NodeDef[]): NodeDef[] {
  const byName = new Map<string, NodeDef>();
  for (const node of nodes) {
    if (byName.has(node.name)) throw new GraphError(`Node '${node.name}' stands in the GraphDef twice.`);
    byName.set(node.name, node);
  }
  const order: NodeDef[] = [];
  const state = new Map<NodeDef, 'entered' | 'placed'>();
  for (const root of nodes) {
    const stack = [root];
    while (stack.length > 0) {
      const node = stack.at(-1)!;
      if (state.get(node) === 'placed') {
        stack.pop();
        continue;
      }
      state.set(node, 'entered');
      const missing = sourcesOf(node).filter((source) => state.get(source) !== 'placed');
      if (missing.length === 0) {
        state.set(node, 'placed');
        order.push(node);
        stack.pop();
        continue;
      }
      for (const source of missing.reverse()) {
        if (state.get(source) === 'entered') {
          throw new GraphError(
            `The GraphDef has a cycle through node '${source.name}' (${source.op}) that is no loop of while_loop.`,
          );
        }
        stack.push(source);
      }
    }
  }
  return order;

  function sourcesOf(node: NodeDef): NodeDef[] {
    const sources = node.input.flatMap((input) => byName.get(input.replace(/^\^/, '').replace(/:\d+$/, '')) ?? []);
    return isMerge(node) ? sources.filter((source) => !isNextIteration(source)) : sources;
  }
}

export const isMerge = ({ op }: NodeDef) => op === 'Merge' || op === 'RefMerge';
export const isNextIteration = ({ op }: NodeDef) => op === 'NextIteration' || op === 'RefNextIteration';
