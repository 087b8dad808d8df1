import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alignment, packArena } from '../../engine/compiler/memory/arena.ts';

const lifetime = fc
  .tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: -1, max: 30 }), fc.integer({ min: 0, max: 10 }))
  .map(([bytes, from, length]) => ({ bytes, from, to: from + length }));

it('gives aligned offsets, and no two values that are alive together overlap', () => {
  fc.assert(
    fc.property(fc.array(lifetime, { maxLength: 40 }), (lifetimes) => {
      const { offsets, bytes } = packArena(lifetimes);
      lifetimes.forEach((a, i) => {
        expect(offsets[i] % alignment).toBe(0);
        expect(offsets[i] + a.bytes).toBeLessThanOrEqual(bytes);
        lifetimes.slice(i + 1).forEach((b, k) => {
          const j = i + 1 + k;
          const together = a.from <= b.to && b.from <= a.to;
          const apart = offsets[i] + a.bytes <= offsets[j] || offsets[j] + b.bytes <= offsets[i];
          expect(!together || apart || a.bytes === 0 || b.bytes === 0).toBe(true);
        });
      });
    }),
  );
});

it('lets values that are never alive together share memory', () => {
  const { bytes } = packArena([
    { bytes: 640, from: 0, to: 1 },
    { bytes: 640, from: 2, to: 3 },
  ]);
  expect(bytes).toBe(640);
});
