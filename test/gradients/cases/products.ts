/** Matrix products, one and in stacks, in every combination of transposes. */

import { applied, type GradientCase, type GradientCases, sample } from '../gradient-case.ts';

const flags = [false, true].flatMap((a) => [false, true].map((b) => [a, b] as const));

/** [2, 3] · [3, 4], each turned over where its flag says so. */
function factors(
  transposeX: boolean,
  transposeY: boolean,
  batchX: readonly number[] = [],
  batchY: readonly number[] = [],
) {
  return [
    sample([...batchX, ...(transposeX ? [3, 2] : [2, 3])]),
    sample([...batchY, ...(transposeY ? [4, 3] : [3, 4])], -1, 3),
  ];
}

function stacks(type: string, batchX: readonly number[], batchY: readonly number[]): GradientCase[] {
  return flags.map(([adj_x, adj_y]) =>
    applied(
      type,
      `stacks [${batchX}] and [${batchY}]${adj_x ? ', x transposed' : ''}${adj_y ? ', y transposed' : ''}`,
      factors(adj_x, adj_y, batchX, batchY),
      { adj_x, adj_y },
    ),
  );
}

export const productCases: GradientCases = {
  MatMul: [
    ...flags.map(([transpose_a, transpose_b]) =>
      applied(
        'MatMul',
        `${transpose_a ? 'aᵀ' : 'a'} · ${transpose_b ? 'bᵀ' : 'b'}`,
        factors(transpose_a, transpose_b),
        { transpose_a, transpose_b },
      ),
    ),
    applied('MatMul', 'a column and a row', [sample([3, 1]), sample([1, 2])]),
    applied('MatMul', 'over an empty axis', [sample([2, 0]), sample([0, 2])]),
  ],
  BatchMatMul: [...stacks('BatchMatMul', [2], [2]), ...stacks('BatchMatMul', [], []).slice(0, 1)],
  BatchMatMulV2: [
    ...stacks('BatchMatMulV2', [2], [2]),
    ...stacks('BatchMatMulV2', [2, 1], [2]),
    ...stacks('BatchMatMulV2', [], [2]).slice(0, 2),
  ],
};
