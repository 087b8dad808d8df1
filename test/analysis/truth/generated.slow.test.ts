import { expect, it } from 'vitest';
import { compareAll, mutateAll } from './many.ts';

it('1,000 generated programs have the graph and the shapes that the analysis found, and no complaint', async () => {
  const { faults, known, tensors } = await compareAll(0, 1000);
  console.log(`Of ${tensors} exported tensors, the analysis knows ${known}.`);
  expect(faults).toEqual([]);
  expect(known / tensors).toBeGreaterThan(0.95);
});

it('with one literal changed, what the analysis calls an error fails', async () => {
  const { falseErrors, failing, found, atLine, mutants } = await mutateAll(0, 1000, 1);
  console.log(`Of ${mutants} mutants ${failing} fail; the analysis finds ${found}, ${atLine} of them at their line.`);
  expect(falseErrors).toEqual([]);
  expect(found / failing).toBeGreaterThan(0.5);
});
