/** Comparisons, and the logic of truth values. */

import { type DType, isFloating } from '../../graph/index.ts';
import { type BinaryOp, binary, type Expr, unary } from '../kernel-language/index.ts';
import { attr, defineOp, typeSets } from '../registry/index.ts';
import { sameShape } from '../same-shape.ts';
import { type BinaryRow, defineBinary, of } from './binary.ts';
import { broadcastInference } from './broadcast.ts';
import { like } from './unary.ts';

const anything: readonly DType[] = [...typeSets.numeric, 'bool', 'string'];

const compare = (name: BinaryOp): BinaryRow => ({
  expr: of(name),
  dtypes: typeSets.numeric,
  output: 'bool',
  gradient: 'none',
});

/** Equality is all that is known of strings. */
const notEqual = (x: Expr, y: Expr): Expr =>
  x.dtype === 'string' ? unary('not', binary('equal', x, y)) : binary('notEqual', x, y);

defineBinary({
  Less: compare('less'),
  LessEqual: compare('lessEqual'),
  Greater: compare('greater'),
  GreaterEqual: compare('greaterEqual'),
  Equal: { ...compare('equal'), dtypes: anything },
  NotEqual: { ...compare('notEqual'), dtypes: anything, expr: notEqual },
});

for (const [type, name] of [
  ['LogicalAnd', 'and'],
  ['LogicalOr', 'or'],
] as const) {
  defineOp(type, {
    inputs: ['x: bool', 'y: bool'],
    outputs: ['z: bool'],
    attributes: {},
    infer: broadcastInference,
    gradient: 'none',
    lower: (c) => [c.b.map(c.inputs, of(name), c.outputs[0].shape)],
  });
}

defineOp('LogicalNot', {
  inputs: ['x: bool'],
  outputs: ['y: bool'],
  attributes: {},
  infer: ({ inputs: [x] }) => [x.shape],
  gradient: 'none',
  lower: (c) => [c.b.map(c.inputs, (x) => unary('not', x))],
});

/** |x − y| < tolerance; the operands must have one shape. */
defineOp('ApproximateEqual', {
  inputs: ['x: T', 'y: T'],
  outputs: ['z: bool'],
  attributes: { T: attr.type(typeSets.numeric), tolerance: attr.float(1e-5) },
  infer: (c) => [sameShape(c, 0, 1)],
  gradient: 'none',
  lower: (c) => {
    const tolerance = c.attr('tolerance', 'float');
    return [
      c.b.map(c.inputs, (x, y) => {
        // Unsigned differences wrap: take them from the larger operand.
        const difference = binary('sub', binary('max', x, y), binary('min', x, y));
        return binary('less', difference, like(x, isFloating(x.dtype) ? tolerance : Math.trunc(tolerance)));
      }),
    ];
  },
});
