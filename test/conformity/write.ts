/**
 * `npm run conformity`: runs the random graphs, writes down which operations they reached with which element types, and
 * makes docs/conformity.md of that and of what `npm run test:interop` has recorded of TensorFlow.
 *   npm run conformity [-- COUNT]
 */

import { writeFile } from 'node:fs/promises';
import { checkMany } from '../properties/check-many.ts';
import { docsPage, engineFile, pageOf, readEvidence } from './page.ts';

const count = Number(process.argv[2] ?? 10_000);
if (count > 0) {
  const { faults, evidence } = await checkMany(0, count);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  await writeFile(engineFile, `${JSON.stringify(evidence, null, 2)}\n`);
}
await writeFile(docsPage, pageOf(readEvidence()));
