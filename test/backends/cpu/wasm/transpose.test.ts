import { expect, it } from 'vitest';
import { ProgramBuilder } from '../../../../engine/ops/kernel-language/index.ts';
import { feed, runProgram } from '../../naive-plan.ts';

it.each<[readonly number[], readonly number[]]>([
  [
    [8, 8],
    [1, 0],
  ],
  [
    [4, 4],
    [1, 0],
  ],
  [
    [37, 53],
    [1, 0],
  ],
  [
    [256, 100],
    [1, 0],
  ],
  [
    [5, 12, 9],
    [0, 2, 1],
  ],
  [
    [6, 7, 33],
    [2, 1, 0],
  ],
  [
    [6, 7, 33],
    [2, 0, 1],
  ],
  [
    [3, 4, 5, 16],
    [0, 3, 1, 2],
  ],
  [
    [2, 17, 3, 19],
    [3, 2, 1, 0],
  ],
])('a tensor of shape %j with its axes in the order %j', (shape, permutation) => {
  const [wanted, got] = (['javascript', 'webAssembly'] as const).map((kernels) => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', shape);
    const data = Float32Array.from({ length: shape.reduce((a, c) => a * c, 1) }, (_, i) => i);
    return runProgram(b, [b.transpose(x, permutation)], [data], kernels)[0];
  });
  expect(got).toEqual(wanted);
});
