/** Every operation gives what TensorFlow gives: values, gradients, static shapes and refusals. */

import { describe, expect, it } from 'vitest';
import { type GoldenCase, readFixture } from './fixture.ts';
import { differencesOf, modesOf } from './run-case.ts';

const FAMILIES = [
  'unary',
  'binary',
  'compare',
  'cast',
  'clip',
  'special',
  'sums',
  'bits',
  'rows',
  'reductions',
  'norms',
  'join',
  'slices',
  'shapes',
  'index',
  'fresh',
  'products',
  'equations',
  'least_squares',
  'matrix_parts',
  'orthogonal',
  'image_sizes',
  'image_orientation',
  'image_frames',
  'image_colors',
  'image_conversions',
  'image_boxes',
  'image_windows',
  'volumes',
  'any_convolutions',
  'any_pools',
  'statistics',
  'pictures',
  'rounding',
  'convolution',
  'pooling',
  'activations',
  'losses',
  'normalization',
  'ranking',
];

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
      it(golden.name, async () => {
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
