/**
 * One random graph: its nodes, what it is fed, and what is wrong with it.
 *   node scripts/with-node24.mjs test/properties/show.ts SEED [STEPS TO LEAVE OUT …]
 */

import { formatGraph } from '../../engine/graphdef/index.ts';
import { checkGraph } from './check-graph.ts';
import { grow } from './growth.ts';

const [seed, ...without] = process.argv.slice(2).map(Number);
if (seed === undefined) throw new Error('Say which graph: its number, then the steps to leave out.');
const growth = grow(seed, { without });
console.log(formatGraph(growth.grower.graphs.open, { addShapes: false }));
for (const [{ name, dtype }, { shape, data }] of growth.grower.feeds)
  console.log(`${name}: ${dtype} [${shape}] = ${Array.from(data as never)}`);
console.log([...growth.taken].map(([place, name]) => `${place}: ${name}`).join(', '));
console.log(await checkGraph(growth));
