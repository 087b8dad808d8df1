/** Element types, shapes and numbers as text for people. Pure. */

import { DataType, type TensorShapeProto } from '../formats/index.ts';

/** TensorFlow's limit on the rank of a tensor; what has more is no shape. */
const mostDimensions = 254;

/** The name of a type by its number in GraphDefs: the names of NumPy, with `_ref` for a variable's. */
export function typeName(type: number): string {
  if (type > 100) return `${typeName(type - 100)}_ref`;
  return numpyName(type) ?? DataType[type]?.replace(/^DT_/, '').toLowerCase() ?? `type ${type}`;
}
function numpyName(type: DataType): string | undefined {
  if (type === DataType.DT_FLOAT) return 'float32';
  if (type === DataType.DT_DOUBLE) return 'float64';
  return type === DataType.DT_HALF ? 'float16' : undefined;
}

/** `[?, 784]`, `[]` for a scalar's, `unknown rank`. */
export function shapeText(shape: Pick<TensorShapeProto, 'dim' | 'unknownRank'>): string {
  if (shape.unknownRank) return 'unknown rank';
  const dims = shape.dim.slice(0, mostDimensions).map(({ size }) => (size < 0n ? '?' : String(size)));
  return `[${dims.join(', ')}${shape.dim.length > mostDimensions ? ', …' : ''}]`;
}

/** As few digits as tell the 32-bit float from its neighbours. */
export function floatText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(value);
}
