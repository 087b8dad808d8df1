/**
 * Lines as paths in pixels. Where many points share a column of pixels, only the column's first, lowest, highest and last
 * are traced: the picture is the same, and no spike is lost. Knows no canvas; anything with `moveTo` and `lineTo` serves.
 */

export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Where values lie on the page: `offset + factor · value`, or of the value's power of ten. */
export interface PixelAxis {
  readonly offset: number;
  readonly factor: number;
  readonly log: boolean;
}

export function pixelAxis(
  range: { readonly min: number; readonly max: number },
  log: boolean,
  start: number,
  end: number,
): PixelAxis {
  const low = log ? Math.log10(range.min) : range.min;
  const high = log ? Math.log10(range.max) : range.max;
  const factor = (end - start) / (high - low);
  return { offset: start - low * factor, factor, log };
}

/** NaN where the axis cannot show the value. */
export function toPixel({ offset, factor, log }: PixelAxis, value: number): number {
  if (!log) return offset + factor * value;
  return value > 0 ? offset + factor * Math.log10(value) : Number.NaN;
}

export function fromPixel({ offset, factor, log }: PixelAxis, pixel: number): number {
  const position = (pixel - offset) / factor;
  return log ? 10 ** position : position;
}

/** Far beyond the page canvases lose precision; what is drawn there is not seen. */
const farthest = 20_000;
const bounded = (pixel: number) => Math.min(Math.max(pixel, -farthest), farthest);

/** Traces one line in columns of half a pixel: finer than the eye, coarser than thousands of points. Points that are not finite, or not on the axes, interrupt it. */
export function traceLine(
  path: PathSink,
  x: Float64Array,
  y: Float64Array,
  xAxis: PixelAxis,
  yAxis: PixelAxis,
  columnsPerPixel = 2,
): void {
  let column = Number.NaN;
  let open = false;
  let lowest = 0;
  let highest = 0;
  let last = 0;
  let count = 0;
  const finishColumn = () => {
    if (count > 2) {
      path.lineTo(column, lowest);
      path.lineTo(column, highest);
    }
    if (count > 1) path.lineTo(column, last);
  };
  for (let i = 0; i < x.length; i++) {
    const px = toPixel(xAxis, x[i]!);
    const py = bounded(toPixel(yAxis, y[i]!));
    if (!Number.isFinite(px) || !Number.isFinite(py) || !Number.isFinite(y[i]!)) {
      finishColumn();
      count = 0;
      column = Number.NaN;
      open = false;
      continue;
    }
    const at = bounded(Math.round(px * columnsPerPixel) / columnsPerPixel);
    if (at === column) {
      if (py < lowest) lowest = py;
      if (py > highest) highest = py;
      last = py;
      count += 1;
      continue;
    }
    finishColumn();
    if (open) path.lineTo(at, py);
    else path.moveTo(at, py);
    open = true;
    column = at;
    lowest = py;
    highest = py;
    last = py;
    count = 1;
  }
  finishColumn();
}

/** The points that no line shows: not finite, or finite between two that are not. `y` is where a mark belongs. */
export interface LonePoint {
  readonly kind: 'NaN' | '+∞' | '−∞' | 'alone';
  readonly x: number;
  readonly y: number;
}

const mostLone = 500;

export function lonePoints(
  x: Float64Array,
  y: Float64Array,
  xAxis: PixelAxis,
  yAxis: PixelAxis,
  edges: { readonly top: number; readonly bottom: number },
): LonePoint[] {
  const found: LonePoint[] = [];
  let lastY = (edges.top + edges.bottom) / 2;
  for (let i = 0; i < x.length && found.length < mostLone; i++) {
    const px = toPixel(xAxis, x[i]!);
    const value = y[i]!;
    if (!Number.isFinite(px)) continue;
    if (Number.isFinite(value)) {
      const py = toPixel(yAxis, value);
      if (!Number.isFinite(py)) continue;
      lastY = py;
      if (!(isFiniteAt(y, i - 1) || isFiniteAt(y, i + 1))) found.push({ kind: 'alone', x: px, y: py });
    } else if (Number.isNaN(value)) {
      found.push({ kind: 'NaN', x: px, y: Math.min(Math.max(lastY, edges.top), edges.bottom) });
    } else {
      found.push(value > 0 ? { kind: '+∞', x: px, y: edges.top } : { kind: '−∞', x: px, y: edges.bottom });
    }
  }
  return found;
}

const isFiniteAt = (values: Float64Array, index: number) => Number.isFinite(values[index] ?? Number.NaN);
