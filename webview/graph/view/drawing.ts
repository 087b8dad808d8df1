/** The whole graph as a PNG: Cytoscape's picture with the overlay drawn over it. */

import type { Core } from 'cytoscape';

/** Browsers refuse larger canvases, or take minutes for them. */
const maxSide = 8000;
const scaleWanted = 2;
const margin = 16;

export async function drawingOf(
  cy: Core,
  background: string,
  drawOver: (ctx: CanvasRenderingContext2D, zoom: number) => void,
): Promise<Uint8Array> {
  const bounds = cy.elements().boundingBox({});
  const scale = Math.min(scaleWanted, maxSide / Math.max(1, bounds.w), maxSide / Math.max(1, bounds.h));
  const picture = await createImageBitmap(await cy.png({ full: true, scale, output: 'blob-promise' }));
  const canvas = document.createElement('canvas');
  canvas.width = picture.width + 2 * margin;
  canvas.height = picture.height + 2 * margin;
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('The browser gives no canvas to draw the picture on.');
  ctx.fillStyle = background;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(picture, margin, margin);
  ctx.setTransform(scale, 0, 0, scale, margin - bounds.x1 * scale, margin - bounds.y1 * scale);
  drawOver(ctx, scale);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('The graph is too large for a picture; export it as SVG.');
  return new Uint8Array(await blob.arrayBuffer());
}
