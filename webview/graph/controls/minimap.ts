/** The whole graph in a corner, with the part that is seen marked: to drag, and to jump. Shown only where it helps. */

import { element } from '../../dom.ts';
import type { Box, Point, Size } from '../layout/index.ts';
import type { Viewport } from '../page-state.ts';
import { paintOf } from '../view/elements.ts';
import type { Palette } from '../view/palette.ts';
import { boundsOf, type Scene } from '../view/scene.ts';
import { seenBox } from '../view/viewport.ts';

const room = { width: 180, height: 130 } as const;
const margin = 6;

export interface Minimap {
  readonly element: HTMLElement;
  draw(scene: Scene | null, palette: Palette): void;
  /** Moves the mark, and hides the map where all is seen anyway. */
  look(viewport: Viewport, size: Size): void;
}

export function createMinimap(onMove: (center: Point) => void): Minimap {
  const canvas = element('canvas', { class: 'minimap-canvas' });
  const mark = element('div', { class: 'minimap-mark' });
  const box = element('div', { class: 'minimap', hidden: true, 'aria-hidden': 'true' }, canvas, mark);
  let bounds: Box | null = null;
  let scale = 1;
  const toMap = ({ x, y }: Point, { x: cx, y: cy, width, height }: Box): Point => ({
    x: margin + (x - cx + width / 2) * scale,
    y: margin + (y - cy + height / 2) * scale,
  });
  box.addEventListener('pointerdown', (down) => {
    box.setPointerCapture(down.pointerId);
    const move = ({ clientX, clientY }: PointerEvent) => {
      if (bounds === null) return;
      const { left, top } = box.getBoundingClientRect();
      onMove({
        x: (clientX - left - margin) / scale + bounds.x - bounds.width / 2,
        y: (clientY - top - margin) / scale + bounds.y - bounds.height / 2,
      });
    };
    move(down);
    box.addEventListener('pointermove', move);
    box.addEventListener('lostpointercapture', () => box.removeEventListener('pointermove', move), { once: true });
    down.preventDefault();
  });
  return {
    element: box,
    draw(scene, palette) {
      bounds = scene === null ? null : boundsOf(scene);
      const ctx = canvas.getContext('2d');
      if (scene === null || bounds === null || ctx === null) return;
      scale = Math.min(
        (room.width - 2 * margin) / Math.max(1, bounds.width),
        (room.height - 2 * margin) / Math.max(1, bounds.height),
      );
      const width = Math.ceil(bounds.width * scale + 2 * margin);
      const height = Math.ceil(bounds.height * scale + 2 * margin);
      const ratio = devicePixelRatio;
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      for (const part of [canvas, box]) {
        part.style.width = `${width}px`;
        part.style.height = `${height}px`;
      }
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawNodes(ctx, scene, palette, (own) => ({
        ...toMap(own, bounds!),
        width: Math.max(1.5, own.width * scale),
        height: Math.max(1.5, own.height * scale),
      }));
    },
    look(viewport, size) {
      if (bounds === null || size.width === 0) return;
      const seen = seenBox(viewport, size);
      box.hidden = isInside(bounds, seen);
      const clip = intersection(seen, bounds);
      const { x, y } = toMap({ x: clip.x, y: clip.y }, bounds);
      const [width, height] = [Math.max(6, clip.width * scale), Math.max(6, clip.height * scale)];
      mark.style.transform = `translate(${x - width / 2}px, ${y - height / 2}px)`;
      mark.style.width = `${width}px`;
      mark.style.height = `${height}px`;
    },
  };
}

function drawNodes(
  ctx: CanvasRenderingContext2D,
  { visible, layout }: Scene,
  palette: Palette,
  place: (box: Box) => Box,
): void {
  for (const node of visible.nodes) {
    const own = layout.nodes.get(node.id);
    if (own === undefined) continue;
    const { x, y, width, height } = place(own);
    const { fill, border } = paintOf(node, 2, palette, undefined);
    ctx.fillStyle = node.expanded || palette.highContrast ? fill : border;
    ctx.fillRect(x - width / 2, y - height / 2, width, height);
    if (!node.expanded && !palette.highContrast) continue;
    ctx.strokeStyle = border;
    ctx.lineWidth = 0.5;
    ctx.strokeRect(x - width / 2, y - height / 2, width, height);
  }
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    Math.abs(inner.x - outer.x) <= (outer.width - inner.width) / 2 + 1 &&
    Math.abs(inner.y - outer.y) <= (outer.height - inner.height) / 2 + 1
  );
}

function intersection(one: Box, other: Box): Box {
  const span = (a: number, aSize: number, b: number, bSize: number) => {
    const from = Math.max(a - aSize / 2, b - bSize / 2);
    const to = Math.min(a + aSize / 2, b + bSize / 2);
    return { center: Math.min(Math.max((from + to) / 2, b - bSize / 2), b + bSize / 2), size: Math.max(0, to - from) };
  };
  const across = span(one.x, one.width, other.x, other.width);
  const down = span(one.y, one.height, other.y, other.height);
  return { x: across.center, y: down.center, width: across.size, height: down.size };
}
