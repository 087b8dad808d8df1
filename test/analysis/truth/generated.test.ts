/** The first of the generated programs; all of them are in generated.slow.test.ts. */

import { expect, it } from 'vitest';
import { compareAll, mutateAll } from './many.ts';

/** A program takes 0.2 s, and three times that on a machine that does something else. */
const patient = { timeout: 120_000 };

it(
  '100 generated programs have the graph and the shapes that the analysis found, and no complaint',
  patient,
  async () => {
    const { faults, known, tensors } = await compareAll(0, 100);
    expect(faults).toEqual([]);
    expect(known / tensors).toBeGreaterThan(0.95);
  },
);

it('with one literal changed, what the analysis calls an error fails', patient, async () => {
  const { falseErrors, failing, found } = await mutateAll(0, 100, 1);
  expect(falseErrors).toEqual([]);
  expect(found / failing).toBeGreaterThan(0.5);
});
