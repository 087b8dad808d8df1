/** Every gradient of the registry against finite differences. */

import { describe, expect, it } from 'vitest';
import { registeredOps } from '../../engine/ops/index.ts';
import { gradientCases } from './cases/index.ts';
import { checkAgainstDifferences, checkVariants, prepare } from './check-gradient.ts';

/**
 * Those of a variable's reference are tried in test/api/cond.test.ts; RandomGamma's, which is of the distribution and not
 * of one stream's numbers, against TensorFlow's in test/golden/sampling.test.ts.
 */
const differentiable = registeredOps()
  .filter((def) => typeof def.gradient === 'function' && def.referenceInput < 0 && def.type !== 'RandomGamma')
  .map((def) => def.type);

describe('the table of cases', () => {
  it('has some for every operation with a gradient', () => {
    expect(differentiable.filter((type) => !gradientCases[type]?.length)).toEqual([]);
  });
  it('has none for other operations', () => {
    expect(Object.keys(gradientCases).filter((type) => !differentiable.includes(type))).toEqual([]);
  });
});

describe.each(Object.keys(gradientCases).sort())('the gradient of %s', (type) => {
  const cases = gradientCases[type];
  it.each(cases)('is the slope: $name', async (check) => {
    await checkAgainstDifferences(check);
  });
  it('belongs to the operation', () => {
    for (const check of cases) {
      using evaluator = prepare(check);
      expect(
        evaluator.graph.getOperations().map((node) => node.type),
        check.name,
      ).toContain(type);
    }
  });
  it.each(cases)('is the same with shapes unknown and in single precision: $name', async (check) => {
    await checkVariants(check);
  });
});
