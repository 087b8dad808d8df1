/** Random numbers, drawn anew at every run. The streams and their seeds are TensorFlow's (Philox). */

import { isKnown, TensorShape } from '../../graph/index.ts';
import { shapeOperand } from '../array/shape-operand.ts';
import type { Distribution, Value } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, typeSets } from '../registry/index.ts';

const seeds = () => ({ seed: attr.int(0), seed2: attr.int(0) });

function draw(
  c: LoweringContext,
  distribution: Distribution,
  { dtype, shape }: Pick<Value, 'dtype' | 'shape'>,
  bounds: readonly [Value, Value] | null = null,
): Value {
  const output = c.b.value(dtype, shape);
  c.b.append({
    kind: 'random',
    output: output.id,
    distribution,
    seed: c.attr('seed', 'int'),
    seed2: c.attr('seed2', 'int'),
    state: c.name,
    bounds: bounds && [bounds[0].id, bounds[1].id],
  });
  return output;
}

const continuous = {
  RandomUniform: 'uniform',
  RandomStandardNormal: 'normal',
  TruncatedNormal: 'truncatedNormal',
} as const satisfies Record<string, Distribution>;

for (const [type, distribution] of Object.entries(continuous)) {
  defineOp(type, {
    inputs: ['shape: T'],
    outputs: ['output: dtype'],
    attributes: { ...seeds(), dtype: attr.type(typeSets.floats), T: attr.type(typeSets.indices) },
    valueInputs: ['shape'],
    stateful: true,
    infer: (c) => [shapeOperand(c, c.inputs[0])],
    gradient: 'none',
    lower: (c) => [draw(c, distribution, c.outputs[0])],
  });
}

defineOp('RandomUniformInt', {
  inputs: ['shape: T', 'minval: Tout', 'maxval: Tout'],
  outputs: ['output: Tout'],
  attributes: { ...seeds(), Tout: attr.type(typeSets.indices), T: attr.type(typeSets.indices) },
  valueInputs: ['shape'],
  stateful: true,
  infer: (c) => {
    for (const { shape } of c.inputs.slice(1)) {
      if (shape.rank !== null && shape.rank !== 0) c.fail('rank', `Shape must be rank 0 but is rank ${shape.rank}`);
    }
    return [shapeOperand(c, c.inputs[0])];
  },
  gradient: 'none',
  lower: (c) => [draw(c, 'uniformInt', c.outputs[0], [c.inputs[1], c.inputs[2]])],
});

defineOp('RandomShuffle', {
  inputs: ['value: T'],
  outputs: ['output: T'],
  attributes: { ...seeds(), T: attr.type() },
  stateful: true,
  infer: (c) => [c.inputs[0].shape],
  gradient: 'none',
  // A permutation of the rows' numbers, and the rows it names.
  lower: (c) => {
    const [value] = c.inputs;
    if (value.shape.length === 0) return [value];
    const [rows, ...rest] = value.shape;
    const inner = rest.reduce((a, b) => a * b, 1);
    const order = draw(c, 'permutation', { dtype: 'int32', shape: [rows] });
    const output = c.b.value(value.dtype, [1, rows, inner]);
    c.b.append({
      kind: 'gather',
      output: output.id,
      params: c.b.reshape(value, [1, rows, inner]).id,
      indices: c.b.reshape(order, [rows, 1]).id,
      outer: 1,
      indexed: [rows],
      inner,
    });
    return [c.b.reshape(output, value.shape)];
  },
});

defineOp('Multinomial', {
  inputs: ['logits: T', 'num_samples: int32'],
  outputs: ['output: output_dtype'],
  attributes: { ...seeds(), T: attr.type(typeSets.numeric), output_dtype: attr.type(typeSets.indices, 'int64') },
  valueInputs: ['num_samples'],
  stateful: true,
  infer: (c) => [drawnClasses(c)],
  gradient: 'none',
  lower: (c) => {
    const call = {
      name: 'Multinomial',
      seed: c.attr('seed', 'int'),
      seed2: c.attr('seed2', 'int'),
      state: c.name,
    } as const;
    return c.b.host(call, [c.inputs[0]], c.outputs);
  },
});

/** [batch, samples], from logits and the number of samples. */
export function drawnClasses(c: InferenceContext): TensorShape {
  const [{ shape }, samples] = c.inputs;
  if (shape.rank !== null && shape.rank !== 2) c.fail('rank', `Shape must be rank 2 but is rank ${shape.rank}`);
  const count = samples.value?.[0] ?? c.fresh(1);
  if (isKnown(count) && count < 0) c.fail('value', `num_samples should be nonnegative, got ${count}`);
  return TensorShape.of(shape.dims?.[0] ?? c.fresh(0), count);
}
