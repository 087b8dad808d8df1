/** Updates of a variable's elements and slices that whole coordinates name. */

import type { DType } from '../../graph/index.ts';
import { scatteredShape } from '../array/scattered-shape.ts';
import type { PrimitiveOf } from '../kernel-language/index.ts';
import { attr, defineOp, typeSets } from '../registry/index.ts';

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
    infer: (c) => [scatteredShape(c)],
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
