/**
 * An interpreter of programs that is slow and plain: one point after the other, straight from the definitions of the
 * kernel language. Generates nothing and shares no code with the backend but its special functions, which have tests of
 * their own. Every number is rounded to its type at once.
 */

import { digamma, erf, erfc, lgamma } from '../../engine/backends/cpu/special-functions.ts';
import type { DType, StringElement } from '../../engine/graph/index.ts';
import type {
  AxisView,
  BinaryOp,
  Convolution,
  Epilogue,
  Expr,
  Operand,
  Primitive,
  Reduction,
  UnaryOp,
  Value,
  Windows,
} from '../../engine/ops/kernel-language/index.ts';

export type Element = number | bigint | StringElement;
export type Elements = Element[];
type Point = readonly number[];

export class ReferenceFault extends Error {}

/** The values of a program, by id; feeds are given. */
export function interpret(
  values: readonly Value[],
  primitives: readonly Primitive[],
  feeds: ReadonlyMap<string, Elements>,
  variables: Map<string, Elements> = new Map(),
): Elements[] {
  const memory: Elements[] = [];
  for (const p of primitives) run(p, { values, memory, feeds, variables });
  return memory;
}

interface World {
  readonly values: readonly Value[];
  readonly memory: Elements[];
  readonly feeds: ReadonlyMap<string, Elements>;
  readonly variables: Map<string, Elements>;
}

