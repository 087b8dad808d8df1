import type { GraphData } from '../../protocol.ts';
import type { GraphModel } from './items.ts';

/** Reads a graph's names and inputs. Never throws: what is missing, doubled or cyclic is kept as such. */
export function buildModel(graph: GraphData): GraphModel {
  throw new Error(`not written yet ${graph.nodes.length}`);
}
