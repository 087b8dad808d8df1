/** What the colours and shapes mean: the chosen colouring's categories or scale, and the marks of nodes and edges. */

import { element, setAttributes } from '../../dom.ts';
import type { GraphData } from '../../protocol.ts';
import type { Coloring, NodeColor } from '../model/index.ts';
import type { Paint, Palette } from '../view/palette.ts';

/** More categories than this are counted, not listed. */
const listed = 8;

/** What only graphs of model files have, where there is any. */
interface Rarities {
  readonly faults: boolean;
  readonly loops: boolean;
}

export function legendContent(
  coloring: Coloring,
  palette: Palette,
  graph: GraphData | null,
  symbolsOpen: boolean,
): readonly Node[] {
  const rarities = {
    faults: graph?.nodes.some(({ fault }) => fault !== undefined) === true,
    loops: (graph?.loops?.length ?? 0) > 0,
  };
  return [...coloringPart(coloring, palette), marksPart(palette, rarities, symbolsOpen)];
}

const titles = {
  none: '',
  structure: 'Scopes of one structure',
  device: 'Devices',
  computeTime: 'Compute time',
  memory: 'Memory',
} as const satisfies Record<Coloring['by'], string>;

function coloringPart({ by, categories, range, colors }: Coloring, palette: Palette): readonly Node[] {
  if (by === 'none') return [];
  const title = element('h3', {}, titles[by]);
  if (by === 'computeTime' || by === 'memory') {
    if (range === null) return [title, element('p', { class: 'card-muted' }, 'Nothing was measured.')];
    const scale = element('div', { class: 'legend-scale', 'aria-hidden': 'true' });
    for (const step of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
      const part = element('span', {}, element('i'));
      part.style.background = palette.scale(step).fill;
      part.style.borderColor = palette.scale(step).border;
      (part.firstElementChild as HTMLElement).style.width = `${step * 100}%`;
      scale.append(part);
    }
    const ends = element(
      'div',
      { class: 'legend-ends' },
      element('span', {}, range.min),
      element('span', {}, range.max),
    );
    return [title, scale, ends];
  }
  const shown = shownCategories(colors.values());
  if (shown.length === 0) return [];
  const list = element('ul', { class: 'legend-list' });
  for (const place of shown.slice(0, listed)) {
    const name = categories[place] ?? '';
    list.append(
      element('li', { title: name }, swatch(palette.category(place), String(place + 1)), element('span', {}, name)),
    );
  }
  const more = shown.length - listed;
  return [title, list, ...(more > 0 ? [element('p', { class: 'card-muted' }, `and ${more} more`)] : [])];
}

/** Of what can be seen, in the order of their numbers. */
function shownCategories(colors: Iterable<NodeColor>): readonly number[] {
  const found = new Set<number>();
  for (const color of colors) {
    if (color.kind === 'category') found.add(color.category);
    else if (color.kind === 'mixed') for (const { category } of color.shares) found.add(category);
  }
  return [...found].sort((a, b) => a - b);
}

function swatch({ fill, border }: Paint, text: string): HTMLElement {
  const made = element('span', { class: 'swatch', 'aria-hidden': 'true' }, text);
  made.style.background = fill;
  made.style.borderColor = border;
  return made;
}

interface Mark {
  readonly name: string;
  readonly path: string;
  readonly color: (palette: Palette) => string;
  readonly dash?: string;
  readonly only?: keyof Rarities;
}

/** Drawn in 28 by 14 units. */
const marks: readonly Mark[] = [
  {
    name: 'Scope',
    path: 'M5 2h18a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Z',
    color: ({ scope }) => scope.border,
  },
  { name: 'Operation', path: 'M3 7a11 5 0 1 0 22 0a11 5 0 1 0-22 0Z', color: ({ operation }) => operation.border },
  { name: 'Variable', path: 'M4 3.5c0-2 20-2 20 0v7c0 2-20 2-20 0Z', color: ({ variable }) => variable.border },
  {
    name: 'Placeholder',
    path: 'M8 2h12l4 3.3v3.4L20 12H8L4 8.700V5.300Z',
    color: ({ placeholder }) => placeholder.border,
  },
  { name: 'Constant', path: 'M11 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z', color: ({ operation }) => operation.border },
  { name: 'Data', path: 'M2 7h20M19 4l4 3-4 3', color: ({ edge }) => edge },
  { name: 'Written to', path: 'M2 7h20M19 4l4 3-4 3', color: ({ reference }) => reference },
  { name: 'Control', path: 'M2 7h20', color: ({ control }) => control, dash: '3 2' },
  {
    name: 'Loop',
    path: 'M5 1h18a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2ZM6 4h16v6H6Z',
    color: ({ scope }) => scope.border,
    only: 'loops',
  },
  { name: 'Not made', path: 'M9 2h10l6 5-6 5H9L3 7Z', color: ({ fault }) => fault, only: 'faults' },
  {
    name: 'Does not fit',
    path: 'M2 7h5M10 7h5M17 3v8M19 4l4 3-4 3Z',
    color: ({ fault }) => fault,
    only: 'faults',
  },
];

const svgNamespace = 'http://www.w3.org/2000/svg';

function marksPart(palette: Palette, rarities: Rarities, open: boolean): HTMLElement {
  const list = element('ul', { class: 'legend-marks' });
  for (const { name, path, color, dash, only } of marks) {
    if (only !== undefined && !rarities[only]) continue;
    const svg = document.createElementNS(svgNamespace, 'svg');
    setAttributes(svg, { viewBox: '0 0 28 14', width: 28, height: 14, 'aria-hidden': 'true' });
    const drawing = document.createElementNS(svgNamespace, 'path');
    const stroke = { stroke: color(palette), 'stroke-width': 1.3, fill: 'none', 'stroke-dasharray': dash };
    setAttributes(drawing, { d: path, ...stroke });
    svg.append(drawing);
    list.append(element('li', {}, svg, element('span', {}, name)));
  }
  return element('details', { class: 'legend-symbols', open }, element('summary', {}, 'Symbols'), list);
}
