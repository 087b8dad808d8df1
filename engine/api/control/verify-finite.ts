/** `tf.verifyTensorAllFinite`. */

import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import type { NameOption } from '../math/elementwise.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { withDependencies } from './group.ts';

/** `t` (floats), once it is checked: a run fails with `msg` if an element is NaN or infinite. */
export const verifyTensorAllFinite = publicFunction(
  'verifyTensorAllFinite(t: tensor, msg: string, {name})',
  <X extends TensorLike>(t: X, msg: string, options: NameOption = {}): TensorOf<X> =>
    opScope(options.name, 'VerifyFinite', [t], () => {
      const x = convertToTensor(t, { name: 'x' });
      return withDependencies([apply('CheckNumerics', [x], { message: msg })], x) as TensorOf<X>;
    }),
);
