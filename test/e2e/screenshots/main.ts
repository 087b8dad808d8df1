// `npm run screenshots`: pictures of every view in every kind of theme in test-results/screenshots, to be looked at, and
// the few that the README shows in docs/images. `npm run screenshots -- dark` makes those of one theme.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installationVariable, provideInstallation } from '../../../scripts/e2e/installation.ts';
import { root } from '../../../scripts/tool.ts';
import type { Theme } from '../harness/editor.ts';
import { type Picture, takePictures } from './pictures.ts';

const all: readonly Theme[] = ['dark', 'light', 'high-contrast', 'high-contrast-light'];

/** The README's pictures, from the dark theme. */
const documented: Readonly<Record<string, Picture>> = {
  'typing.png': 'typing',
  'training.png': 'training',
  'scalars.png': 'scalars',
  'graph.png': 'graph-layer',
};
const mostBytes = 300_000;

const asked = process.argv.slice(2);
const chosen = all.filter((theme) => asked.length === 0 || asked.includes(theme));

const installation = await provideInstallation();
process.env[installationVariable] = JSON.stringify(installation);
const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-screenshots-'));
process.env.TMPDIR = scratch;
try {
  for (const theme of chosen) {
    const failed = await takePictures(theme);
    for (const [picture, error] of failed) console.error(`${theme}: no picture of ${picture}: ${error.message}`);
    if (failed.size > 0) process.exitCode = 1;
    console.log(`${theme}: test-results/screenshots/${theme}`);
  }
  if (chosen.includes('dark')) copyDocumented();
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

function copyDocumented(): void {
  const images = join(root, 'docs', 'images');
  mkdirSync(images, { recursive: true });
  for (const [name, picture] of Object.entries(documented)) {
    const bytes = readFileSync(join(installation.results, 'screenshots', 'dark', `${picture}.png`));
    if (bytes.length > mostBytes) throw new Error(`${name} has ${bytes.length} bytes, more than ${mostBytes}.`);
    writeFileSync(join(images, name), bytes);
    console.log(`docs/images/${name}: ${Math.round(bytes.length / 1024)} KiB`);
  }
}
