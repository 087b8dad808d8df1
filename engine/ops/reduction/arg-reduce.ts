/** ArgMax and ArgMin: where along an axis the largest or smallest element is; of several the first. */

import { InvalidArgumentError, isKnown, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, typeSets } from '../registry/index.ts';

for (const [type, reduction] of [
  ['ArgMax', 'max'],
  ['ArgMin', 'min'],
] as const) {
  defineOp(type, {
    inputs: ['input: T', 'dimension: Tidx'],
    outputs: ['output: output_type'],
    attributes: {
      T: attr.type(typeSets.numeric),
      Tidx: attr.type(typeSets.indices, 'int32'),
      output_type: attr.type(typeSets.indices, 'int64'),
    },
    valueInputs: ['dimension'],
    infer: (c) => [withoutAxis(c)],
    gradient: 'none',
    lower: (c) => {
      const [input] = c.inputs;
      const [given] = c.valueOf(1);
      const axis = given < 0 ? given + input.shape.length : given;
      if (input.shape[axis] === 0) {
        throw new InvalidArgumentError(
          `Reduction axis ${axis} is empty in shape [${input.shape.join(',')}]: operation '${c.name}' (${type})`,
        );
      }
      return [c.b.argReduce(reduction, input, axis, c.outputs[0].dtype as 'int32' | 'int64')];
    },
  });
}

function withoutAxis(c: InferenceContext): TensorShape {
  const [{ shape }, dimension] = c.inputs;
  if (dimension.shape.rank) c.fail('rank', `Shape must be rank 0 but is rank ${dimension.shape.rank}`);
  if (!shape.dims) return TensorShape.unknown;
  const rank = shape.dims.length;
  if (rank === 0) return c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
  const axis = dimension.value?.[0] ?? null;
  if (axis === null || !isKnown(axis)) {
    // One axis goes, but which is not known: the sizes that stay are not either.
    return new TensorShape(shape.dims.slice(1).map((_, index) => c.fresh(index)));
  }
  if (axis < -rank || axis >= rank) {
    c.fail(
      'axis',
      `Dimension (${axis}) must be in the range [${-rank}, ${rank}), where ${rank} is the number of dimensions in the input`,
    );
  }
  const removed = axis < 0 ? axis + rank : axis;
  return new TensorShape(shape.dims.filter((_, index) => index !== removed));
}
