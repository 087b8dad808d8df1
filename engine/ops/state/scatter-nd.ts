/** Updates of a variable's elements and slices that whole coordinates name. */

import { type DType, isKnown, TensorShape } from '../../graph/index.ts';
import type { PrimitiveOf } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, typeSets } from '../registry/index.ts';

/** The variable's shape, once indices and updates are known to fit it. */
function updatedShape(c: InferenceContext): TensorShape {
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

/** @param types - Default: any. */
function defineScatterNd(type: string, mode: PrimitiveOf<'scatter'>['mode'], types?: readonly DType[]): void {
  defineOp(type, {
    inputs: ['ref: Ref(T)', 'indices: Tindices', 'updates: T'],
    outputs: ['output_ref: Ref(T)'],
    attributes: {
      T: attr.type(types),
      Tindices: attr.type(typeSets.indices),
      use_locking: attr.bool(types === undefined),
    },
    stateful: true,
    infer: (c) => [updatedShape(c)],
    gradient: 'none',
    lower: (c) => {
      const [, indices, updates] = c.inputs;
      const [{ dtype, shape }] = c.outputs;
      const base = c.b.read(c.variableOf(0), dtype, shape);
      c.b.assign(c.variableOf(0), c.b.scatter(mode, shape, { base, indices, updates }));
      return [];
    },
  });
}
defineScatterNd('ScatterNdUpdate', 'update');
defineScatterNd('ScatterNdAdd', 'add', typeSets.numeric);
defineScatterNd('ScatterNdSub', 'sub', typeSets.numeric);
