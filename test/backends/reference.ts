/**
 * An interpreter of programs that is slow and plain: one point after the other, straight from the definitions of the
 * kernel language. Generates nothing and shares no code with the backend but its special functions, which have tests of
 * their own. Every number is rounded to its type at once.
 */

import type { DType } from '../../engine/graph/index.ts';
import type {
  AxisView,
  Convolution,
  Epilogue,
  Expr,
  Operand,
  Primitive,
  Value,
  Windows,
} from '../../engine/ops/kernel-language/index.ts';
import {
  accumulate,
  binaryValue,
  castValue,
  type Element,
  neutral,
  product,
  ReferenceFault,
  rounded,
  unaryValue,
} from './reference-arithmetic.ts';

export type Elements = Element[];
type Point = readonly number[];

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

function sumColumns({ output, columnSums }: Extract<Primitive, { kind: 'matmul' | 'conv2d' }>, w: World): void {
  if (columnSums === undefined) return;
  const columns = w.values[output].shape.at(-1)!;
  const sums: Elements = new Array(columns).fill(0);
  w.memory[output].forEach((x, i) => {
    sums[i % columns] = Number(sums[i % columns]) + Number(x);
  });
  w.memory[columnSums] = sums.map((sum) => rounded(sum, 'float32'));
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
          const row = p.rowsOfA === undefined ? i : Number(memory[p.rowsOfA][i]);
          const x = read(p.a, [...batch, ...(p.transposeA ? [k, row] : [row, k])]);
          const y = read(p.b, [...batch, ...(p.transposeB ? [j, k] : [k, j])]);
          total = accumulate('sum', dtype, total, product(x, y, dtype));
        }
        return finish(p.epilogue, rounded(total, dtype), point, w);
      });
      sumColumns(p, w);
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
      sumColumns(p, w);
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
        const largest = cells.filter((cell) => Object.is(read(p.input, cell), read(p.pooled, point)));
        for (const cell of p.to === 'first' ? largest.slice(0, 1) : largest) {
          const at = flat(cell, shapeOf(p.input));
          out[at] = Number(rounded(out[at] + Number(read(p.gradient, point)), values[p.output].dtype));
        }
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
