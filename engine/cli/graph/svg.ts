/** A graph as a picture that needs no viewer but a browser: data flows upwards, as in TensorBoard. */

import type { GraphDescription } from '../../runner/index.ts';
import { edgesOf } from './edges.ts';
import { layeredLayout } from './layered-layout.ts';
import { shapeText } from './shape-text.ts';

const box = { width: 150, height: 34, gapX: 24, gapY: 46, margin: 20 };
const longestText = 24;

const style = [
  'text{font:11px sans-serif;text-anchor:middle;fill:#222}',
  '.op{font-size:9px;fill:#666}',
  'rect{fill:#f4f6fa;stroke:#5b6b8c;rx:5}',
  'path{fill:none;stroke:#9aa5bb}',
  '.control{stroke-dasharray:3 3}',
].join('');

export function formatSvg(graph: GraphDescription): string {
  const { nodes } = graph;
  const edges = edgesOf(graph);
  const placed = layeredLayout(nodes.length, edges);
  const layers = Math.max(0, ...placed.map(({ layer }) => layer + 1));
  const widths = new Array<number>(layers).fill(0);
  for (const { layer, order } of placed) widths[layer] = Math.max(widths[layer]!, order + 1);
  const widest = Math.max(1, ...widths);

  const left = ({ layer, order }: { layer: number; order: number }) =>
    box.margin + ((widest - widths[layer]!) / 2 + order) * (box.width + box.gapX);
  const top = ({ layer }: { layer: number }) => box.margin + (layers - 1 - layer) * (box.height + box.gapY);

  const lines = edges.map(({ from, to, shape }) => {
    const [a, b] = [placed[from]!, placed[to]!];
    const [x1, y1, x2, y2] = [left(a) + box.width / 2, top(a), left(b) + box.width / 2, top(b) + box.height];
    const middle = (y1 + y2) / 2;
    const kind = shape === undefined ? ' class="control"' : '';
    return `<path${kind} d="M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}"><title>${xmlText(
      `${nodes[from]!.name} → ${nodes[to]!.name} ${shape ?? '(control)'}`,
    )}</title></path>`;
  });
  const boxes = nodes.map(({ name, op, outputs }, index) => {
    const [x, y] = [left(placed[index]!), top(placed[index]!)];
    const about = `${name}\n${op} ${outputs.map(({ dtype, shape }) => dtype + shapeText(shape)).join(', ')}`;
    return (
      `<g><title>${xmlText(about)}</title><rect x="${x}" y="${y}" width="${box.width}" height="${box.height}"/>` +
      `<text x="${x + box.width / 2}" y="${y + 15}">${xmlText(shorten(name))}</text>` +
      `<text class="op" x="${x + box.width / 2}" y="${y + 27}">${xmlText(op)}</text></g>`
    );
  });
  const width = 2 * box.margin + widest * (box.width + box.gapX) - box.gapX;
  const height = 2 * box.margin + Math.max(1, layers) * (box.height + box.gapY) - box.gapY;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<style>${style}</style>`,
    ...lines,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
}

/** The end of a name says more than its scope. */
function shorten(name: string): string {
  return name.length <= longestText ? name : `…${name.slice(name.length - longestText + 1)}`;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
