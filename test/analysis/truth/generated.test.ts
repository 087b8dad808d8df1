/** The first of the generated programs; all of them are in generated.slow.test.ts. */

import { expect, it } from 'vitest';
import { compareAll, mutateAll } from './many.ts';

it('100 generated programs have the graph and the shapes that the analysis found, and no complaint', async () => {
  const { faults, known, tensors } = await compareAll(0, 100);
  expect(faults).toEqual([]);
  expect(known / tensors).toBeGreaterThan(0.95);
});

it('with one literal changed, what the analysis calls an error fails', async () => {
  const { falseErrors, failing, found } = await mutateAll(0, 100, 1);
  expect(falseErrors).toEqual([]);
  expect(found / failing).toBeGreaterThan(0.5);
});
