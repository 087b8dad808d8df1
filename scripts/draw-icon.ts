// Draws the extension's icon: threads on a loom, whose crossings are the nodes of a graph. Writes extension/images/
// icon.svg, and rasterises it with Chromium to icon.png, which is what the marketplace wants. Run by hand, after a change.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './tool.ts';

const size = 256;
const background = '#181c2e';
const warp = ['#58c4dc', '#4aa8e0', '#6c8cf0', '#9a7bf0'];
const weft = ['#ffb454', '#ff8f5e', '#f2708a'];
const thread = 13;
/** Where the threads run. */
const columns = [64, 107, 149, 192];
const rows = [76, 128, 180];
const edge = 34;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">
  <title>Tensorloom</title>
  <rect width="${size}" height="${size}" rx="52" fill="${background}"/>
  <g fill="none" stroke-linecap="round" stroke-width="${thread}">
${indent([...columns.map(warpThread), ...rows.map(weftThread), ...crossings()])}
  </g>
  <g fill="${background}" stroke-width="7">
${indent(nodes())}
  </g>
</svg>
`;

function warpThread(x: number, i: number): string {
  return line(x, edge, x, size - edge, warp[i] as string);
}

function weftThread(y: number, i: number): string {
  return line(edge, y, size - edge, y, weft[i] as string);
}

/** Over and under: at every second crossing the warp lies on top, with the weft cut off at its sides. */
function crossings(): string[] {
  return columns.flatMap((x, i) =>
    rows.flatMap((y, j) => {
      const above = (i + j) % 2 === 0;
      const reach = thread / 2 + 9;
      const [color, along] = above ? [warp[i] as string, 'vertical'] : [weft[j] as string, 'horizontal'];
      const [dx, dy] = along === 'vertical' ? [0, reach] : [reach, 0];
      return [
        `<path d="M${x - dx} ${y - dy}L${x + dx} ${y + dy}" stroke="${background}" stroke-width="${thread + 9}" stroke-linecap="butt"/>`,
        line(x - dx, y - dy, x + dx, y + dy, color),
      ];
    }),
  );
}

/** A path through the weave, as a graph runs through its operations. */
function nodes(): string[] {
  const path = [
    [0, 0],
    [1, 1],
    [2, 0],
    [2, 2],
    [3, 1],
  ] as const;
  return path.map(([i, j]) => {
    const color = (i + j) % 2 === 0 ? warp[i] : weft[j];
    return `<circle cx="${columns[i]}" cy="${rows[j]}" r="15" stroke="${color}"/>`;
  });
}

function line(x1: number, y1: number, x2: number, y2: number, color: string): string {
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${color}"/>`;
}

function indent(lines: readonly string[]): string {
  return lines.map((text) => `    ${text}`).join('\n');
}

const images = join(root, 'extension', 'images');
writeFileSync(join(images, 'icon.svg'), svg);
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await page.screenshot({ path: join(images, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
