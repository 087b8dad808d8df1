/**
 * What test/interop/graphs.py found to agree with TensorFlow, against what is recorded in test/conformity: nothing may
 * be lost. With TENSORLOOM_RECORD=1 it is recorded anew.
 *   node test/interop/conformity-check.ts FOLDER
 */

import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TensorFlowEvidence } from '../conformity/evidence.ts';
import { tensorFlowFile } from '../conformity/page.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder that the graphs are in.');
const found = join(folder, 'conformity.json');

if (process.env.TENSORLOOM_RECORD) {
  await copyFile(found, tensorFlowFile);
  console.log('Recorded. `npm run conformity -- 0` writes the page.');
} else {
  const read = async (file: string | URL) => JSON.parse(await readFile(file, 'utf8')) as TensorFlowEvidence;
  const [now, recorded] = [await read(found), await read(tensorFlowFile)];
  const lost = Object.keys(recorded.agreed).filter((cell) => !now.agreed[cell] && !now.lacks[cell]);
  console.log(`${Object.keys(now.agreed).length} pairs of operation and element type agree with TensorFlow`);
  if (lost.length > 0) {
    console.error(`No graph that agrees has these any more: ${lost.join(', ')}.`);
    process.exitCode = 1;
  }
}