function run(p: Primitive, w: World): void {
  const { values, memory } = w;
  const shapeOf = (id: number) => values[id].shape;
  const fill = (id: number, at: (point: Point) => Element) => {
    memory[id] = points(shapeOf(id)).map((point) => rounded(at(point), values[id].dtype));
  };
  const read = (id: number, point: Point) => memory[id][flat(point, shapeOf(id))];
  switch (p.kind) {
    case 'constant':
      memory[p.output] = Array.from(p.data as Elements);
      return;
    case 'feed':
      memory[p.output] = [...w.feeds.get(p.name)!];
      return;
    case 'read':
      memory[p.output] = [...w.variables.get(p.variable)!];
      return;
    case 'assign':
      memory[p.output] = [...memory[p.value]];
      w.variables.set(p.variable, [...memory[p.value]]);
      return;
    case 'reshape':
      memory[p.output] = memory[p.input];
      return;
    case 'elementwise':
      p.outputs.forEach((output, i) => {
        fill(output, (point) => evaluate(p.exprs[i], point, p.operands, w));
      });
      return;
    case 'assemble': {
      const shape = shapeOf(p.output);
      const out: Elements = points(shape).map(() => p.fill ?? zeroOf(values[p.output].dtype));
      for (const piece of p.pieces) {
        for (const point of points(piece.space)) {
          const target = point.map((c, axis) => piece.start[axis] + piece.step[axis] * c);
          out[flat(target, shape)] = rounded(evaluate(piece.expr, point, piece.operands, w), values[p.output].dtype);
        }
      }
      memory[p.output] = out;
      return;
    }
    case 'reduce':
      fill(p.output, (kept) => {
        let total = neutral(p.reduction, p.expr.dtype);
        for (const point of points(p.space)) {
          if (point.filter((_, axis) => !p.axes.includes(axis)).some((c, i) => c !== kept[i])) continue;
          total = accumulate(p.reduction, p.expr.dtype, total, evaluate(p.expr, point, p.operands, w));
        }
        return finish(p.epilogue, rounded(total, p.expr.dtype), kept, w);
      });
      return;
    case 'argReduce':
      fill(p.output, (kept) => {
        let best = neutral(p.reduction, values[p.input].dtype);
        let found = 0;
        for (let k = 0; k < shapeOf(p.input)[p.axis]; k++) {
          const x = read(p.input, [...kept.slice(0, p.axis), k, ...kept.slice(p.axis)]);
          if (p.reduction === 'max' ? x > best : x < best) [best, found] = [x, k];
        }
        return values[p.output].dtype === 'int64' ? BigInt(found) : found;
      });
      return;
    case 'scan':
      fill(p.output, (point) => {
        const size = shapeOf(p.input)[p.axis];
        let total = neutral(p.reduction, values[p.input].dtype);
        for (let step = 0; step < size; step++) {
          const k = p.reverse ? size - 1 - step : step;
          if (p.exclusive && k === point[p.axis]) break;
          total = accumulate(p.reduction, values[p.input].dtype, total, read(p.input, replace(point, p.axis, k)));
          if (k === point[p.axis]) break;
        }
        return total;
      });
      return;
    case 'matmul': {
      const { dtype } = values[p.a];
      const depth = shapeOf(p.a).at(p.transposeA ? -2 : -1)!;
      fill(p.output, (point) => {
        const batch = point.slice(0, -2);
        const [i, j] = point.slice(-2);
        let total = neutral('sum', dtype);
        for (let k = 0; k < depth; k++) {
          const x = read(p.a, [...batch, ...(p.transposeA ? [k, i] : [i, k])]);
          const y = read(p.b, [...batch, ...(p.transposeB ? [j, k] : [k, j])]);
          total = accumulate('sum', dtype, total, product(x, y, dtype));
        }
        return finish(p.epilogue, rounded(total, dtype), point, w);
      });
      return;
    }
    case 'conv2d':
      fill(p.output, (point) => {
        const [n, i, j, o] = point;
        let total = 0;
        for (const { tap, y, x } of taps(p.convolution, i, j)) {
          for (let c = 0; c < p.convolution.inputShape[3]; c++) {
            total += Number(read(p.input, [n, y, x, c])) * Number(read(p.filter, [...tap, c, o]));
          }
        }
        return finish(p.epilogue, rounded(total, values[p.input].dtype), point, w);
      });
      return;
    case 'conv2dBackpropInput':
    case 'conv2dBackpropFilter': {
      const sums = points(shapeOf(p.output)).map(() => 0);
      for (const [n, i, j, o] of points(p.convolution.outputShape)) {
        const g = Number(read(p.gradient, [n, i, j, o]));
        for (const { tap, y, x } of taps(p.convolution, i, j)) {
          for (let c = 0; c < p.convolution.inputShape[3]; c++) {
            if (p.kind === 'conv2dBackpropInput') {
              sums[flat([n, y, x, c], shapeOf(p.output))] += g * Number(read(p.filter, [...tap, c, o]));
            } else sums[flat([...tap, c, o], shapeOf(p.output))] += g * Number(read(p.input, [n, y, x, c]));
          }
        }
      }
      memory[p.output] = sums.map((sum) => rounded(sum, values[p.output].dtype));
      return;
    }
    case 'pool':
      fill(p.output, (point) => {
        const cells = cellsOf(p.windows, shapeOf(p.input), point).map((cell) => Number(read(p.input, cell)));
        return p.reduction === 'max' ? Math.max(...cells) : cells.reduce((a, b) => a + b, 0) / cells.length;
      });
      return;
    case 'maxPoolGrad': {
      const out = points(shapeOf(p.output)).map(() => 0);
      for (const point of points(shapeOf(p.pooled))) {
        const cells = cellsOf(p.windows, shapeOf(p.input), point);
        const first = cells.find((cell) => Object.is(read(p.input, cell), read(p.pooled, point)))!;
        const at = flat(first, shapeOf(p.input));
        out[at] = Number(rounded(out[at] + Number(read(p.gradient, point)), values[p.output].dtype));
      }
      memory[p.output] = out;
      return;
    }
    case 'averagePoolGrad': {
      const out = points(shapeOf(p.output)).map(() => 0);
      for (const point of points(shapeOf(p.gradient))) {
        const cells = cellsOf(p.windows, shapeOf(p.output), point);
        for (const cell of cells) out[flat(cell, shapeOf(p.output))] += Number(read(p.gradient, point)) / cells.length;
      }
      memory[p.output] = out.map((x) => rounded(x, values[p.output].dtype));
      return;
    }
    case 'gather': {
      const depth = p.indexed.length;
      const places = placesOf(memory[p.indices], depth, p.indexed, false);
      memory[p.output] = points([p.outer, places.length, p.inner]).map(([o, i, k]) => {
        return memory[p.params][flat([o, places[i]!, k], [p.outer, size(p.indexed), p.inner])];
      });
      return;
    }
    case 'scatter': {
      const { dtype } = values[p.output];
      const out = p.base === null ? points([size(p.indexed) * p.inner]).map(() => zeroOf(dtype)) : [...memory[p.base]];
      placesOf(memory[p.indices], p.indexed.length, p.indexed, p.skipNegative).forEach((place, i) => {
        if (place === null) return;
        for (let k = 0; k < p.inner; k++) {
          const at = place * p.inner + k;
          const update = memory[p.updates][i * p.inner + k];
          out[at] = p.mode === 'update' ? update : binaryValue(p.mode, out[at], update, dtype);
        }
      });
      memory[p.output] = out;
      return;
    }
    case 'topK': {
      const n = shapeOf(p.input).at(-1)!;
      memory[p.values] = [];
      memory[p.indices] = [];
      for (let row = 0; row * n < memory[p.input].length; row++) {
        const line = memory[p.input].slice(row * n, (row + 1) * n) as number[];
        const order = line.map((_, i) => i).sort((a, b) => (line[a] === line[b] ? a - b : line[a] > line[b] ? -1 : 1));
        for (const i of order.slice(0, p.k)) {
          memory[p.values].push(line[i]);
          memory[p.indices].push(i);
        }
      }
      return;
    }
    default:
      throw new Error(`The reference does not run '${p.kind}'.`);
  }
}

