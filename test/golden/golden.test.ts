/** Every operation gives what TensorFlow gives: values, gradients, static shapes and refusals. */

import { describe, expect, it } from 'vitest';
import { findFunction } from './engine.ts';
import { type GoldenCase, readFixture } from './fixture.ts';
import { differencesOf, modesOf } from './run-case.ts';

const FAMILIES = [
  'unary',
  'binary',
  'compare',
  'cast',
  'clip',
  'reductions',
  'norms',
  'join',
  'slices',
  'shapes',
  'index',
  'fresh',
  'products',
  'convolution',
  'pooling',
  'activations',
  'losses',
  'normalization',
  'ranking',
];

/** Functions that may come later: their cases are skipped until the function exists, and hold from then on. */
const LATER = new Set([
  'acosh',
  'asinh',
  'atanh',
  'booleanMask',
  'broadcastTo',
  'countNonzero',
  'cumprod',
  'cumsum',
  'eye',
  'globalNorm',
  'invertPermutation',
  'logicalXor',
  'norm',
  'tensordot',
  'toDouble',
  'toFloat',
  'toInt32',
  'toInt64',
  'nn.conv1d',
  'nn.crelu',
  'nn.depthwiseConv2d',
  'nn.localResponseNormalization',
  'nn.weightedCrossEntropyWithLogits',
  'nn.xwPlusB',
]);

async function message(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

for (const family of FAMILIES) {
  describe(family, () => {
    for (const golden of readFixture<{ cases: GoldenCase[] }>(family).cases) {
      const absent = LATER.has(golden.fn) && !findFunction(golden.fn);
      it.skipIf(absent)(golden.name, async () => {
        const faults: string[] = [];
        for (const mode of modesOf(golden)) {
          if (golden.error !== undefined) {
            const refusal = await message(() => differencesOf({ ...golden, outputs: [] }, mode));
            if (refusal === '') faults.push(`${mode}: accepted, where TensorFlow refuses`);
            else if (!new RegExp(golden.error, 'i').test(refusal)) faults.push(`${mode}: refused with: ${refusal}`);
            continue;
          }
          try {
            faults.push(...(await differencesOf(golden, mode)).map((fault) => `${mode}: ${fault}`));
          } catch (error) {
            faults.push(`${mode}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
          }
        }
        expect(faults.join('\n')).toBe('');
      });
    }
  });
}
