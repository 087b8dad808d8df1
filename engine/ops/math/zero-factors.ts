/** Xlogy and Xdivy: x times a function of y, and zero where x is zero, whatever y is. */

import type { Tensor } from '../../graph/index.ts';
import { scalarTensor } from '../constant.ts';
import { binary, type Expr, select, unary } from '../kernel-language/index.ts';
import { op, typeSets } from '../registry/index.ts';
import { cast, mul, neg, pow } from './arithmetic.ts';
import { defineBinary } from './binary.ts';
import { like } from './unary.ts';

const unlessZero =
  (body: (x: Expr, y: Expr) => Expr) =>
  (x: Expr, y: Expr): Expr =>
    select(binary('equal', x, like(x, 0)), like(x, 0), body(x, y));

/** 1 where x is not zero, else 0. */
const isNotZero = (x: Tensor): Tensor => cast(op('NotEqual', [x, scalarTensor(0, x.dtype)]), x.dtype);

defineBinary({
  Xlogy: {
    expr: unlessZero((x, y) => binary('mul', x, unary('log', y))),
    dtypes: typeSets.floats,
    gradient: {
      x: ({ x, y, dz }) => mul(op('Xlogy', [isNotZero(x), y]), dz),
      y: ({ x, y, dz }) => mul(op('Xdivy', [x, y]), dz),
    },
  },
  Xdivy: {
    expr: unlessZero((x, y) => binary('div', x, y)),
    dtypes: typeSets.floats,
    gradient: {
      x: ({ x, y, dz }) => mul(op('Xdivy', [isNotZero(x), y]), dz),
      y: ({ x, y, dz }) => mul(op('Xdivy', [neg(x), pow(y, 2)]), dz),
    },
  },
});
