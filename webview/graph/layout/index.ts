/**
 * The graph page's layout: where the visible nodes go. Pure but for client.ts, which runs it in a worker:
 *
 *     const client = new LayoutClient(startWorker)   // createLayoutWorker in a page
 *     const layout = await client.layout(layoutRequest(visible))      // rejects with LayoutCancelled when overtaken
 *     keepInPlace(layout, previous, toggledId)                         // what was toggled stays where it was
 */

export { createLayoutWorker, LayoutCancelled, LayoutClient, type WorkerLike } from './client.ts';
export { layoutGraph } from './layout-graph.ts';
export type { Box, Layout, LayoutEdge, LayoutNode, LayoutRequest, Point, Size } from './placement.ts';
export { ellipsisId, type LabelMeasure, layoutRequest } from './request.ts';
export { keepInPlace } from './stable.ts';
export { type SvgColors, toSvg } from './svg.ts';
