/** The laid-out graph as an SVG file, which stands alone: no variables, no scripts, no links. */

import {
  type Annotation,
  edgeText,
  type ItemId,
  type VisibleEdge,
  type VisibleGraph,
  type VisibleNode,
} from '../model/index.ts';
import type { Box, Layout, Point } from './placement.ts';
import { ellipsisId } from './request.ts';
import { titleHeight } from './spacing.ts';

/** CSS colours, resolved (no variables: the file stands alone). */
export interface SvgColors {
  readonly background: string;
  readonly text: string;
  readonly border: string;
  readonly edge: string;
  readonly reference: string;
  /** Of what could not be made, and of the edges into it. */
  readonly fault: string;
  /** Fill of a node that `nodes` does not name. */
  readonly node: string;
  readonly group: string;
  readonly nodes: ReadonlyMap<ItemId, string>;
  readonly fontFamily: string;
}

const margin = 20;
const fontSize = 12;
const smallFontSize = 10;
const characterWidth = 0.55;

export function toSvg(visible: VisibleGraph, layout: Layout, colors: SvgColors): string {
  const { bounds } = layout;
  const width = Math.ceil(bounds.width + 2 * margin);
  const height = Math.ceil(bounds.height + 2 * margin);
  const left = bounds.x - bounds.width / 2 - margin;
  const top = bounds.y - bounds.height / 2 - margin;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"` +
      ` viewBox="${numbers(left, top, width, height)}" font-family="${escaped(colors.fontFamily)}"` +
      ` font-size="${fontSize}" fill="${escaped(colors.text)}">`,
    marker('arrow', colors.edge),
    marker('reference-arrow', colors.reference),
    marker('fault-arrow', colors.fault),
    `<rect x="${round(left)}" y="${round(top)}" width="${width}" height="${height}" fill="${escaped(colors.background)}"/>`,
    ...visible.nodes.filter(({ expanded }) => expanded).map((node) => drawGroup(node, layout, colors)),
    ...visible.edges.map((edge) => drawEdge(edge, layout, colors)),
    ...visible.edges.map((edge) => drawEdgeLabel(edge, layout, colors)),
    ...visible.nodes.filter(({ expanded }) => !expanded).map((node) => drawNode(node, layout, colors)),
    ...visible.nodes.map((node) => drawAnnotations(node, layout, colors)),
    '</svg>',
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function marker(id: string, color: string): string {
  return (
    `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8"` +
    ` markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="${escaped(color)}"/></marker>`
  );
}

function drawGroup({ id, kind, label, name }: VisibleNode, { nodes }: Layout, colors: SvgColors): string {
  const box = nodes.get(id);
  if (box === undefined) return '';
  const y = box.y - box.height / 2 + titleHeight - 8;
  const draw = kind === 'loop' ? doubleRectangle : rectangle;
  return (
    `<g><title>${escaped(name)}</title>${draw(box, colors.group, colors.border, 6)}` +
    `${text(label, { x: box.x, y }, box.width - 16, fontSize)}</g>`
  );
}

function drawNode(node: VisibleNode, { nodes }: Layout, colors: SvgColors): string {
  const { id, kind, label, name, faults, fault } = node;
  const box = nodes.get(id);
  if (box === undefined) return '';
  const fill = colors.nodes.get(id) ?? colors.node;
  const border = faults > 0 ? colors.fault : colors.border;
  const shape = {
    operation: () => (fault === null ? ellipse(box, fill, border) : hexagon(box, fill, border)),
    scope: () => rectangle(box, fill, border, 6),
    series: () => [-3, 0, 3].map((by) => rectangle({ ...box, x: box.x + by, y: box.y + by }, fill, border, 6)).join(''),
    loop: () => doubleRectangle(box, fill, border, 6),
  }[kind]();
  const at = { x: box.x, y: box.y + fontSize * 0.35 };
  const title = fault === null ? name : `${name}: ${fault}`;
  const shown = faults > 0 ? `! ${label}` : label;
  return `<g><title>${escaped(title)}</title>${shape}${text(shown, at, box.width - 12, fontSize)}</g>`;
}

function drawEdge(edge: VisibleEdge, layout: Layout, colors: SvgColors): string {
  const { id, source, target, kind, width, faulty } = edge;
  const points = pointsOf(id, source, target, layout);
  if (points === null) return '';
  const color = faulty ? colors.fault : kind === 'reference' ? colors.reference : colors.edge;
  const dashes = faulty ? ' stroke-dasharray="8 4"' : kind === 'control' ? ' stroke-dasharray="4 3"' : '';
  const end = faulty ? 'fault-arrow' : kind === 'reference' ? 'reference-arrow' : 'arrow';
  const start = kind === 'reference' ? ` marker-start="url(#${end})"` : '';
  const line =
    `<path d="M${points.map(({ x, y }) => numbers(x, y)).join('L')}" fill="none" stroke="${escaped(color)}"` +
    ` stroke-width="${round(width)}" stroke-linejoin="round"${dashes}${start} marker-end="url(#${end})"/>`;
  return line;
}

/** Above all lines and below the nodes, with a rim in the colour of the ground. */
function drawEdgeLabel(edge: VisibleEdge, layout: Layout, colors: SvgColors): string {
  const { id, source, target } = edge;
  const label = edgeText(edge);
  const points = pointsOf(id, source, target, layout);
  if (label === '' || points === null) return '';
  const middle = points.length % 2 === 1 ? points[points.length >> 1]! : between(points);
  const rim = ` stroke="${escaped(colors.background)}" stroke-width="3" paint-order="stroke"`;
  return text(label, { x: middle.x, y: middle.y + 3 }, 160, smallFontSize, rim);
}

function pointsOf(id: string, source: ItemId, target: ItemId, layout: Layout): readonly Point[] | null {
  const from = layout.nodes.get(source);
  const to = layout.nodes.get(target);
  if (from === undefined || to === undefined) return null;
  const bends = layout.bends.get(id) ?? [];
  return [border(from, bends[0] ?? to), ...bends, border(to, bends.at(-1) ?? from)];
}

function between(points: readonly Point[]): Point {
  const a = points[points.length / 2 - 1]!;
  const b = points[points.length / 2]!;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function drawAnnotations(node: VisibleNode, layout: Layout, colors: SvgColors): string {
  const box = layout.nodes.get(node.id);
  if (box === undefined || node.expanded) return '';
  const parts: string[] = [];
  const side = (at: 'input' | 'output', shown: readonly Annotation[], more: number) => {
    const labels = shown.map(({ id, label, edgeKind, faulty }) => ({
      id,
      label: edgeText({ label, faulty }),
      dashes: faulty ? '4 2' : edgeKind === 'control' ? '2 2' : '',
      color: faulty ? colors.fault : colors.edge,
    }));
    if (more > 0) labels.push({ id: ellipsisId(node.id, at), label: `${more} more`, dashes: '', color: colors.edge });
    for (const { id, label, dashes, color } of labels) {
      const own = layout.annotations.get(id);
      if (own === undefined) continue;
      const near = { x: own.x + (at === 'input' ? own.width / 2 : -own.width / 2), y: own.y };
      const end = border(box, near);
      parts.push(
        `<path d="M${numbers(near.x, near.y)}L${numbers(end.x, end.y)}" stroke="${escaped(color)}"` +
          ` stroke-width="0.75" fill="none"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}/>`,
        text(label, { x: own.x, y: own.y + smallFontSize * 0.35 }, own.width, smallFontSize),
      );
    }
  };
  side('input', node.inputs.shown, node.inputs.more);
  side('output', node.outputs.shown, node.outputs.more);
  return parts.join('');
}

/** Where the line from the box's centre to a point leaves the box. */
function border({ x, y, width, height }: Box, to: Point): Point {
  const dx = to.x - x;
  const dy = to.y - y;
  const share = Math.min(1, width / 2 / Math.abs(dx), height / 2 / Math.abs(dy));
  return { x: x + dx * share, y: y + dy * share };
}

function rectangle({ x, y, width, height }: Box, fill: string, stroke: string, radius: number): string {
  return (
    `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}"` +
    ` rx="${radius}" fill="${escaped(fill)}" stroke="${escaped(stroke)}"/>`
  );
}

/** Two lines around it, as of what is made again and again. */
function doubleRectangle(box: Box, fill: string, stroke: string, radius: number): string {
  const inner = { ...box, width: box.width - 6, height: box.height - 6 };
  return rectangle(box, fill, stroke, radius) + rectangle(inner, 'none', stroke, radius - 2);
}

/** Pointed at both sides, as nothing else is. */
function hexagon({ x, y, width, height }: Box, fill: string, stroke: string): string {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  const points = [
    [left + width / 4, top],
    [right - width / 4, top],
    [right, y],
    [right - width / 4, bottom],
    [left + width / 4, bottom],
    [left, y],
  ] as const;
  const path = points.map(([px, py]) => numbers(px, py)).join('L');
  return `<path d="M${path}Z" fill="${escaped(fill)}" stroke="${escaped(stroke)}" stroke-width="2"/>`;
}

function ellipse({ x, y, width, height }: Box, fill: string, stroke: string): string {
  return (
    `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(width / 2)}" ry="${round(height / 2)}"` +
    ` fill="${escaped(fill)}" stroke="${escaped(stroke)}"/>`
  );
}

function text(label: string, { x, y }: Point, width: number, size: number, more = ''): string {
  const fits = Math.max(1, Math.floor(width / (size * characterWidth)));
  const shown = label.length > fits ? `${label.slice(0, Math.max(1, fits - 1))}…` : label;
  const sized = size === fontSize ? '' : ` font-size="${size}"`;
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="middle"${sized}${more}>${escaped(shown)}</text>`;
}

function numbers(...values: readonly number[]): string {
  return values.map(round).join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and attributes. What XML cannot hold at all, halves of surrogate pairs included, becomes a replacement mark. */
export function escaped(value: string): string {
  return value
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => entities[character]!)
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
