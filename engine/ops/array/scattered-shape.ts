/** What indices, updates and the tensor they change must have in common. */

import { isKnown, TensorShape } from '../../graph/index.ts';
import type { InferenceContext } from '../registry/index.ts';

/** The first input's shape, once indices and updates, the other two, are known to fit it. */
export function scatteredShape(c: InferenceContext): TensorShape {
  const [{ shape: ref }, { shape: indices }, { shape: updates }] = c.inputs;
  if (!indices.dims) return ref;
  const depth = indices.dims.at(-1);
  if (depth === undefined) return c.fail('rank', 'Shape must be at least rank 1 but is rank 0');
  if (!isKnown(depth) || !ref.dims) return ref;
  if (depth > ref.dims.length) {
    c.fail(
      'rank',
      `indices.shape[-1] must be <= params.rank, but saw indices shape: ${indices.toBrackets()} and params shape: ${ref.toBrackets()}`,
    );
  }
  const outer = indices.dims.length - 1;
  const expected = new TensorShape([...indices.dims.slice(0, -1), ...ref.dims.slice(depth)]);
  if (expected.isCompatibleWith(updates)) return ref;
  const given = updates.dims ?? [];
  const isOuterFine = new TensorShape(given.slice(0, outer)).isCompatibleWith(
    new TensorShape(expected.dims!.slice(0, outer)),
  );
  return c.fail(
    'dimension',
    isOuterFine
      ? `The inner ${ref.dims.length - depth} dimensions of input.shape=${ref.toBrackets()} must match the inner ` +
          `${Math.max(0, given.length - outer)} dimensions of updates.shape=${updates.toBrackets()}`
      : `The outer ${outer} dimensions of indices.shape=${indices.toBrackets()} must match the outer ${outer} ` +
          `dimensions of updates.shape=${updates.toBrackets()}`,
  );
}
