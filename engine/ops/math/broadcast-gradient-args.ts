/** BroadcastGradientArgs: the axes over which each operand of a broadcast was repeated. */

import { type Dim, dimsEqual, dimsMayBeEqual, type PartialValue, TensorShape } from '../../graph/index.ts';
import { type IndexType, integerArray } from '../array/integers.ts';
import { attr, defineOp, type InferenceContext, typeSets } from '../registry/index.ts';
import { integersOf } from './integer-value.ts';

defineOp('BroadcastGradientArgs', {
  inputs: ['s0: T', 's1: T'],
  outputs: ['r0: T', 'r1: T'],
  attributes: { T: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['s0', 's1'],
  infer: (c) => {
    const [s0, s1] = c.inputs.map(integersOf);
    const axes = s0 && s1 && [repeatedAxes(c, s0, s1), repeatedAxes(c, s1, s0)];
    return [0, 1].map((index) => {
      const value = axes?.[index];
      return { shape: TensorShape.of(value?.length ?? c.fresh(0, index)), value };
    });
  },
  gradient: 'none',
  lower: (c) => {
    const [s0, s1] = [c.valueOf(0), c.valueOf(1)];
    return [axesOfSizes(s0, s1), axesOfSizes(s1, s0)].map((axes, index) =>
      c.b.constant(integerArray(axes, c.outputs[index].dtype as IndexType)),
    );
  },
});

/**
 * Axes of the broadcast shape along which the operand of shape `own` has size 1, or none of its own; undefined where that
 * is not known yet. None for two shapes that are the same. Where both have size 1, TensorFlow lists the axis for both, and
 * so does this: the shapes of sums over these axes stand in graphs that TensorFlow checks against its own.
 */
function repeatedAxes(c: InferenceContext, own: PartialValue, other: PartialValue): number[] | undefined {
  const rank = Math.max(own.length, other.length);
  const axes: number[] = [];
  let unknown = false;
  let equal = own.length === other.length;
  for (let axis = 0; axis < rank; axis++) {
    const mine = own[axis - rank + own.length];
    const others = other[axis - rank + other.length];
    equal &&= !isUnknown(mine) && !isUnknown(others) && dimsEqual(mine, others);
    if (mine === undefined || mine === 1) axes.push(axis);
    else if (mine === null || dimsMayBeEqual(mine, 1)) unknown = true;
    else if (!isUnknown(others) && !dimsMayBeEqual(others, 1) && !dimsMayBeEqual(mine, others)) {
      c.fail('dimension', `Incompatible shapes for broadcasting: sizes ${mine} and ${others}`);
    }
  }
  if (equal) return [];
  // Sizes that differ only in symbols may turn out the same.
  return unknown || (axes.length > 0 && mayBeEqual(own, other)) ? undefined : axes;
}

const isUnknown = (dim: Dim | null | undefined): dim is null | undefined => dim === null || dim === undefined;

function mayBeEqual(own: PartialValue, other: PartialValue): boolean {
  return (
    own.length === other.length &&
    own.every((mine, axis) => mine === null || other[axis] === null || dimsMayBeEqual(mine, other[axis]))
  );
}

function axesOfSizes(own: readonly number[], other: readonly number[]): number[] {
  const rank = Math.max(own.length, other.length);
  if (own.length === other.length && own.every((size, axis) => size === other[axis])) return [];
  return Array.from({ length: rank }, (_, axis) => axis).filter((axis) => (own[axis - rank + own.length] ?? 1) === 1);
}
