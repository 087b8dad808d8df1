/** What changed between two graphs of one source. */

import type { GraphData } from '../../protocol.ts';

export interface GraphDifference {
  readonly unchanged: readonly string[];
  /** The same name with another operation, inputs, attributes, device or shapes. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export function difference(before: GraphData, after: GraphData): GraphDifference {
  throw new Error(`not written yet ${before} ${after}`);
}
