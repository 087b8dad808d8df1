/** HistogramFixedWidth and Bincount: how many elements there are of which size. */

import { isKnown, multiplyDims, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, typeSets } from '../registry/index.ts';

/** The known value of the scalar input `index`, or a new size. */
function sizeFrom(c: InferenceContext, index: number) {
  const { shape, value } = c.inputs[index];
  if (shape.rank) c.fail('rank', `Shape must be rank 0 but is rank ${shape.rank}`);
  return value?.[0] ?? c.fresh(0);
}

defineOp('HistogramFixedWidth', {
  inputs: ['values: T', 'value_range: T', 'nbins: int32'],
  outputs: ['out: dtype'],
  attributes: {
    T: attr.type(['float32', 'float64', 'int32', 'int64']),
    dtype: attr.type(typeSets.indices, 'int32'),
  },
  valueInputs: ['nbins'],
  infer: (c) => {
    const { shape: range } = c.inputs[1];
    if (range.dims && range.dims.length !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${range.dims.length}`);
    const ends = range.dims?.[0];
    if (ends !== undefined && isKnown(ends) && ends !== 2) c.fail('size', `Dimension must be 2 but is ${ends}`);
    const bins = sizeFrom(c, 2);
    if (isKnown(bins) && bins <= 0) c.fail('value', `Requires nbins > 0: ${bins}`);
    return [TensorShape.of(bins)];
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'HistogramFixedWidth' }, c.inputs.slice(0, 2), c.outputs),
});

defineOp('Bincount', {
  inputs: ['arr: int32', 'size: int32', 'weights: T'],
  outputs: ['bins: T'],
  attributes: { T: attr.type(['float32', 'float64', 'int32', 'int64']) },
  valueInputs: ['size'],
  infer: (c) => {
    const [{ shape: integers }, , { shape: weights }] = c.inputs;
    const count = weights.dims?.reduce(multiplyDims, 1);
    if (integers.dims && count !== undefined && count !== 0 && !integers.isCompatibleWith(weights)) {
      c.fail(
        'dimension',
        `weights must have the shape ${integers.toBrackets()} of arr or no elements, but have ${weights.toBrackets()}`,
      );
    }
    const size = sizeFrom(c, 1);
    if (isKnown(size) && size < 0) c.fail('value', `size (${size}) must be non-negative`);
    return [TensorShape.of(size)];
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'Bincount' }, [c.inputs[0], c.inputs[2]], c.outputs),
});
