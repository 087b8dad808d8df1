/** What the colours and shapes mean: the chosen colouring's categories or scale, and the marks of nodes and edges. */

import { element, setAttributes } from '../../dom.ts';
import type { Coloring, NodeColor } from '../model/index.ts';
import type { Paint, Palette } from '../view/palette.ts';

/** More categories than this are counted, not listed. */
const listed = 8;

export function legendContent(coloring: Coloring, palette: Palette, symbolsOpen: boolean): readonly Node[] {
  return [...coloringPart(coloring, palette), marksPart(palette, symbolsOpen)];
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

type Mark = readonly [name: string, path: string, color: (palette: Palette) => string, dash?: string];

/** Drawn in 28 by 14 units. */
const marks: readonly Mark[] = [
  ['Scope', 'M5 2h18a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Z', ({ scope }) => scope.border],
  ['Operation', 'M3 7a11 5 0 1 0 22 0a11 5 0 1 0-22 0Z', ({ operation }) => operation.border],
  ['Variable', 'M4 3.5c0-2 20-2 20 0v7c0 2-20 2-20 0Z', ({ variable }) => variable.border],
  ['Placeholder', 'M8 2h12l4 3.3v3.4L20 12H8L4 8.700V5.300Z', ({ placeholder }) => placeholder.border],
  ['Constant', 'M11 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z', ({ operation }) => operation.border],
  ['Data', 'M2 7h20M19 4l4 3-4 3', ({ edge }) => edge],
  ['Written to', 'M2 7h20M19 4l4 3-4 3', ({ reference }) => reference],
  ['Control', 'M2 7h20', ({ control }) => control, '3 2'],
];

const svgNamespace = 'http://www.w3.org/2000/svg';

function marksPart(palette: Palette, open: boolean): HTMLElement {
  const list = element('ul', { class: 'legend-marks' });
  for (const [name, path, color, dash] of marks) {
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
