// `npm run bench:extension`: measures the packed extension in a real editor against the goals of its scale, and prints a
// table. Takes some minutes and 1.4 GB of the temporary folder, which it gives back. Names of measurements as arguments
// choose among them: folder, live, graph, activation.

import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installationVariable, provideInstallation } from '../../../scripts/e2e/installation.ts';
import { closeBrowser } from '../harness/browser.ts';
import { measurements, type Row } from './measurements.ts';

const needed = 4 << 30;

const asked = process.argv.slice(2);
const installation = await provideInstallation();
process.env[installationVariable] = JSON.stringify(installation);
const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-measure-'));
process.env.TMPDIR = scratch;
const data = join(scratch, 'data');
mkdirSync(data);
const rows: Row[] = [];
try {
  const { bavail, bsize } = statfsSync(scratch);
  if (bavail * bsize < needed) throw new Error(`The temporary folder needs ${needed >> 30} GiB for this.`);
  for (const [name, measure] of Object.entries(measurements)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`measuring ${name} …`);
    rows.push(...(await measure(data)));
  }
} finally {
  await closeBrowser();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

const widths = [Math.max(...rows.map(({ what }) => what.length)), Math.max(...rows.map(({ value }) => value.length))];
console.log();
for (const { what, value, goal } of rows) {
  console.log(
    `${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${goal === '' ? '' : `goal ${goal}`}`,
  );
}
