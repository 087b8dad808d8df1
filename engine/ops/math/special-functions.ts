/** Error function, gamma function and their relatives. */

import type { Tensor } from '../../graph/index.ts';
import { scalarTensor } from '../constant.ts';
import { op, typeSets } from '../registry/index.ts';
import { mul, neg } from './arithmetic.ts';
import { defineUnary, of } from './unary.ts';

/** dy · 2/√π · exp(−x²) */
const bell = (x: Tensor, dy: Tensor): Tensor =>
  mul(mul(2 / Math.sqrt(Math.PI), dy), op('Exp', [neg(op('Square', [x]))]));

defineUnary({
  Erf: { expr: of('erf'), dtypes: typeSets.floats, gradient: ({ x, dy }) => bell(x, dy) },
  Erfc: { expr: of('erfc'), dtypes: typeSets.floats, gradient: ({ x, dy }) => neg(bell(x, dy)) },
  Lgamma: { expr: of('lgamma'), dtypes: typeSets.floats, gradient: ({ x, dy }) => mul(dy, op('Digamma', [x])) },
  Digamma: {
    expr: of('digamma'),
    dtypes: typeSets.floats,
    gradient: ({ x, dy }) => mul(dy, op('Polygamma', [scalarTensor(1, x.dtype, 'Polygamma/a'), x])),
  },
});
