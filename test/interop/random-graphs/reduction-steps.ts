/** Steps that reduce, scan, rank and multiply. */

import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { floatTypes, type Grower, numericTypes, rankOf, type Step, signedTypes, sizes } from './grower.ts';

function axesOf(g: Grower, rank: number): number[] {
  const all = g.c.chance(4);
  return Array.from({ length: rank }, (_, i) => i - (g.flip() ? rank : 0)).filter(() => all || g.flip());
}

const reduction =
  (type: string, types: Parameters<Grower['any']>[0]): Step =>
  (g) => {
    const x = g.any(types);
    const axes = g.ints(axesOf(g, rankOf(x)));
    const keep = g.flip();
    return (of) => op(type, [of(x), axes()], { keep_dims: keep });
  };

export const reductionSteps: Readonly<Record<string, Step>> = {
  ...Object.fromEntries(
    ['Sum', 'Mean', 'Prod', 'Max', 'Min', 'SumAgain', 'MeanAgain'].map((type) => [
      type,
      reduction(type.replace('Again', ''), type === 'Mean' ? floatTypes : numericTypes),
    ]),
  ),
  ...Object.fromEntries(['All', 'Any'].map((type) => [type, reduction(type, ['bool'])])),
  ...Object.fromEntries(
    ['ArgMax', 'ArgMin'].map((type): [string, Step] => [
      type,
      (g) => {
        const x = g.any(numericTypes, 1);
        const axis = g.axis(rankOf(x));
        const dimension = g.ints(axis);
        const output = g.c.of(['int32', 'int64']);
        return sizes(x).at(axis) ? (of) => op(type, [of(x), dimension()], { output_type: output }) : undefined;
      },
    ]),
  ),
  ...Object.fromEntries(
    ['Cumsum', 'Cumprod'].map((type): [string, Step] => [
      type,
      (g) => {
        const x = g.any(numericTypes, 1);
        const axis = g.ints(g.axis(rankOf(x)));
        const [exclusive, reverse] = [g.flip(), g.flip()];
        return (of) => op(type, [of(x), axis()], { exclusive, reverse });
      },
    ]),
  ),
  composite(g) {
    const x = g.any(floatTypes, 1);
    const axis = g.axis(rankOf(x));
    const keep = g.flip();
    return (of) =>
      [
        tf.reduceLogsumexp(of(x), axis, keep),
        tf.reduceLogsumexp(of(x)),
        tf.countNonzero(of(x), axis),
        tf.norm(of(x), 'euclidean', axis),
        tf.norm(of(x), 1, axis),
        tf.globalNorm([of(x), of(x)]),
        tf.nn.l2Normalize(of(x), axis),
        ...tf.nn.moments(of(x), [axis]),
      ] as tf.Tensor[];
  },
  topK(g) {
    const x = g.any(numericTypes, 1, 3);
    const k = g.c.below(sizes(x).at(-1)!) + 1;
    if (sizes(x).at(-1) === 0) return undefined;
    return (of) => addOp('TopKV2', [of(x), tf.constant(k, 'int32')]).outputs;
  },
  inTopK(g) {
    const [n, classes] = [g.size(), 1 + g.c.below(5)];
    const x = g.of('float32', [n, classes]);
    const dtype = g.c.of(['int32', 'int64'] as const);
    const targets = g.fresh(dtype, [n], g.array(dtype, [n], 0, classes));
    const k = 1 + g.c.below(classes);
    return (of) => [
      op('InTopK', [of(x), of(targets)], { k }),
      op('InTopKV2', [of(x), of(targets), tf.constant(k, dtype)]),
    ];
  },
  matmul(g) {
    const x = g.any(signedTypes, 2, 2);
    const [a, b] = [g.flip(), g.flip()];
    const inner = sizes(x)[a ? 0 : 1];
    const n = g.size();
    const y = g.of(x.known.dtype, b ? [n, inner] : [inner, n]);
    return (of) => tf.matmul(of(x), of(y), { transposeA: a, transposeB: b });
  },
  batchMatmul(g) {
    const x = g.any(signedTypes, 3, 4);
    const [a, b] = [g.flip(), g.flip()];
    const [batch, last] = [sizes(x).slice(0, -2), sizes(x).slice(-2)];
    const n = g.size();
    const inner = last[a ? 0 : 1];
    const y = g.of(x.known.dtype, [...batch, ...(b ? [n, inner] : [inner, n])]);
    const z = g.of(x.known.dtype, [
      ...batch.slice(1).map((size) => (g.flip() ? 1 : size)),
      ...(b ? [n, inner] : [inner, n]),
    ]);
    return (of) => [
      op('BatchMatMul', [of(x), of(y)], { adj_x: a, adj_y: b }),
      op('BatchMatMulV2', [of(x), of(z)], { adj_x: a, adj_y: b }),
    ];
  },
  tensordot(g) {
    const x = g.any(floatTypes, 2, 3);
    const last = sizes(x).at(-1)!;
    const y = g.of(x.known.dtype, [last, g.size()]);
    return (of) => tf.tensordot(of(x), of(y), 1);
  },
  einsum(g) {
    const x = g.any(floatTypes, 3, 3);
    const [a, b, c] = sizes(x);
    const y = g.of(x.known.dtype, [c, a, g.size()]);
    const z = g.of(x.known.dtype, [b]);
    // Their ranks are what the letters say.
    if ([x, y, z].some(({ open }) => open.shape.rank === null)) return undefined;
    return (of) => [
      tf.einsum('abc,cad->dab', of(x), of(y)),
      tf.einsum('abc,cad->bd', of(x), of(y)),
      tf.einsum('abc,b->ca', of(x), of(z)),
    ];
  },
};
