/** The incomplete gamma and beta functions. */

import { type Tensor, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { mergeShapes } from '../same-shape.ts';
import { add, mul, neg, sub } from './arithmetic.ts';
import { defineBinary, of } from './binary.ts';
import { unbroadcast } from './unbroadcast.ts';

/** The density of the gamma distribution; in logarithms, for its parts may be too large. */
function gammaDensity(a: Tensor, x: Tensor): Tensor {
  const powers = add(neg(x), mul(sub(a, 1), op('Log', [x])));
  return op('Exp', [sub(powers, op('Lgamma', [a]))]);
}

defineBinary({
  /** How Igamma changes with a. */
  IgammaGradA: { expr: of('igammaGradA'), dtypes: typeSets.floats, gradient: 'missing', names: ['a', 'x'] },
  Igamma: {
    expr: of('igamma'),
    dtypes: typeSets.floats,
    gradient: {
      x: ({ x: a, y: x, dz }) => mul(op('IgammaGradA', [a, x]), dz),
      y: ({ x: a, y: x, dz }) => mul(gammaDensity(a, x), dz),
    },
    names: ['a', 'x'],
  },
  Igammac: {
    expr: of('igammac'),
    dtypes: typeSets.floats,
    gradient: {
      x: ({ x: a, y: x, dz }) => neg(mul(op('IgammaGradA', [a, x]), dz)),
      y: ({ x: a, y: x, dz }) => neg(mul(gammaDensity(a, x), dz)),
    },
    names: ['a', 'x'],
  },
});

/** One shape; numbers stand beside it for all its elements. */
function sharedShape(c: InferenceContext): TensorShape {
  const shapes = c.inputs.map(({ shape }) => shape);
  if (shapes.some((shape) => shape.rank === null)) return TensorShape.unknown;
  return shapes
    .filter((shape) => shape.rank !== 0)
    .reduce((known, shape) => (known.rank === 0 ? shape : mergeShapes(c, known, shape)), TensorShape.scalar);
}

defineOp('Betainc', {
  inputs: ['a: T', 'b: T', 'x: T'],
  outputs: ['z: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: (c) => [sharedShape(c)],
  // With respect to x alone, as TensorFlow's.
  gradient: ({ inputs: [a, b, x], outputs: [z] }, [dz]) => {
    const lgamma = (tensor: Tensor) => op('Lgamma', [tensor]);
    const density = () => {
      const logBeta = sub(add(lgamma(a), lgamma(b)), lgamma(add(a, b)));
      const powers = add(op('Xlogy', [sub(b, 1), sub(1, x)]), op('Xlogy', [sub(a, 1), x]));
      return mul(op('Exp', [sub(powers, logBeta)]), dz!);
    };
    // TensorFlow looks at the shape of a, which is that of z unless a is a number.
    const whole = a.shape.rank ? a : z;
    return [null, null, unbroadcast([whole, x], z, null, density)[1]];
  },
  lower: (c) => {
    const [{ shape }] = c.outputs;
    const parts = c.inputs.map((input) => c.b.broadcast(input, shape));
    return c.b.host({ name: 'Betainc' }, parts, c.outputs);
  },
});
