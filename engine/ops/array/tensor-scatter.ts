/** TensorScatterUpdate and its kind: a copy of a tensor with slices, which whole coordinates name, changed. */

import type { DType } from '../../graph/index.ts';
import type { PrimitiveOf } from '../kernel-language/index.ts';
import { neg } from '../math/arithmetic.ts';
import { attr, defineOp, type GradientFunction, op, typeSets } from '../registry/index.ts';
import { scatteredShape } from './scattered-shape.ts';

const sumGradient =
  (ofUpdates: (gathered: ReturnType<typeof neg>) => ReturnType<typeof neg>): GradientFunction =>
  ({ inputs: [, indices] }, [gradient]) => {
    const gathered = op('GatherNd', [gradient!, indices]);
    return [op('Identity', [gradient!]), null, ofUpdates(gathered)];
  };

/** What is written over gets none. */
const updateGradient: GradientFunction = ({ inputs: [, indices, updates] }, [gradient]) => {
  const gathered = op('GatherNd', [gradient!, indices]);
  const zeros = op('ZerosLike', [updates], {}, 'zeros_like');
  return [op('TensorScatterUpdate', [op('Identity', [gradient!]), indices, zeros]), null, gathered];
};

const rows: readonly [string, PrimitiveOf<'scatter'>['mode'], readonly DType[] | undefined, GradientFunction][] = [
  ['TensorScatterUpdate', 'update', undefined, updateGradient],
  ['TensorScatterAdd', 'add', typeSets.numeric, sumGradient((gathered) => gathered)],
  ['TensorScatterSub', 'sub', typeSets.numeric, sumGradient(neg)],
];

for (const [type, mode, types, gradient] of rows) {
  defineOp(type, {
    inputs: ['tensor: T', 'indices: Tindices', 'updates: T'],
    outputs: ['output: T'],
    attributes: { T: attr.type(types), Tindices: attr.type(typeSets.indices) },
    infer: (c) => [scatteredShape(c)],
    gradient,
    lower: (c) => {
      const [base, indices, updates] = c.inputs;
      return [c.b.scatter(mode, c.outputs[0].shape, { base, indices, updates })];
    },
  });
}
