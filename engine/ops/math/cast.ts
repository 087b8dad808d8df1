/** Cast: the same numbers in another element type. */

import { type DType, isFloating, type PartialValue } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { integersOf } from './integer-value.ts';

const castable: readonly DType[] = [...typeSets.numeric, 'bool'];

defineOp('Cast', {
  inputs: ['x: SrcT'],
  outputs: ['y: DstT'],
  attributes: { SrcT: attr.type(castable), DstT: attr.type(castable), Truncate: attr.bool(false) },
  infer: (c) => [{ shape: c.inputs[0].shape, value: castValue(c) }],
  gradient: ({ inputs: [x], outputs: [y] }, [dy]) =>
    isFloating(x.dtype) && isFloating(y.dtype) ? [op('Cast', [dy!], { DstT: x.dtype })] : [null],
  lower: (c) => [c.b.cast(c.inputs[0], c.attr('DstT', 'type'))],
});

/** Sizes stay known between the index types; a number that would wrap does not. */
function castValue(c: InferenceContext): PartialValue | undefined {
  const target = c.attr('DstT', 'type');
  if (target !== 'int32' && target !== 'int64') return undefined;
  const elements = integersOf(c.inputs[0]);
  if (target === 'int64') return elements;
  return elements?.map((element) => (typeof element === 'number' && (element | 0) !== element ? null : element));
}
