/** The laid-out graph as an SVG file. */

import type { ItemId, VisibleGraph } from '../model/index.ts';
import type { Layout } from './placement.ts';

/** CSS colours, resolved (no variables: the file stands alone). */
export interface SvgColors {
  readonly background: string;
  readonly text: string;
  readonly border: string;
  readonly edge: string;
  readonly reference: string;
  /** Fill of a node that `nodes` does not name. */
  readonly node: string;
  readonly group: string;
  readonly nodes: ReadonlyMap<ItemId, string>;
  readonly fontFamily: string;
}

export function toSvg(visible: VisibleGraph, layout: Layout, colors: SvgColors): string {
  throw new Error(`not written yet ${visible} ${layout} ${colors}`);
}
