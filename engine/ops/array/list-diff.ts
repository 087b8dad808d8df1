/** ListDiff: what is in one list and not in another. Both lists are known when a plan is made. */

import { isKnown, type PartialValue, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, typeSets } from '../registry/index.ts';
import { type IndexType, integerArray } from './integers.ts';

/** The elements of x that y lacks, in order, and their positions in x. */
defineOp('ListDiff', {
  inputs: ['x: T', 'y: T'],
  outputs: ['out: T', 'idx: out_idx'],
  attributes: { T: attr.type(typeSets.indices), out_idx: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['x', 'y'],
  infer: (c) => {
    const [x, y] = c.inputs.map((input) => numbers(input.value));
    if (!x || !y) return [TensorShape.of(c.fresh(0)), TensorShape.of(c.fresh(0))];
    const { out, idx } = difference(x, y);
    const shape = TensorShape.of(out.length);
    return [
      { shape, value: out },
      { shape, value: idx },
    ];
  },
  gradient: 'none',
  lower: (c) => {
    const { out, idx } = difference(c.valueOf(0), c.valueOf(1));
    return [out, idx].map((list, index) => c.b.constant(integerArray(list, c.outputs[index].dtype as IndexType)));
  },
});

function numbers(value: PartialValue | undefined): readonly number[] | undefined {
  return value?.every((element) => element !== null && isKnown(element)) ? (value as readonly number[]) : undefined;
}

function difference(x: readonly number[], y: readonly number[]): { out: number[]; idx: number[] } {
  const without = new Set(y);
  const idx = [...x.keys()].filter((i) => !without.has(x[i]));
  return { out: idx.map((i) => x[i]), idx };
}
