/** Distances in pixels. Ranks are as far apart as in TensorBoard. */

export const rankGap = 25;
export const nodeGap = 16;
/** Between an edge that passes and what is beside it. */
export const edgeGap = 8;
/** Between the main graph and what stands at its side. */
export const auxiliaryGap = 40;
/** Inside an expanded node's border. */
export const padding = 16;
/** For an expanded node's title, above its children. */
export const titleHeight = 24;
export const annotationGap = 12;
/** Between annotations, one above the other. */
export const annotationSpacing = 4;
