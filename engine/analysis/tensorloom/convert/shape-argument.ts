/** Shapes, sizes and positions as the program writes them, with what is known of them where not all is. */

import { type Dim, isGraphElement, symbol, Tensor, TensorShape } from '../../../graph/index.ts';
import { ArrayValue, SizeValue, Unknown, type Value } from '../../values/index.ts';
import { cannot } from './host-only.ts';
import { type PlainData, plainDataOf } from './plain-data.ts';
import type { StandIn } from './stand-in.ts';
import type { Conversion } from './to-host.ts';

const anything: PlainData = { dtype: 'number', shape: TensorShape.unknown, value: undefined };
const anyList: PlainData = { dtype: 'number', shape: new TensorShape([symbol('rank')]), value: undefined };

/** Integers that decide shapes: as they are where all are known, else a stand-in that knows those that are. */
export function indexTensor(conversion: Conversion, value: Value, name: string, otherwise = anything): unknown {
  if (value instanceof Tensor) return value;
  const exact = conversion.plain(value);
  if (exact !== cannot || conversion.hasFault) return exact;
  if (value instanceof ArrayValue && holdsElement(value)) return mixedList(conversion, value, name);
  if (value instanceof Unknown && value.hint === undefined) return integers(conversion, otherwise, name);
  const data = plainDataOf(value);
  if (data) return integers(conversion, data, name);
  if (!(value instanceof ArrayValue)) return cannot;
  // What is not known may be a list itself, but for a size of a shape.
  return otherwise === anyList ? listOfSizes(conversion, value, name) : integers(conversion, anything, name);
}

/** The sizes of a result. */
export function shapeTensor(conversion: Conversion, value: Value, name: string): unknown {
  return indexTensor(conversion, value, name, anyList);
}

function integers(conversion: Conversion, data: PlainData, name: string): StandIn {
  return conversion.standIn(data, name, 'int32');
}

/** A shape of which some items are not even known to be numbers: its length is known all the same. */
function listOfSizes(conversion: Conversion, value: ArrayValue, name: string): unknown {
  if (!value.items) return integers(conversion, { ...anyList, shape: new TensorShape([value.length]) }, name);
  if (!value.items.every((item) => isSize(item))) return cannot;
  const elements = value.items.map((item) => plainDataOf(item)?.value?.[0] ?? null);
  return integers(conversion, { dtype: 'number', shape: TensorShape.of(elements.length), value: elements }, name);
}

function isSize(item: Value): boolean {
  return typeof item === 'number' || item instanceof SizeValue || (item instanceof Unknown && mayBeNumber(item));
}
const mayBeNumber = ({ hint }: Unknown) => hint === undefined || hint === 'number';

function holdsElement({ items }: ArrayValue): boolean {
  return items?.some((item) => item instanceof Tensor || isGraphElement(item)) ?? false;
}

function mixedList(conversion: Conversion, list: ArrayValue, name: string): unknown {
  const items = list.items!.map((item, i) => {
    if (item instanceof Tensor || isGraphElement(item)) return item;
    return indexTensor(conversion, item, `${name}/${i}`, { dtype: 'number', shape: TensorShape.scalar, value: [null] });
  });
  return items.includes(cannot) ? cannot : items;
}

/** A static shape, of which sizes that are not known are left open. */
export function staticShape(conversion: Conversion, value: Value): unknown {
  const items = value instanceof ArrayValue ? value.items : undefined;
  if (!items) {
    const exact = value instanceof ArrayValue ? cannot : conversion.plain(value);
    if (exact !== cannot || conversion.hasFault) return exact;
    leaveOpen(conversion);
    return TensorShape.unknown;
  }
  const dims: (Dim | null)[] = [];
  let isPlain = true;
  for (const item of items) {
    if (item instanceof SizeValue || (item instanceof Unknown && mayBeNumber(item) && !item.isFault)) {
      leaveOpen(conversion);
      dims.push(item instanceof SizeValue ? item.dim : conversion.world.freshSize());
      isPlain = false;
    } else {
      const exact = conversion.plain(item);
      if (exact === cannot) return cannot;
      dims.push(exact as number | null);
    }
  }
  if (isPlain || dims.some((dim) => typeof dim !== 'object' && !(dim >= 0))) return dims.map(openSize);
  return new TensorShape(dims.map((dim) => dim ?? conversion.world.freshSize()));
}

/** Whatever it is, it is a number in a run: the shape says more there. */
function leaveOpen(conversion: Conversion): void {
  conversion.isExact = false;
  conversion.leavesShapeOpen = true;
}

/** What is no size at all stays, for the engine to refuse. */
function openSize(dim: Dim | null): number | null {
  return typeof dim === 'object' ? null : dim;
}
