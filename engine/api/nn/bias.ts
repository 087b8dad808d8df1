/** `tf.nn.biasAdd`. */

import type { Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';

/**
 * Adds one value a channel: [..., c] + [c]. With `dataFormat: 'NCHW'` channels are axis 1.
 * @throws ShapeError if the sizes differ.
 */
export const biasAdd = publicFunction(
  "nn.biasAdd(value: tensor, bias: tensor, {dataFormat = 'NHWC', name})",
  <X extends TensorLike>(
    value: X,
    bias: TensorLike,
    options: { dataFormat?: 'NHWC' | 'NCHW'; name?: string } = {},
  ): Tensor<DTypeOf<X>, 'array'> =>
    opScope(options.name, 'BiasAdd', [value, bias], (scope) => {
      const x = convertToTensor(value, { name: 'input' });
      const b = convertToTensor(bias, { dtype: x.dtype, name: 'bias' });
      return op('BiasAdd', [x, b], { data_format: options.dataFormat ?? 'NHWC' }, scope);
    }) as Tensor<DTypeOf<X>, 'array'>,
);
