/** Steps that move elements about. */

import type { DType } from '../../../../../engine/graph/index.ts';
import {
  elements,
  isClosed,
  isFloat,
  isInteger,
  isNumeric,
  isOpen,
  runtimeSize,
  type Size,
  sameSizes,
  typeOf,
} from '../tensor-type.ts';
import type { Step, Writer } from '../writer.ts';
import { writtenDType } from './elementwise.ts';
import { someSize } from './makers.ts';

const rank =
  (low: number, high = 4) =>
  (type: { readonly sizes: readonly Size[] }) =>
    type.sizes.length >= low && type.sizes.length <= high;

/** An axis counted from either end, as written. */
export function writtenAxis(w: Writer, axis: number, of: number): string {
  return w.numbers.int(w.random.chance(0.3) ? axis - of : axis);
}

/** `tf.name(x, ...)` or `x.name(...)`. */
function either(w: Writer, name: string, x: string, ...rest: string[]): string {
  return w.random.chance(0.4) ? `${x}.${name}(${rest.join(', ')})` : `${w.tf(name)}(${[x, ...rest].join(', ')})`;
}

const replaced = (sizes: readonly Size[], axis: number, ...by: Size[]): Size[] => sizes.toSpliced(axis, 1, ...by);

export const shapingSteps: Readonly<Record<string, Step>> = {
  reshape(w) {
    const x = w.any(rank(0));
    if (!x) return false;
    const { sizes, dtype, below } = x.type;
    const open = sizes.findIndex(isOpen);
    if (open > 0) return false;
    const [lead, rest] = open === 0 ? [[-1 as const], sizes.slice(1)] : [[], sizes];
    const total = elements(rest);
    const factor = w.random.of([1, 2, 3, 4].filter((n) => total % n === 0));
    const target = w.random.of([[total], [factor, total / factor], [total / factor, 1, factor]]);
    const written = open < 0 && w.random.chance(0.3) ? target.with(w.random.below(target.length), -1) : target;
    const shape = open < 0 ? [] : [sizes[0]];
    w.declare(
      either(w, 'reshape', x.name, w.numbers.ints([...lead, ...written])),
      typeOf(dtype, [...shape, ...target], below),
    );
    return true;
  },
  flatten(w) {
    const x = w.any((type) => rank(2)(type) && isOpen(type.sizes[0]) && !type.sizes.slice(1).some(isOpen));
    if (!x) return false;
    const rest = x.type.sizes.slice(1);
    const width = w.random.of([
      rest.map((size) => w.numbers.int(size as number)).join(' * '),
      `${x.name}.shape.asList().slice(1).reduce((a, b) => a * b, 1)`,
      `[${rest.join(', ')}].reduce((a, b) => a * b)`,
    ]);
    w.declare(either(w, 'reshape', x.name, `[-1, ${width}]`), typeOf(x.type.dtype, [x.type.sizes[0], elements(rest)]));
    return true;
  },
  transpose(w) {
    const x = w.any(rank(2, 3));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    if (w.random.chance(0.4)) w.declare(either(w, 'transpose', x.name), typeOf(dtype, sizes.toReversed()));
    else {
      const order = w.random.shuffled(sizes.map((_, i) => i));
      w.declare(
        either(w, 'transpose', x.name, w.numbers.ints(order)),
        typeOf(
          dtype,
          order.map((i) => sizes[i]),
        ),
      );
    }
    return true;
  },
  expandDims(w) {
    const x = w.any(rank(0, 3));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const axis = w.random.below(sizes.length + 1);
    w.declare(
      either(w, 'expandDims', x.name, writtenAxis(w, axis, sizes.length + 1)),
      typeOf(dtype, sizes.toSpliced(axis, 0, 1)),
    );
    return true;
  },
  squeeze(w) {
    const x = w.any(({ sizes }) => sizes.includes(1));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    if (w.random.chance(0.4) && isClosed(x.type)) {
      w.declare(
        either(w, 'squeeze', x.name),
        typeOf(
          dtype,
          sizes.filter((size) => size !== 1),
        ),
      );
    } else {
      const axis = sizes.indexOf(1);
      w.declare(
        either(w, 'squeeze', x.name, `[${writtenAxis(w, axis, sizes.length)}]`),
        typeOf(dtype, sizes.toSpliced(axis, 1)),
      );
    }
    return true;
  },
  concat(w) {
    const x = w.any(rank(1));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const axes = sizes.flatMap((size, i) => (isOpen(size) ? [] : [i]));
    if (axes.length === 0 || dtype === 'bool') return false;
    const axis = w.random.of(axes);
    const y = w.any(
      (type) =>
        type.dtype === dtype &&
        type.sizes.length === sizes.length &&
        !isOpen(type.sizes[axis]) &&
        sameSizes(replaced(type.sizes, axis), replaced(sizes, axis)),
    )!;
    w.declare(
      `${w.tf('concat')}([${x.name}, ${y.name}], ${writtenAxis(w, axis, sizes.length)})`,
      typeOf(dtype, replaced(sizes, axis, (sizes[axis] as number) + (y.type.sizes[axis] as number))),
    );
    return true;
  },
  stack(w) {
    const x = w.any(rank(0, 3));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const axis = w.random.below(sizes.length + 1);
    const others = w.known((type) => type.dtype === dtype && sameSizes(type.sizes, sizes)).slice(-2);
    const list = [x, ...others].map(({ name }) => name);
    w.declare(
      `${w.tf('stack')}([${list.join(', ')}], ${writtenAxis(w, axis, sizes.length + 1)})`,
      typeOf(dtype, sizes.toSpliced(axis, 0, list.length)),
    );
    return true;
  },
  unstack(w) {
    const x = w.any((type) => rank(1)(type) && typeof type.sizes[0] === 'number' && type.sizes[0] > 1);
    if (!x) return false;
    const [first, second] = [w.fresh('t'), w.fresh('t')];
    w.line(`const [${first}, ...${second}] = ${either(w, 'unstack', x.name)};`);
    w.know(first, typeOf(x.type.dtype, x.type.sizes.slice(1)));
    w.numbers.know(`${second}.length`, (x.type.sizes[0] as number) - 1);
    w.know(`${second}[0]`, typeOf(x.type.dtype, x.type.sizes.slice(1)));
    return true;
  },
  split(w) {
    const x = w.any(({ sizes }) => sizes.some((size) => typeof size === 'number' && size > 1));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const axis = sizes.findIndex((size) => typeof size === 'number' && size > 1);
    const size = sizes[axis] as number;
    const [a, b] = [w.fresh('t'), w.fresh('t')];
    const first = size % 2 === 0 && w.random.chance(0.5) ? size / 2 : w.random.between(1, size - 1);
    const parts =
      2 * first === size && w.random.chance(0.7) ? '2' : `[${w.numbers.int(first)}, ${w.numbers.int(size - first)}]`;
    w.line(`const [${a}, ${b}] = ${either(w, 'split', x.name, parts, writtenAxis(w, axis, sizes.length))};`);
    w.know(a, typeOf(dtype, replaced(sizes, axis, first)));
    w.know(b, typeOf(dtype, replaced(sizes, axis, size - first)));
    return true;
  },
  slice(w) {
    const x = w.any(rank(1));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const parts = sizes.map((size) => {
      if (isOpen(size)) return { begin: 0, written: -1, size };
      const begin = w.random.below(size);
      const length = w.random.between(1, size - begin);
      return { begin, written: begin + length === size && w.random.chance(0.5) ? -1 : length, size: length };
    });
    const [begin, size] = [parts.map((part) => part.begin), parts.map((part) => part.written)];
    w.declare(
      either(w, 'slice', x.name, w.numbers.ints(begin), w.numbers.ints(size)),
      typeOf(
        dtype,
        parts.map((part) => part.size),
      ),
    );
    return true;
  },
  stridedSlice(w) {
    const x = w.any((type) => rank(1)(type) && isClosed(type));
    if (!x) return false;
    const { sizes, dtype } = x.type as { sizes: readonly number[]; dtype: DType };
    const [begin, end] = [sizes.map((size) => w.random.below(size)), sizes.map((size) => size)];
    const steps = sizes.map(() => w.random.of([1, 1, 2]));
    w.declare(
      either(w, 'stridedSlice', x.name, w.numbers.ints(begin), w.numbers.ints(end), w.numbers.ints(steps)),
      typeOf(
        dtype,
        sizes.map((size, i) => Math.ceil((size - begin[i]) / steps[i])),
      ),
    );
    return true;
  },
  gather(w) {
    const x = w.any((type) => rank(1, 3)(type) && typeof type.sizes[0] === 'number');
    if (!x) return false;
    const rows = x.type.sizes[0] as number;
    const found = w.any((type) => isInteger(type) && type.below !== undefined && type.below <= rows);
    const chosen = Array.from({ length: w.random.between(1, 3) }, () => w.random.below(rows));
    const [indices, sizes] = found
      ? [found.name, found.type.sizes]
      : [`${w.tf('constant')}(${w.numbers.ints(chosen)}, 'int32')`, [chosen.length]];
    const gathered = [...sizes, ...x.type.sizes.slice(1)];
    if (gathered.length > 4) return false;
    w.declare(either(w, 'gather', x.name, indices), typeOf(x.type.dtype, gathered));
    return true;
  },
  tile(w) {
    const x = w.any((type) => rank(1, 3)(type) && type.dtype !== 'bool');
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const multiples = sizes.map((size) => (isOpen(size) ? 1 : w.random.of([1, 2, 3])));
    if (elements(sizes) > 100) return false;
    w.declare(
      either(w, 'tile', x.name, w.numbers.ints(multiples)),
      typeOf(
        dtype,
        sizes.map((size, i) => (isOpen(size) ? size : size * multiples[i])),
      ),
    );
    return true;
  },
  pad(w) {
    const x = w.any((type) => rank(1, 3)(type) && isNumeric(type));
    if (!x || elements(x.type.sizes) > 100) return false;
    const { sizes, dtype } = x.type;
    const paddings = sizes.map((size) => (isOpen(size) ? [0, 0] : [w.random.below(3), w.random.below(2)]));
    w.declare(
      either(w, 'pad', x.name, `[${paddings.map((pair) => w.numbers.ints(pair)).join(', ')}]`),
      typeOf(
        dtype,
        sizes.map((size, i) => (isOpen(size) ? size : size + paddings[i][0] + paddings[i][1])),
      ),
    );
    return true;
  },
  reverse(w) {
    const x = w.any(rank(1));
    if (!x) return false;
    const axis = w.random.below(x.type.sizes.length);
    w.declare(
      either(w, 'reverse', x.name, `[${writtenAxis(w, axis, x.type.sizes.length)}]`),
      typeOf(x.type.dtype, x.type.sizes),
    );
    return true;
  },
  oneHot(w) {
    const x = w.any((type) => type.below !== undefined && isInteger(type) && rank(0, 2)(type));
    if (!x) return false;
    const depth = w.random.between(2, 5);
    w.declare(either(w, 'oneHot', x.name, w.numbers.int(depth)), typeOf('float32', [...x.type.sizes, depth]));
    return true;
  },
  broadcastTo(w) {
    const x = w.any((type) => rank(0, 2)(type) && isClosed(type) && isNumeric(type));
    if (!x) return false;
    const sizes = [someSize(w), ...x.type.sizes] as number[];
    w.declare(either(w, 'broadcastTo', x.name, w.numbers.ints(sizes)), typeOf(x.type.dtype, sizes));
    return true;
  },
  shapeOf(w) {
    const x = w.any(rank(1, 3));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    if (w.random.chance(0.5)) w.declare(`${w.tf('shape')}(${x.name})`, typeOf('int32', [sizes.length]));
    else if (isNumeric(x.type)) {
      // Sizes by way of a tensor of them.
      const product = sizes.slice(1).every((size) => !isOpen(size)) ? elements(sizes.slice(1)) : undefined;
      if (product === undefined) return false;
      w.declare(
        `${w.tf('reshape')}(${x.name}, ${w.tf('stack')}([${w.tf('shape')}(${x.name}).stridedSlice([0], [1]).reshape([]), ${w.numbers.int(product)}]))`,
        typeOf(dtype, [sizes[0], product]),
      );
    } else return false;
    return true;
  },
  like(w) {
    const x = w.any(rank(0, 3));
    if (!x) return false;
    w.declare(`${w.tf('fill')}(${w.tf('shape')}(${x.name}), 0.5)`, typeOf('float32', x.type.sizes));
    return true;
  },
  stackedSizes(w) {
    // Known sizes read off a tensor, as programs do.
    const x = w.any((type) => rank(1, 3)(type) && isFloat(type) && isClosed(type));
    if (!x) return false;
    const axis = w.random.below(x.type.sizes.length);
    const written = w.random.of([`${x.name}.shape.dims[${axis}]`, `${x.name}.shape.asList()[${axis}]`]);
    const rows = someSize(w);
    w.declare(
      `${w.tf('zeros')}([${w.numbers.int(rows)}, ${written}]${w.random.chance(0.5) ? '' : `, ${writtenDType(w, 'float32')}`})`,
      typeOf('float32', [rows, runtimeSize(x.type.sizes[axis])]),
    );
    return true;
  },
};
