// A chart of all ratios: one line a workload, one dot a peer, its place the peer's speed beside Tensorloom's (1), on a
// logarithmic axis. An SVG that reads on light and on dark pages.

import { peers, tensorloom } from '../peers/catalogue.ts';
import { bestRatio, type WorkloadResult } from '../results.ts';

const colors = ['#e07b39', '#c2457a', '#7a5ad6', '#2f8fd0', '#17a2a2', '#3c9a4a', '#a08a2c', '#777777'];
const ink = '#808890';
const left = 300;
const width = 960;
const rowHeight = 26;
const top = 64;

interface Dot {
  readonly row: number;
  readonly peer: number;
  /** The peer's speed, Tensorloom's being 1. */
  readonly speed: number;
}

export function chartOf(results: readonly WorkloadResult[]): string {
  const others = peers.filter(({ name }) => name !== tensorloom);
  const dots = results.flatMap(({ measured }, row): Dot[] =>
    others.flatMap(({ name }, peer) => {
      const ratio = bestRatio(measured, name);
      return ratio === undefined ? [] : [{ row, peer, speed: 1 / ratio }];
    }),
  );
  const decades = decadesOf(dots.map(({ speed }) => speed));
  const x = (speed: number) =>
    left + ((Math.log10(speed) - decades[0]) / (decades[1] - decades[0])) * (width - left - 30);
  const bottom = top + results.length * rowHeight;
  const used = others
    .map((peer, index) => ({ peer, index }))
    .filter(({ index }) => dots.some((dot) => dot.peer === index));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 44}" font-family="sans-serif" font-size="13" fill="${ink}">`,
    '<title>The speed of others, Tensorloom’s being 1</title>',
    ...used.map(({ peer, index }, place) => legend(peer.title, colors[index % colors.length], place)),
    ...ticksOf(decades).map((value) => tick(value, x(value), bottom)),
    ...results.map(({ workload }, row) => label(workload.title, row)),
    ...dots.map(({ row, peer, speed }) => dot(x(speed), row, colors[peer % colors.length], others[peer].title, speed)),
    `<text x="${width - 30}" y="${bottom + 38}" text-anchor="end">speed beside Tensorloom’s: right of 1 is faster than it</text>`,
    '</svg>\n',
  ].join('\n');
}

/** Whole powers of ten around all of them and around 1. */
function decadesOf(speeds: readonly number[]): [number, number] {
  const exponents = speeds.map(Math.log10);
  return [Math.floor(Math.min(-1, ...exponents)), Math.ceil(Math.max(1, ...exponents))];
}

function ticksOf([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
}

function tick(value: number, x: number, bottom: number): string {
  const line = value === 1 ? 'stroke-width="2"' : 'stroke-width="0.5"';
  return [
    `<line x1="${round(x)}" x2="${round(x)}" y1="${top - 8}" y2="${bottom}" stroke="${ink}" ${line}/>`,
    `<text x="${round(x)}" y="${bottom + 18}" text-anchor="middle">${value >= 1 ? value : value.toFixed(-Math.log10(value))}</text>`,
  ].join('');
}

function label(title: string, row: number): string {
  return `<text x="${left - 16}" y="${middle(row) + 4}" text-anchor="end">${escaped(title)}</text>`;
}

function dot(x: number, row: number, color: string, title: string, speed: number): string {
  const tip = `${escaped(title)}: ${speed.toPrecision(3)}`;
  return `<circle cx="${round(x)}" cy="${middle(row)}" r="5" fill="${color}" fill-opacity="0.85"><title>${tip}</title></circle>`;
}

function legend(title: string, color: string, place: number): string {
  const x = 20 + (place % 4) * 235;
  const y = 18 + Math.floor(place / 4) * 22;
  return `<circle cx="${x}" cy="${y - 4}" r="5" fill="${color}"/><text x="${x + 12}" y="${y}">${escaped(title)}</text>`;
}

function middle(row: number): number {
  return top + (row + 0.5) * rowHeight;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
