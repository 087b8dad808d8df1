/** Everything that must hold of one random graph. */

import type { SessionConfig } from '../../engine/index.ts';
import { Choices } from '../compiler/choices.ts';
import type { Growth } from './growth.ts';
import { roundTripFault } from './round-trip.ts';
import { type Feeds, fetchAll } from './run.ts';
import { shapeFault } from './shapes.ts';
import { checkSlope, type SlopeOutcome } from './slopes.ts';

export interface Checked {
  readonly fault?: string | undefined;
  /** Of graphs that are smooth. */
  readonly slope?: SlopeOutcome['kind'];
}

/** Kernels as they come, and each kind alone: the same graph is read back with the same. */
const configs: readonly SessionConfig[] = [{}, { kernels: 'javascript' }, { kernels: 'webAssembly' }];

export async function checkGraph({ seed, grower, smooth }: Growth): Promise<Checked> {
  const { open, twins } = grower.graphs;
  if (twins.length === 0) return {};
  const feeds: Feeds = grower.feeds.map(([{ name }, array]) => [name, array]);
  const config = configs[seed % configs.length];
  const results = await fetchAll(open, feeds, config);
  const form = seed % 10 < 2 ? 'text' : 'bytes';
  const fault = shapeFault(results, twins) ?? (await roundTripFault(open, feeds, results, form, config));
  if (fault || !smooth) return { fault };
  const made = twins.map((twin) => twin.open);
  const slope = await checkSlope(open, made, feeds, results, new Choices([seed, 7, 11]));
  return { slope: slope.kind, fault: slope.kind === 'fault' ? slope.text : undefined };
}
