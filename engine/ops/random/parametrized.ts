/** RandomGamma and RandomPoissonV2: each value of the second input is the parameter of a distribution of its own. */

import { type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { integerConstant, shapeTensor } from '../array/integers.ts';
import { shapeOperand } from '../array/shape-operand.ts';
import { scalarTensor } from '../constant.ts';
import type { HostCall } from '../kernel-language/index.ts';
import { mul } from '../math/arithmetic.ts';
import { broadcastInference } from '../math/broadcast.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';

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
  gradient: (node, [gradient]) => [
    null,
    node.graph.withControlDependencies([gradient!], () => toAlpha(node, gradient!)),
  ],
  lower: (c) => draw(c, 'RandomGamma'),
});

/** The sum over the samples of how each changes with its alpha. */
function toAlpha({ inputs: [shape, alpha], outputs: [sample], graph }: Operation, gradient: Tensor): Tensor {
  const bounds = [0, 1, 1].map((at, i) => integerConstant([at], 'int32', `strided_slice/stack${i ? `_${i}` : ''}`));
  const sampleAxes = op('StridedSlice', [shapeTensor(shape), ...bounds], { shrink_axis_mask: 1 }, 'strided_slice');
  const ones = graph.withNameScope('ones', (scope) => {
    const sizes = op('Pack', [[sampleAxes]], { axis: 0 }, 'packed');
    return op('Fill', [sizes, scalarTensor(1, 'int32')], {}, scope);
  });
  const sizes = op('ConcatV2', [[ones, shapeTensor(alpha)], integerConstant(0, 'int32', 'concat/axis')], {}, 'concat');
  const slope = op('RandomGammaGrad', [op('Reshape', [alpha, sizes]), sample]);
  const product = mul(gradient, slope);
  const [start, delta] = [integerConstant(0, 'int32', 'range/start'), integerConstant(1, 'int32', 'range/delta')];
  return op('Sum', [product, op('Range', [start, sampleAxes, delta], {}, 'range')]);
}

defineOp('RandomGammaGrad', {
  inputs: ['alpha: T', 'sample: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: broadcastInference,
  gradient: 'missing',
  lower: (c) => {
    const [{ shape }] = c.outputs;
    const parts = c.inputs.map((input) => c.b.broadcast(input, shape));
    return c.b.host({ name: 'RandomGammaGrad' }, parts, c.outputs);
  },
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
