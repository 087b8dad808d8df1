/** The laid-out graph as an SVG file, which stands alone: no variables, no scripts, no links. */

import type { Annotation, ItemId, VisibleEdge, VisibleGraph, VisibleNode } from '../model/index.ts';
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

function drawGroup({ id, label, name }: VisibleNode, { nodes }: Layout, colors: SvgColors): string {
  const box = nodes.get(id);
  if (box === undefined) return '';
  const y = box.y - box.height / 2 + titleHeight - 8;
  return (
    `<g><title>${escaped(name)}</title>${rectangle(box, colors.group, colors.border, 6)}` +
    `${text(label, { x: box.x, y }, box.width - 16, fontSize)}</g>`
  );
}

function drawNode({ id, kind, label, name }: VisibleNode, { nodes }: Layout, colors: SvgColors): string {
  const box = nodes.get(id);
  if (box === undefined) return '';
  const fill = colors.nodes.get(id) ?? colors.node;
  const shape = {
    operation: () => ellipse(box, fill, colors.border),
    scope: () => rectangle(box, fill, colors.border, 6),
    series: () =>
      [-3, 0, 3].map((by) => rectangle({ ...box, x: box.x + by, y: box.y + by }, fill, colors.border, 6)).join(''),
  }[kind]();
  const at = { x: box.x, y: box.y + fontSize * 0.35 };
  return `<g><title>${escaped(name)}</title>${shape}${text(label, at, box.width - 12, fontSize)}</g>`;
}

function drawEdge({ id, source, target, kind, width }: VisibleEdge, layout: Layout, colors: SvgColors): string {
  const points = pointsOf(id, source, target, layout);
  if (points === null) return '';
  const color = kind === 'reference' ? colors.reference : colors.edge;
  const dashes = kind === 'control' ? ' stroke-dasharray="4 3"' : '';
  const end = kind === 'reference' ? 'reference-arrow' : 'arrow';
  const start = kind === 'reference' ? ` marker-start="url(#${end})"` : '';
  const line =
    `<path d="M${points.map(({ x, y }) => numbers(x, y)).join('L')}" fill="none" stroke="${escaped(color)}"` +
    ` stroke-width="${round(width)}" stroke-linejoin="round"${dashes}${start} marker-end="url(#${end})"/>`;
  return line;
}

/** Above all lines and below the nodes, with a rim in the colour of the ground. */
function drawEdgeLabel({ id, source, target, label }: VisibleEdge, layout: Layout, colors: SvgColors): string {
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
    const labels = shown.map(({ id, label, edgeKind }) => ({ id, label, control: edgeKind === 'control' }));
    if (more > 0) labels.push({ id: ellipsisId(node.id, at), label: `${more} more`, control: false });
    for (const { id, label, control } of labels) {
      const own = layout.annotations.get(id);
      if (own === undefined) continue;
      const near = { x: own.x + (at === 'input' ? own.width / 2 : -own.width / 2), y: own.y };
      const end = border(box, near);
      const dashes = control ? ' stroke-dasharray="2 2"' : '';
      parts.push(
        `<path d="M${numbers(near.x, near.y)}L${numbers(end.x, end.y)}" stroke="${escaped(colors.edge)}"` +
          ` stroke-width="0.75" fill="none"${dashes}/>`,
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
