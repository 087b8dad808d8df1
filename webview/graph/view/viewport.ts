/** Where to look: zoom and pan for a box of the graph. Pure; a place p of the graph is drawn at p·zoom + pan. */

import type { Box, Size } from '../layout/index.ts';
import type { Viewport } from '../page-state.ts';

export const zoomLimits = { min: 0.02, max: 4 } as const;
/** A small graph is not blown up, and what was just opened is not shrunk beyond reading. */
const fitMaxZoom = 1.25;
const readableZoom = 0.7;
/** A graph is opened at least this large; what does not fit then is in the minimap. */
const openZoom = 0.45;
const margin = 28;

/** Everything, in the middle. */
export function viewportFitting(bounds: Box, size: Size): Viewport {
  const room = { width: Math.max(1, size.width - 2 * margin), height: Math.max(1, size.height - 2 * margin) };
  const wanted = Math.min(room.width / Math.max(1, bounds.width), room.height / Math.max(1, bounds.height), fitMaxZoom);
  return centered(bounds, Math.max(zoomLimits.min, wanted), size);
}

/** As a graph is first shown: everything, or where its data comes in, at the lower end. */
export function viewportOpening(bounds: Box, size: Size): Viewport {
  const fitting = viewportFitting(bounds, size);
  if (fitting.zoom >= openZoom) return fitting;
  const { x, y } = centered(bounds, openZoom, size);
  const isTall = bounds.height * openZoom > size.height - 2 * margin;
  return { zoom: openZoom, x, y: isTall ? size.height - margin - (bounds.y + bounds.height / 2) * openZoom : y };
}

/** The least movement after which the box can be seen; its top, where it is too large to be seen whole and read. */
export function viewportShowing(box: Box, from: Viewport, size: Size): Viewport {
  const fits = Math.min((size.width - 2 * margin) / box.width, (size.height - 2 * margin) / box.height);
  const zoom = fits < from.zoom ? Math.max(fits, Math.min(from.zoom, readableZoom)) : from.zoom;
  if (zoom !== from.zoom) return zoom > fits ? topOf(box, zoom, size) : centered(box, zoom, size);
  const x = moved(box.x * zoom + from.x, (box.width * zoom) / 2, size.width);
  const y = moved(box.y * zoom + from.y, (box.height * zoom) / 2, size.height);
  return { zoom, x: from.x + x, y: from.y + y };
}

/** The box in the middle, readable. */
export function viewportCentering(box: Box, from: Viewport, size: Size): Viewport {
  const fits = Math.min((size.width - 2 * margin) / box.width, (size.height - 2 * margin) / box.height);
  const zoom = Math.min(Math.max(from.zoom, 0.8), Math.max(fits, readableZoom));
  return zoom > fits ? topOf(box, zoom, size) : centered(box, zoom, size);
}

/** Larger or smaller around a point of the view. */
export function viewportZoomed(from: Viewport, factor: number, around: { x: number; y: number }): Viewport {
  const zoom = Math.min(zoomLimits.max, Math.max(zoomLimits.min, from.zoom * factor));
  const scale = zoom / from.zoom;
  return { zoom, x: around.x - (around.x - from.x) * scale, y: around.y - (around.y - from.y) * scale };
}

/** The part of the graph that is seen. */
export function seenBox({ zoom, x, y }: Viewport, { width, height }: Size): Box {
  return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom, width: width / zoom, height: height / zoom };
}

function centered({ x, y }: Box, zoom: number, { width, height }: Size): Viewport {
  return { zoom, x: width / 2 - x * zoom, y: height / 2 - y * zoom };
}

function topOf(box: Box, zoom: number, size: Size): Viewport {
  const { x, y } = centered(box, zoom, size);
  return { zoom, x, y: box.height * zoom > size.height ? margin - (box.y - box.height / 2) * zoom : y };
}

function moved(center: number, half: number, room: number): number {
  if (center - half < margin) return margin - (center - half);
  if (center + half > room - margin) return room - margin - (center + half);
  return 0;
}
