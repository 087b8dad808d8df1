/** Const and Placeholder: values from the graph and values from the caller. */

import { isFloating, maxPartialElements, type NdArray, type PartialValue, TensorShape } from '../../graph/index.ts';
import { attr, defineOp } from '../registry/index.ts';

defineOp('Const', {
  inputs: [],
  outputs: ['output: dtype'],
  attributes: { value: attr.tensor(), dtype: attr.type() },
  infer: (c) => {
    const array = c.attr('value', 'tensor');
    return [{ shape: new TensorShape(array.shape), value: partialValueOf(array) }];
  },
  gradient: 'none',
  lower: (c) => [c.b.constant(c.attr('value', 'tensor'))],
});

defineOp('Placeholder', {
  inputs: [],
  outputs: ['output: dtype'],
  attributes: { dtype: attr.type(), shape: attr.shape(TensorShape.unknown) },
  stateful: true,
  infer: (c) => [c.attr('shape', 'shape')],
  gradient: 'none',
  // The planner turns fed tensors into `feed` primitives and reports the others before it lowers anything.
  lower: (c) => {
    throw new RangeError(`Internal: placeholder '${c.name}' was not fed.`);
  },
});

/** The elements of a small integer constant, or a number of any type, as inference uses them. */
function partialValueOf(array: NdArray): PartialValue | undefined {
  const isInteger = array.dtype === 'int32' || array.dtype === 'int64';
  // Numbers that are not integers say how long a range is.
  const isNumber = array.shape.length === 0 && isFloating(array.dtype);
  if (array.size > maxPartialElements || !(isInteger || isNumber)) return undefined;
  const elements: (number | null)[] = [];
  for (const item of array.data as ArrayLike<number | bigint> & Iterable<number | bigint>) {
    const element = Number(item);
    // Beyond 2⁵³ a number is not the int64 any more: it is data, not a size.
    elements.push(isInteger && !Number.isSafeInteger(element) ? null : element);
  }
  return elements;
}
