/** RandomGamma and RandomPoissonV2: each value of the second input is the parameter of a distribution of its own. */

import { TensorShape } from '../../graph/index.ts';
import { shapeOperand } from '../array/shape-operand.ts';
import type { HostCall } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, typeSets } from '../registry/index.ts';

const seeds = () => ({ seed: attr.int(0), seed2: attr.int(0) });

/** The sizes asked for, followed by those of the parameters. */
function shapes(c: InferenceContext): TensorShape[] {
  const samples = shapeOperand(c, c.inputs[0]);
  const parameters = c.inputs[1].shape;
  return [
    samples.dims && parameters.dims ? new TensorShape([...samples.dims, ...parameters.dims]) : TensorShape.unknown,
  ];
}

function draw(c: LoweringContext, name: 'RandomGamma' | 'RandomPoisson') {
  const call: HostCall = { name, seed: c.attr('seed', 'int'), seed2: c.attr('seed2', 'int'), state: c.name };
  return c.b.host(call, [c.inputs[1]], c.outputs);
}

defineOp('RandomGamma', {
  inputs: ['shape: S', 'alpha: T'],
  outputs: ['output: T'],
  attributes: { ...seeds(), S: attr.type(typeSets.indices), T: attr.type(typeSets.floats) },
  valueInputs: ['shape'],
  stateful: true,
  infer: shapes,
  // TensorFlow's goes through RandomGammaGrad, which is not here.
  gradient: 'missing',
  lower: (c) => draw(c, 'RandomGamma'),
});

const rates = ['float32', 'float64', 'int32', 'int64'] as const;
defineOp('RandomPoissonV2', {
  inputs: ['shape: S', 'rate: R'],
  outputs: ['output: dtype'],
  attributes: {
    ...seeds(),
    S: attr.type(typeSets.indices),
    R: attr.type(rates, 'float64'),
    dtype: attr.type(rates, 'int64'),
  },
  valueInputs: ['shape'],
  stateful: true,
  infer: shapes,
  gradient: 'none',
  lower: (c) => draw(c, 'RandomPoisson'),
});
