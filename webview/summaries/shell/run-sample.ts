/** A short piece of a run's line, with its marker: how lists and tables show which run is meant. */

import type { ThemeKind } from '../../theme.ts';
import { type Marker, type RunStyle, styleColor, styleDash } from '../store/run-styles.ts';

const width = 22;
const height = 12;
const svg = 'http://www.w3.org/2000/svg';

/** Outlines about 0, 0 with a radius of 1; canvas and SVG draw the same. */
export const markerOutlines: Record<Exclude<Marker, 'circle'>, readonly (readonly [number, number])[]> = {
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  triangle: [
    [0, -1.1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  down: [
    [0, 1.1],
    [1.05, -0.8],
    [-1.05, -0.8],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  cross: [
    [-1.1, -0.4],
    [-0.4, -0.4],
    [-0.4, -1.1],
    [0.4, -1.1],
    [0.4, -0.4],
    [1.1, -0.4],
    [1.1, 0.4],
    [0.4, 0.4],
    [0.4, 1.1],
    [-0.4, 1.1],
    [-0.4, 0.4],
    [-1.1, 0.4],
  ],
};

export function runSample(style: RunStyle, theme: ThemeKind): SVGElement {
  const color = styleColor(style, theme);
  const line = shape('line', {
    x1: 0,
    y1: height / 2,
    x2: width,
    y2: height / 2,
    stroke: color,
    'stroke-width': 2,
    'stroke-dasharray': styleDash(style, theme).join(' ') || 'none',
  });
  const image = shape('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    class: 'sample',
    'aria-hidden': 'true',
  });
  image.append(line, markerShape(style.marker, color));
  return image;
}

function markerShape(marker: Marker, fill: string): SVGElement {
  const [x, y, radius] = [width / 2, height / 2, 3.6];
  if (marker === 'circle') return shape('circle', { cx: x, cy: y, r: radius, fill });
  const points = markerOutlines[marker].map(([dx, dy]) => `${x + dx * radius},${y + dy * radius}`).join(' ');
  return shape('polygon', { points, fill });
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