function finish(epilogue: Epilogue | null, total: Element, point: Point, w: World): Element {
  return epilogue === null ? total : evaluate(epilogue.expr, point, epilogue.operands, w, total);
}

/** An expression at a point. */
export function evaluate(expr: Expr, point: Point, operands: readonly Operand[], w: World, total?: Element): Element {
  const at = (e: Expr) => evaluate(e, point, operands, w, total);
  switch (expr.kind) {
    case 'load': {
      const { value, view } = operands[expr.operand];
      return w.memory[value][
        flat(
          view.map((axis) => along(axis, point)),
          w.values[value].shape,
        )
      ];
    }
    case 'const':
      return rounded(expr.value, expr.dtype);
    case 'coordinate':
      return expr.dtype === 'int64' ? BigInt(point[expr.axis]) : point[expr.axis];
    case 'accumulator':
      return total!;
    case 'unary':
      return unaryValue(expr.op, at(expr.x), expr.x.dtype);
    case 'binary':
      return binaryValue(expr.op, at(expr.x), at(expr.y), expr.x.dtype);
    case 'select':
      return at(expr.condition) ? at(expr.x) : at(expr.y);
    case 'cast':
      return castValue(at(expr.x), expr.x.dtype, expr.dtype);
  }
}

const along = ({ axis, start, step }: AxisView, point: Point) => (axis === null ? start : start + step * point[axis]);

/** To the nearest value of the type; integers wrap. */
export function rounded(x: Element, dtype: DType): Element {
  switch (dtype) {
    case 'float32':
      return Math.fround(Number(x));
    case 'float64':
      return Number(x);
    case 'int32':
      return Number(BigInt.asIntN(32, BigInt(x as number)));
    case 'uint8':
      return Number(BigInt.asUintN(8, BigInt(x as number)));
    case 'int64':
      return BigInt.asIntN(64, BigInt(x as number));
    case 'bool':
      return Number(x) !== 0 ? 1 : 0;
    case 'string':
      return x;
  }
}

