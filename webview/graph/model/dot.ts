/** The visible graph as Graphviz text. */

import type { VisibleGraph } from './visible.ts';

export function toDot(visible: VisibleGraph, title: string): string {
  throw new Error(`not written yet ${visible} ${title}`);
}
