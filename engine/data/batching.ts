/** Stacks the elements of a batch, array by array, along a new first axis; and the same for what is known of them. */

import { DTypeError, NdArray, type NumericData, ShapeError, symbol, TensorShape } from '../graph/index.ts';
import { alignNests, type Element, type ElementSpec, KnownArray, mapNest, type Nest } from './element.ts';

let batchSymbols = 0;

/** @throws ShapeError or DTypeError when the elements differ in shape, type or structure. */
export function stackElements(elements: readonly Element[]): Element {
  const columns = alignNests<NdArray>(elements as readonly Nest<NdArray>[]);
  if (!columns) {
    throw new ShapeError('Cannot batch elements of different structure: every one needs the same fields.');
  }
  let place = 0;
  return mapNest(elements[0] as Nest<NdArray>, () => {
    const component = place++;
    return stackArrays(columns[component], component);
  });
}

function stackArrays(arrays: readonly NdArray[], component: number): NdArray {
  const [first] = arrays;
  for (const [i, array] of arrays.entries()) {
    if (array.dtype !== first.dtype) {
      throw new DTypeError(
        `Cannot batch tensors with different types in component ${component}. First element was ${first.dtype} and element ${i} was ${array.dtype}.`,
      );
    }
    if (array.shape.length !== first.shape.length || array.shape.some((size, axis) => size !== first.shape[axis])) {
      throw new ShapeError(
        `Cannot batch tensors with different shapes in component ${component}. First element had shape [${first.shape}] and element ${i} had shape [${array.shape}].`,
      );
    }
  }
  const result = NdArray.zeros(first.dtype, [arrays.length, ...first.shape]) as NdArray;
  for (const [i, array] of arrays.entries()) {
    if (Array.isArray(result.data)) {
      const strings = array.data as NdArray<'string'>['data'];
      for (let k = 0; k < strings.length; k++) result.data[i * first.size + k] = strings[k];
    } else {
      (result.data as Float32Array).set(array.data as NumericData as Float32Array, i * first.size);
    }
  }
  return result;
}

/** @param size of every batch, or undefined where the last one may be smaller */
export function stackSpec(spec: ElementSpec, size: number | undefined): ElementSpec {
  if (spec === undefined) return undefined;
  // One symbol for all arrays of a batch: their first axes are equal, whatever the size.
  const first = size ?? symbol(`dataset_batch_${batchSymbols++}`);
  return mapNest(spec as Nest<KnownArray>, ({ dtype, shape }) => {
    return new KnownArray(dtype, shape.dims ? new TensorShape([first, ...shape.dims]) : TensorShape.unknown);
  });
}
