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
 * Axes of the broadcast shape along which the operand of shape `own` is repeated; undefined where that is not known yet.
 * Where both have size 1 neither is repeated, so equal symbols never ask for a sum.
 */
function repeatedAxes(c: InferenceContext, own: PartialValue, other: PartialValue): number[] | undefined {
  const rank = Math.max(own.length, other.length);
  const axes: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const mine = own[axis - rank + own.length];
    const others = other[axis - rank + other.length];
    if (mine === undefined) axes.push(axis);
    else if (others === undefined || mine === others) continue;
    else if (mine === null || others === null) return undefined;
    else {
      const repeated = isRepeated(c, mine, others);
      if (repeated === undefined) return undefined;
      if (repeated) axes.push(axis);
    }
  }
  return axes;
}

function isRepeated(c: InferenceContext, mine: Dim, others: Dim): boolean | undefined {
  if (dimsEqual(mine, others) || others === 1 || !dimsMayBeEqual(mine, 1)) {
    if (others !== 1 && !dimsMayBeEqual(others, 1) && !dimsMayBeEqual(mine, others)) {
      c.fail('dimension', `Incompatible shapes for broadcasting: sizes ${mine} and ${others}`);
    }
    return false;
  }
  return mine === 1 && !dimsMayBeEqual(others, 1) ? true : undefined;
}

function axesOfSizes(own: readonly number[], other: readonly number[]): number[] {
  const rank = Math.max(own.length, other.length);
  return Array.from({ length: rank }, (_, axis) => axis).filter((axis) => {
    const mine = own[axis - rank + own.length];
    return mine === undefined || (mine === 1 && (other[axis - rank + other.length] ?? 1) !== 1);
  });
}