const bounds: Partial<Record<DType, [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint8: [0n, 255n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Floats towards zero, at most to the bounds of the integer type; integers wrap; anything but zero is true. */
function castValue(x: Element, from: DType, to: DType): Element {
  const range = bounds[to];
  if (range === undefined || (from !== 'float32' && from !== 'float64')) return rounded(x, to);
  if (Number.isNaN(x)) return rounded(0, to);
  if (!Number.isFinite(x)) return rounded((x as number) > 0 ? range[1] : range[0], to);
  return rounded(clamp(BigInt(Math.trunc(x as number)), range), to);
}
const clamp = (x: bigint, [low, high]: [bigint, bigint]) => (x < low ? low : x > high ? high : x);

const floatUnary: Record<UnaryOp, (x: number, dtype: DType) => number | boolean> = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  reciprocal: (x) => 1 / x,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  sigmoid: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  softplus: (x, dtype) => {
    const threshold = Math.log(dtype === 'float32' ? 2 ** -23 : 2 ** -52) + 2;
    return x > -threshold ? x : x < threshold ? Math.exp(x) : Math.log1p(Math.exp(x));
  },
  erf,
  erfc,
  lgamma,
  digamma,
  ceil: Math.ceil,
  floor: Math.floor,
  round: (x) => {
    const down = Math.floor(x);
    const rest = x - down;
    if (Math.abs(x) >= 2 ** 52 || Number.isNaN(x)) return x;
    return rest < 0.5 ? down : rest > 0.5 ? down + 1 : down % 2 === 0 ? down : down + 1;
  },
  not: (x) => x === 0,
  isNan: Number.isNaN,
  isInf: (x) => x === Infinity || x === -Infinity,
  isFinite: Number.isFinite,
};
const predicates: ReadonlySet<string> = new Set('not isNan isInf isFinite'.split(' '));
const comparisons: ReadonlySet<string> = new Set(
  'less lessEqual greater greaterEqual equal notEqual and or'.split(' '),
);

function unaryValue(op: UnaryOp, x: Element, dtype: DType): Element {
  if (predicates.has(op)) return Number(floatUnary[op](Number(x), dtype));
  if (dtype === 'float32' || dtype === 'float64') return rounded(Number(floatUnary[op](x as number, dtype)), dtype);
  const big = BigInt(x as number);
  const whole: Partial<Record<UnaryOp, bigint>> = {
    neg: -big,
    abs: big < 0n ? -big : big,
    sign: big > 0n ? 1n : big < 0n ? -1n : 0n,
    ceil: big,
    floor: big,
    round: big,
  };
  return rounded(whole[op]!, dtype);
}

function binaryValue(op: BinaryOp, x: Element, y: Element, dtype: DType): Element {
  if (comparisons.has(op)) return Number(compare(op, x, y));
  if (dtype === 'float32' || dtype === 'float64') {
    const step = (value: number) => rounded(value, dtype) as number;
    return step(floatBinary(op, x as number, y as number, step));
  }
  if (dtype === 'string') return `${x}${y}`;
  return rounded(wholeBinary(op, BigInt(x as number), BigInt(y as number)), dtype);
}

function compare(op: BinaryOp, x: Element, y: Element): boolean {
  switch (op) {
    case 'less':
      return x < y;
    case 'lessEqual':
      return x <= y;
    case 'greater':
      return x > y;
    case 'greaterEqual':
      return x >= y;
    case 'equal':
      return x === y;
    case 'notEqual':
      return x !== y;
    case 'and':
      return x !== 0 && y !== 0;
    default:
      return x !== 0 || y !== 0;
  }
}

function floatBinary(op: BinaryOp, x: number, y: number, step: (value: number) => number): number {
  switch (op) {
    case 'add':
      return x + y;
    case 'sub':
      return x - y;
    case 'mul':
      return x * y;
    case 'div':
      return x / y;
    case 'floorDiv':
      return Math.floor(step(x / y));
    case 'floorMod':
      return x < 0 === y < 0 ? x % y : step((x % y) + y) % y;
    case 'truncateMod':
      return x % y;
    case 'pow':
      return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
    case 'max':
      return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x > y || (x === y && Object.is(y, -0)) ? x : y;
    case 'min':
      return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x < y || (x === y && Object.is(x, -0)) ? x : y;
    case 'atan2':
      return Math.atan2(x, y);
    default:
      throw new Error(`No float ${op}.`);
  }
}

function wholeBinary(op: BinaryOp, x: bigint, y: bigint): bigint {
  const nonzero = () => {
    if (y === 0n) throw new ReferenceFault('Integer division by zero');
  };
  const floorMod = () => ((x % y) + y) % y;
  switch (op) {
    case 'add':
      return x + y;
    case 'sub':
      return x - y;
    case 'mul':
      return x * y;
    case 'div':
      nonzero();
      return x / y;
    case 'floorDiv':
      nonzero();
      return (x - floorMod()) / y;
    case 'floorMod':
      nonzero();
      return floorMod();
    case 'truncateMod':
      nonzero();
      return x % y;
    case 'pow':
      if (y < 0n) throw new ReferenceFault('Integers to negative integer powers are not allowed');
      return x ** y;
    case 'max':
      return x > y ? x : y;
    case 'min':
      return x < y ? x : y;
    default:
      throw new Error(`No integer ${op}.`);
  }
}

function product(x: Element, y: Element, dtype: DType): Element {
  return dtype === 'float32' || dtype === 'float64' ? Number(x) * Number(y) : BigInt(x as number) * BigInt(y as number);
}

/** Sums and products of floats stay in double precision; integers stay exact until the end, which wraps alike. */
function accumulate(reduction: Reduction, dtype: DType, total: Element, x: Element): Element {
  if (reduction === 'any') return Number(total !== 0 || x !== 0);
  if (reduction === 'all') return Number(total !== 0 && x !== 0);
  if (reduction === 'max' || reduction === 'min') return binaryValue(reduction, total, x, dtype);
  if (dtype === 'float32' || dtype === 'float64') {
    return reduction === 'sum' ? Number(total) + Number(x) : Number(total) * Number(x);
  }
  const [a, b] = [BigInt(total as number), BigInt(x as number)];
  return rounded(reduction === 'sum' ? a + b : a * b, dtype);
}

function neutral(reduction: Reduction, dtype: DType): Element {
  const simple: Partial<Record<Reduction, number>> = { sum: 0, prod: 1, any: 0, all: 1 };
  const value = simple[reduction];
  if (value !== undefined) return rounded(value, dtype);
  const range = bounds[dtype];
  if (range === undefined) return reduction === 'max' ? -Infinity : Infinity;
  return rounded(reduction === 'max' ? range[0] : range[1], dtype);
}

function placesOf(
  indices: Elements,
  depth: number,
  indexed: readonly number[],
  skipNegative: boolean,
): (number | null)[] {
  return points([indices.length / depth]).map(([row]) => {
    const tuple = indices.slice(row * depth, (row + 1) * depth).map(Number);
    if (skipNegative && tuple.some((i) => i < 0)) return null;
    if (tuple.some((i, d) => i < 0 || i >= indexed[d])) {
      throw new ReferenceFault(`indices[${row}] = ${tuple[0]} is not in [0, ${indexed[0]})`);
    }
    return flat(tuple, indexed);
  });
}

function taps(c: Convolution, i: number, j: number): { tap: [number, number]; y: number; x: number }[] {
  return points(c.filterShape.slice(0, 2))
    .map(([ky, kx]) => ({
      tap: [ky, kx] as [number, number],
      y: i * c.strides[0] - c.padding[0] + ky * c.dilations[0],
      x: j * c.strides[1] - c.padding[2] + kx * c.dilations[1],
    }))
    .filter(({ y, x }) => y >= 0 && y < c.inputShape[1] && x >= 0 && x < c.inputShape[2]);
}

function cellsOf({ window, strides, padding }: Windows, image: readonly number[], [n, i, j, c]: Point): number[][] {
  return points(window)
    .map(([wy, wx]) => [n, i * strides[0] - padding[0] + wy, j * strides[1] - padding[2] + wx, c])
    .filter(([, y, x]) => y >= 0 && y < image[1] && x >= 0 && x < image[2]);
}

/** All points of a space, the last axis fastest. */
export function points(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (list, dim) => list.flatMap((point) => Array.from({ length: dim }, (_, c) => [...point, c])),
    [[]],
  );
}
function flat(point: Point, shape: readonly number[]): number {
  return point.reduce((sum, c, axis) => sum * shape[axis] + c, 0);
}
const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
const replace = (point: Point, axis: number, c: number) => point.map((old, i) => (i === axis ? c : old));
const zeroOf = (dtype: DType): Element => (dtype === 'string' ? '' : dtype === 'int64' ? 0n : 0);
