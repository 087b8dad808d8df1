/** Which part of a table holds which of its rows, and as which of the part's own. */

import { GraphError, isKnown, type Tensor } from '../../graph/index.ts';
import { integerConstant, op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { stack } from '../array/join.ts';
import { vectorItem } from '../array/slice.ts';
import { add, cast, maximum, reduce, shapeOf, subtract } from './operator.ts';

export type PartitionStrategy = 'mod' | 'div';

interface Places {
  /** The part of each row. */
  readonly part: Tensor;
  /** Its number there. */
  readonly row: Tensor;
}

const floorDivide = (x: Tensor, y: Tensor | number): Tensor => apply('FloorDiv', [x, y], {}, { fallback: 'floordiv' });
const remainder = (x: Tensor, y: Tensor | number): Tensor => apply('FloorMod', [x, y], {}, { fallback: 'mod' });

/** Where the rows `ids` [n] of a table are that is in `parts`. */
export function placesOf(ids: Tensor, parts: readonly Tensor[], strategy: PartitionStrategy): Places {
  const count = parts.length;
  if (strategy === 'mod') return { part: remainder(ids, count), row: floorDivide(ids, count) };
  const total = totalRows(parts, ids.dtype);
  const share = floorDivide(total, count);
  // As many of the first parts have one row more than the share.
  const extras = remainder(total, count);
  const inLonger = floorDivide(ids, add(share, 1));
  const part = maximum(inLonger, floorDivide(subtract(ids, extras), share));
  const isInLonger = apply('Less', [part, extras]);
  const ofLonger = remainder(ids, add(share, 1));
  return { part, row: op('Select', [isInLonger, ofLonger, remainder(subtract(ids, extras), share)]) };
}

/** @throws GraphError for another strategy */
export function checkStrategy(strategy: string): void {
  if (strategy === 'mod' || strategy === 'div') return;
  throw new GraphError(`Unrecognized partition strategy: ${strategy}. It is 'mod' or 'div'.`);
}

function totalRows(parts: readonly Tensor[], dtype: Tensor['dtype']): Tensor {
  const sizes = parts.map(({ shape }) => shape.dims?.[0] ?? null);
  const total = sizes.reduce<number>((sum, size) => (size !== null && isKnown(size) ? sum + size : Number.NaN), 0);
  if (total > 0) return integerConstant(total, dtype as 'int32' | 'int64', 'Const');
  const lengths = sizes.map((size, i) => (size !== null && isKnown(size) ? size : vectorItem(shapeOf(parts[i]), 0)));
  return reduce('Sum', cast(stack(lengths), dtype), null);
}
