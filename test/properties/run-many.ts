/**
 * Checks random graphs in a process of its own, and prints what came of it as JSON. A test runner watches every module it
 * loads, which takes as long again.
 *   node scripts/with-node24.mjs test/properties/run-many.ts FIRST COUNT
 */

import { checkMany } from './check-many.ts';

const [first, count] = process.argv.slice(2).map(Number);
const { faults, steps, slopes, evidence } = await checkMany(first, count);
console.log(JSON.stringify({ faults, steps: [...steps], slopes: [...slopes], evidence }));
