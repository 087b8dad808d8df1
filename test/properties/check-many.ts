/** Many random graphs; a fault is told with the fewest steps that show it, and how to see it again. */

import { type EngineEvidence, Tally } from '../conformity/evidence.ts';
import { type Checked, checkGraph } from './check-graph.ts';
import { grow } from './growth.ts';

export interface Outcomes {
  readonly faults: readonly string[];
  /** How often each kind of step was taken. */
  readonly steps: ReadonlyMap<string, number>;
  /** Outcomes of the comparison with differences, of smooth graphs. */
  readonly slopes: ReadonlyMap<string, number>;
  readonly evidence: EngineEvidence;
}

const mostFaults = 5;

export async function checkMany(first: number, count: number): Promise<Outcomes> {
  const faults: string[] = [];
  const steps = new Map<string, number>();
  const slopes = new Map<string, number>();
  const [shapes, forward, gradients] = [new Tally(), new Tally(), new Tally()];
  for (let seed = first; seed < first + count && faults.length < mostFaults; seed++) {
    const { checked, taken } = await check(seed, []);
    for (const name of taken.values()) add(steps, name);
    if (checked.slope) add(slopes, checked.slope);
    if (checked.fault) faults.push(await told(seed));
    shapes.add(checked.shaped ?? []);
    forward.add(checked.forward ?? []);
    gradients.add(checked.sloped ?? []);
  }
  const evidence = { graphs: count, shapes: shapes.counts, forward: forward.counts, gradients: gradients.counts };
  return { faults, steps, slopes, evidence };
}

async function check(
  seed: number,
  without: readonly number[],
): Promise<{ checked: Checked; taken: ReadonlyMap<number, string> }> {
  let taken: ReadonlyMap<number, string> = new Map();
  try {
    const growth = grow(seed, { without });
    taken = growth.taken;
    return { checked: await checkGraph(growth), taken };
  } catch (error) {
    return { checked: { fault: (error as Error).stack ?? String(error) }, taken };
  }
}

/** Leaves out one step after the other, the last first, while a fault remains. */
async function told(seed: number): Promise<string> {
  let without: readonly number[] = [];
  let { checked, taken } = await check(seed, without);
  for (const step of [...taken.keys()].reverse()) {
    const less = await check(seed, [...without, step]);
    if (!less.checked.fault || less.taken.size === 0) continue;
    without = [...without, step];
    ({ checked, taken } = less);
  }
  const again = `node scripts/with-node24.mjs test/properties/show.ts ${seed}${without.map((step) => ` ${step}`).join('')}`;
  return `Graph ${seed}, steps ${[...taken.values()].join(', ')}: ${checked.fault}\n  See it: ${again}`;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
