/** Everything that must hold of one random graph. */

import type { Operation, Tensor } from '../../engine/graph/index.ts';
import type { SessionConfig } from '../../engine/index.ts';
import { Choices } from '../compiler/choices.ts';
import type { Growth } from './growth.ts';
import { kernelFormsFault } from './kernel-forms.ts';
import { passesFault } from './passes.ts';
import { roundTripFault } from './round-trip.ts';
import { type Feeds, fetchAll } from './run.ts';
import { shapeFault } from './shapes.ts';
import { checkSlope, type SlopeOutcome } from './slopes.ts';

export interface Checked {
  readonly fault?: string | undefined;
  /** Of graphs that are smooth. */
  readonly slope?: SlopeOutcome['kind'];
  /** Operations of which shapes, numbers and gradients were found right. */
  readonly shaped?: readonly Operation[];
  readonly forward?: readonly Operation[];
  readonly sloped?: readonly Operation[];
}

/** Kernels as they come, and each kind alone: the same graph is read back with the same. */
const configs: readonly SessionConfig[] = [{}, { kernels: 'javascript' }, { kernels: 'webAssembly' }];

export async function checkGraph({ seed, grower, smooth }: Growth): Promise<Checked> {
  const { open, twins } = grower.graphs;
  if (twins.length === 0) return {};
  const feeds: Feeds = grower.feeds.map(([{ name }, array]) => [name, array]);
  const config = configs[seed % configs.length];
  const results = await fetchAll(open, feeds, config);
  const compared = [...results.keys()];
  const shaped = [...new Set(compared.map(({ op }) => op))];
  const form = seed % 10 < 2 ? 'text' : 'bytes';
  const made = twins.map((twin) => twin.open);
  const ends = made.filter((tensor) => tensor.consumers().length === 0);
  const comparesPasses = config.kernels === 'javascript';
  // A tenth of all graphs.
  const comparesForms = comparesPasses && seed % 10 < 3;
  const fault =
    shapeFault(results, twins) ??
    (comparesPasses ? await passesFault(open, feeds, results, ends) : undefined) ??
    (comparesForms ? await kernelFormsFault(feeds, results) : undefined) ??
    (await roundTripFault(open, feeds, results, form, config));
  if (fault) return { fault };
  const done = { shaped, ...(comparesPasses && { forward: ancestors(compared) }) };
  if (!smooth) return done;
  const slope = await checkSlope(open, made, feeds, results, new Choices([seed, 7, 11]));
  if (slope.kind === 'fault') return { slope: slope.kind, fault: slope.text };
  return { ...done, slope: slope.kind, ...(slope.kind === 'same' && { sloped: slope.checked }) };
}

/** All operations that these tensors come from. */
function ancestors(tensors: readonly Tensor[]): Operation[] {
  const found = new Set(tensors.map(({ op }) => op));
  for (const op of found)
    for (const from of [...op.inputs.map((input) => input.op), ...op.controlInputs]) found.add(from);
  return [...found];
}
