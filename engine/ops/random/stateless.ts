/** Random numbers that only the seeds decide: the same ones run after run. The seeds are an input. */

import { TensorShape } from '../../graph/index.ts';
import { shapeOperand } from '../array/shape-operand.ts';
import { attr, defineOp, type InferenceContext, typeSets } from '../registry/index.ts';
import { drawnClasses } from './draw.ts';

/** Fails unless input `index` is two seeds. */
function checkSeeds(c: InferenceContext, index: number): void {
  const { shape } = c.inputs[index];
  if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
  if (!shape.isCompatibleWith(TensorShape.of(2))) c.fail('dimension', `Dimension must be 2 but is ${shape.dims![0]}`);
}

function shapes(c: InferenceContext): TensorShape[] {
  checkSeeds(c, 1);
  return [shapeOperand(c, c.inputs[0])];
}

const continuous = {
  StatelessRandomUniform: 'uniform',
  StatelessRandomNormal: 'normal',
  StatelessTruncatedNormal: 'truncatedNormal',
} as const;

for (const [type, distribution] of Object.entries(continuous)) {
  defineOp(type, {
    inputs: ['shape: T', 'seed: Tseed'],
    outputs: ['output: dtype'],
    attributes: {
      dtype: attr.type(typeSets.floats, 'float32'),
      T: attr.type(typeSets.indices, 'int32'),
      Tseed: attr.type(typeSets.indices, 'int64'),
    },
    valueInputs: ['shape'],
    infer: shapes,
    gradient: 'none',
    lower: (c) => c.b.host({ name: 'StatelessRandom', distribution }, [c.inputs[1]], c.outputs),
  });
}

defineOp('StatelessRandomUniformInt', {
  inputs: ['shape: T', 'seed: Tseed', 'minval: dtype', 'maxval: dtype'],
  outputs: ['output: dtype'],
  attributes: {
    dtype: attr.type(typeSets.indices),
    T: attr.type(typeSets.indices),
    Tseed: attr.type(typeSets.indices, 'int64'),
  },
  valueInputs: ['shape'],
  infer: (c) => {
    for (const { shape } of c.inputs.slice(2)) {
      if (shape.rank !== null && shape.rank !== 0) c.fail('rank', `Shape must be rank 0 but is rank ${shape.rank}`);
    }
    return shapes(c);
  },
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'StatelessRandom', distribution: 'uniformInt' }, c.inputs.slice(1), c.outputs),
});

defineOp('StatelessMultinomial', {
  inputs: ['logits: T', 'num_samples: int32', 'seed: Tseed'],
  outputs: ['output: output_dtype'],
  attributes: {
    T: attr.type(typeSets.numeric),
    Tseed: attr.type(typeSets.indices, 'int64'),
    output_dtype: attr.type(typeSets.indices, 'int64'),
  },
  valueInputs: ['num_samples'],
  infer: (c) => {
    checkSeeds(c, 2);
    return [drawnClasses(c)];
  },
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'StatelessMultinomial' }, [c.inputs[0], c.inputs[2]], c.outputs),
});
