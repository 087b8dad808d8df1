/**
 * Shapes and element types as a person reads them: `float32[batch, 784]`. Symbols are named in the graph after the placeholder
 * and axis they stand for (`input/x.0`), or after the operation that could not know a size; here they get short names.
 */

import { type Dim, type DType, isKnown, SymbolicDim, type TensorShape } from '../../../graph/index.ts';

/** `[batch, 784]`; `[…]` for an unknown rank. */
export function shapeText(shape: TensorShape): string {
  return shape.dims ? `[${shape.dims.map(dimText).join(', ')}]` : '[…]';
}

/** `float32[batch, 784]`; a scalar is its type alone, as in `float32`. */
export function typeText(dtype: DType | undefined, shape: TensorShape): string {
  const type = dtype ?? '';
  return shape.rank === 0 ? type || 'scalar' : `${type}${shapeText(shape)}`;
}

export function dimText(dim: Dim): string {
  if (isKnown(dim)) return String(dim);
  const terms = dim.terms.map(({ coefficient, symbols }) => ({ coefficient, symbols: symbols.map(symbolText) }));
  return new SymbolicDim(terms).key;
}

/** `batch` for the first axis of a placeholder, `x.1` for another, `?` for a size that only a run can tell. */
function symbolText(name: string): string {
  if (name.startsWith('floor(')) return name.replaceAll(/[\w./>-]+:?[\w.]*\.\d+/g, symbolText);
  if (name.includes(':') || name.startsWith('?') || /^length\.\d+$/.test(name)) return '?';
  const match = /^(?:.*\/)?(.+)\.(\d+)$/.exec(name);
  if (!match) return name;
  return match[2] === '0' ? 'batch' : `${match[1]}.${match[2]}`;
}
