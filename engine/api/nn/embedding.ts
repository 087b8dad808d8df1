/** `tf.nn.embeddingLookup`. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { isTensorLike, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import type { GatherRank } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';

/**
 * Rows of `params` [n, ...] by number: ids [...] (int32 or int64) → [...ids, ...row].
 * @throws GraphError for a list of several partitions: concatenate them first.
 */
export const embeddingLookup = publicFunction(
  'nn.embeddingLookup(params: tensor, ids: tensor, {name})',
  <P extends TensorLike, I extends TensorLike>(
    params: P,
    ids: I,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<P>, GatherRank<I>> =>
    opScope(options.name, 'embedding_lookup', [params, ids], (scope) => {
      const table = singlePartition(params);
      const rows = apply('GatherV2', [table, ids, 0], {}, { name: scope });
      return op('Identity', [rows]) as Tensor<DTypeOf<P>, GatherRank<I>>;
    }),
);

function singlePartition(params: TensorLike): TensorLike {
  if (!Array.isArray(params) || !params.some(isTensorLike)) return params;
  if (params.length === 1) return params[0];
  throw new GraphError(
    `embeddingLookup takes one table of embeddings, got a list of ${params.length} partitions: concatenate them with concat.`,
  );
}
