/**
 * Pooling and its gradients over images in NHWC order, vectors along the channels. A chunk is one row of windows of one
 * image; where windows overlap, the gradients of a whole image are one chunk, as windows add to the same elements.
 */

import { sizeOf } from '../../../../graph/index.ts';
import type { Windows } from '../../../../ops/kernel-language/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { type FunctionBuilder, type Local, ModuleBuilder } from '../assembler/index.ts';
import type { Phase, WasmContext, WasmGenerator, WasmKernel } from '../kernel.ts';
import { storeLanes } from './lanes.ts';
import { addScaled, countUp, eachChannelGroup, eachChunk } from './loops.ts';

const MIN_POINTS = 64;
const ZEROED_BYTES = 65536;

interface Geometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly rows: number;
  readonly columns: number;
  readonly windows: Windows;
}

export const pool: WasmGenerator<'pool'> = ({ input, output, reduction, windows }, context) => {
  const geometry = geometryOf(context, input, output, windows);
  if (geometry === undefined) return undefined;
  const { addressType } = context.target;
  const parameters = new Parameters(context.values);
  parameters.output(output);
  parameters.input(input);
  const module = new ModuleBuilder(addressType);
  const f = module.function('run', ['i32', 'i32', addressType, addressType]);
  const [, , out, image] = f.parameters;
  const isMax = reduction === 'max';
  const initial = f.local('v128');
  context.target.constants.push(f, isMax ? NEGATIVE_INFINITY : 0);
  f.set(initial);
  eachWindow(f, geometry, 1, (window) => {
    const target = window.outputAddress(out);
    eachChannelGroup(f, geometry.channels, (offset, lanes) => {
      const sums = lanes.map(() => f.local('v128'));
      for (const sum of sums) f.get(initial).set(sum);
      window.eachElement([image], offset, ([at]) => {
        sums.forEach((sum, i) => {
          f.get(sum)
            .get(at)
            .memory('v128.load', i * 16)
            .op(isMax ? 'f32x4.max' : 'f32x4.add')
            .set(sum);
        });
      });
      if (!isMax) for (const sum of sums) f.get(sum).get(window.count()).op('f32x4.div').set(sum);
      const at = f.addressLocal();
      f.get(target).get(offset).address('add').set(at);
      sums.forEach((sum, i) => {
        storeLanes(f, at, sum, i * 16, lanes[i]);
      });
    });
  });
  return finished(module, parameters, [phaseOf('run', geometry, 1)]);
};

export const maxPoolGrad: WasmGenerator<'maxPoolGrad'> = (kernel, context) => {
  const { to: winners, input, output, pooled, gradient, windows } = kernel;
  return gradientKernel(context, { image: output, windowed: gradient, windows }, [pooled, gradient, input], (f) => {
    const [, , out, largest, incoming, image] = f.parameters;
    return {
      group: (window, offset, lanes) => {
        const load = (base: Local) => {
          const at = window.outputAddress(base);
          f.get(at).get(offset).address('add').set(at);
          return lanes.map((_, i) => {
            const vector = f.local('v128');
            f.get(at)
              .memory('v128.load', i * 16)
              .set(vector);
            return vector;
          });
        };
        const best = load(largest);
        const shares = load(incoming);
        // What is left of the gradient: nothing after the first element that equals the largest, where that has it
        // alone. NaN equals NaN here.
        const element = f.local('v128');
        const hit = f.local('v128');
        window.eachElement([image, out], offset, ([from, to]) => {
          best.forEach((value, i) => {
            f.get(from)
              .memory('v128.load', i * 16)
              .set(element);
            f.get(element).get(value).op('f32x4.eq');
            f.get(element).get(element).op('f32x4.ne').get(value).get(value).op('f32x4.ne', 'v128.and');
            f.op('v128.or').set(hit);
            f.get(to)
              .memory('v128.load', i * 16)
              .get(shares[i])
              .get(hit)
              .op('v128.and', 'f32x4.add')
              .set(element);
            storeLanes(f, to, element, i * 16, lanes[i]);
            if (winners === 'first') f.get(shares[i]).get(hit).op('v128.andnot').set(shares[i]);
          });
        });
      },
    };
  });
};

export const averagePoolGrad: WasmGenerator<'averagePoolGrad'> = ({ output, gradient, windows }, context) =>
  gradientKernel(context, { image: output, windowed: gradient, windows }, [gradient], (f) => {
    const [, , out, incoming] = f.parameters;
    return {
      group: (window, offset, lanes) => {
        const at = window.outputAddress(incoming);
        const sum = f.local('v128');
        f.get(at).get(offset).address('add').set(at);
        const shares = lanes.map((_, i) => {
          const share = f.local('v128');
          f.get(at)
            .memory('v128.load', i * 16)
            .get(window.count())
            .op('f32x4.div')
            .set(share);
          return share;
        });
        window.eachElement([out], offset, ([to]) => {
          shares.forEach((share, i) => {
            f.get(to)
              .memory('v128.load', i * 16)
              .get(share)
              .op('f32x4.add')
              .set(sum);
            storeLanes(f, to, sum, i * 16, lanes[i]);
          });
        });
      },
    };
  });

/** Zeros, and then what every window adds. */
function gradientKernel(
  context: WasmContext,
  { image, windowed, windows }: { image: number; windowed: number; windows: Windows },
  inputs: readonly number[],
  describe: (f: FunctionBuilder) => {
    readonly group: (window: WindowWriter, offset: Local, lanes: readonly number[]) => void;
  },
): WasmKernel | undefined {
  const geometry = geometryOf(context, image, windowed, windows);
  if (geometry === undefined) return undefined;
  const { addressType } = context.target;
  const parameters = new Parameters(context.values);
  parameters.output(image);
  for (const input of inputs) parameters.input(input);
  // A value that comes in twice is one parameter.
  if (parameters.list.length !== inputs.length + 1) return undefined;
  const types = parameters.list.map(() => addressType);
  const module = new ModuleBuilder(addressType);
  const zero = emitZeros(module, types, sizeOf(context.values[image].shape) * 4);
  const f = module.function('run', ['i32', 'i32', ...types]);
  const overlap = windows.window.some((size, axis) => size > windows.strides[axis]);
  const rowsOfChunk = overlap ? geometry.rows : 1;
  const { group } = describe(f);
  eachWindow(f, geometry, rowsOfChunk, (window) => {
    eachChannelGroup(f, geometry.channels, (offset, lanes) => group(window, offset, lanes));
  });
  return finished(module, parameters, [zero, phaseOf('run', geometry, rowsOfChunk)]);
}

function emitZeros(module: ModuleBuilder, types: readonly ('i32' | 'i64')[], bytes: number): Phase {
  const f = module.function('zero', ['i32', 'i32', ...types]);
  const [begin, end, out] = f.parameters;
  const from = f.addressLocal();
  const to = f.addressLocal();
  const bound = (chunk: Local, target: Local) => {
    f.bytes(0).get(chunk);
    addScaled(f, ZEROED_BYTES).set(target);
    f.get(target).bytes(bytes).get(target).bytes(bytes).address('lt_u').op('select').set(target);
  };
  bound(begin, from);
  bound(end, to);
  f.get(out).get(from).address('add').i32(0).get(to).get(from).address('sub').fillMemory();
  return { name: 'zero', chunks: Math.ceil(bytes / ZEROED_BYTES), chunkNanoseconds: ZEROED_BYTES / 16 };
}

const NEGATIVE_INFINITY = 0xff800000 | 0;

/** `undefined`: JavaScript does it. */
function geometryOf(
  { values, evenSmall }: WasmContext,
  image: number,
  windowed: number,
  windows: Windows,
): Geometry | undefined {
  const { dtype, shape } = values[image];
  const [batch, height, width, channels] = shape;
  const [, rows, columns] = values[windowed].shape;
  const points = Math.min(sizeOf(shape), sizeOf(values[windowed].shape));
  if (dtype !== 'float32' || points === 0 || sizeOf(shape) > 2 ** 29) return undefined;
  if (points < MIN_POINTS && !evenSmall) return undefined;
  return { batch, height, width, channels, rows, columns, windows };
}

function phaseOf(name: string, geometry: Geometry, rowsOfChunk: number): Phase {
  const { batch, rows, columns, channels, windows } = geometry;
  const points = rowsOfChunk * columns * channels * sizeOf(windows.window);
  return { name, chunks: (batch * rows) / rowsOfChunk, chunkNanoseconds: points / 4 + 10 };
}

function finished(module: ModuleBuilder, parameters: Parameters, phases: readonly Phase[]): WasmKernel {
  return { binary: module.assemble(), parameters: parameters.list, phases };
}

/** Writes the loops over the windows of the chunks that the function is asked for. */
function eachWindow(
  f: FunctionBuilder,
  geometry: Geometry,
  rowsOfChunk: number,
  body: (window: WindowWriter) => void,
): void {
  const window = new WindowWriter(f, geometry);
  eachChunk(f, (chunk) => {
    window.rowsOf(chunk, rowsOfChunk, () => {
      window.eachColumn(() => body(window));
    });
  });
}

/** One window after the other, clipped to its image. */
class WindowWriter {
  readonly #f: FunctionBuilder;
  readonly #geometry: Geometry;
  readonly #image: Local;
  readonly #row: Local;
  readonly #column: Local;
  readonly #yStart: Local;
  readonly #yEnd: Local;
  readonly #xStart: Local;
  readonly #xEnd: Local;
  readonly #count: Local;

  constructor(f: FunctionBuilder, geometry: Geometry) {
    this.#f = f;
    this.#geometry = geometry;
    const int = () => f.local('i32');
    [this.#image, this.#row, this.#column] = [int(), int(), int()];
    [this.#yStart, this.#yEnd, this.#xStart, this.#xEnd] = [int(), int(), int(), int()];
    this.#count = f.local('v128');
  }

  rowsOf(chunk: Local, rowsOfChunk: number, body: () => void): void {
    const f = this.#f;
    const { rows, windows, height } = this.#geometry;
    const perImage = rows / rowsOfChunk;
    const rowEnd = f.local('i32');
    f.get(chunk).i32(perImage).op('i32.div_u').set(this.#image);
    f.get(chunk).i32(perImage).op('i32.rem_u').i32(rowsOfChunk).op('i32.mul').tee(this.#row);
    f.i32(rowsOfChunk).op('i32.add').set(rowEnd);
    countUp(f, this.#row, rowEnd, () => {
      this.#bounds(this.#row, windows.strides[0], windows.padding[0], windows.window[0], height, [
        this.#yStart,
        this.#yEnd,
      ]);
      body();
    });
  }

  eachColumn(body: () => void): void {
    const f = this.#f;
    const { columns, windows, width } = this.#geometry;
    const end = f.local('i32');
    f.i32(columns).set(end).i32(0).set(this.#column);
    countUp(f, this.#column, end, () => {
      this.#bounds(this.#column, windows.strides[1], windows.padding[2], windows.window[1], width, [
        this.#xStart,
        this.#xEnd,
      ]);
      f.get(this.#yEnd).get(this.#yStart).op('i32.sub').get(this.#xEnd).get(this.#xStart).op('i32.sub', 'i32.mul');
      f.op('f32.convert_i32_s', 'f32x4.splat').set(this.#count);
      body();
    });
  }

  /** How many elements of the window lie inside the image, in all lanes. */
  count(): Local {
    return this.#count;
  }

  /** The address of the window's first channel in an array that has one pixel a window. */
  outputAddress(base: Local): Local {
    const f = this.#f;
    const { rows, columns, channels } = this.#geometry;
    const address = f.addressLocal();
    f.get(base);
    f.get(this.#image).i32(rows).op('i32.mul').get(this.#row).op('i32.add').i32(columns).op('i32.mul');
    f.get(this.#column).op('i32.add');
    addScaled(f, channels * 4).set(address);
    return address;
  }

  /** For each element inside: addresses in arrays that have the image's shape, `offset` bytes into its channels. */
  eachElement(bases: readonly Local[], offset: Local, body: (addresses: readonly Local[]) => void): void {
    const f = this.#f;
    const { height, width, channels } = this.#geometry;
    const y = f.local('i32');
    const x = f.local('i32');
    const addresses = bases.map(() => f.addressLocal());
    f.get(this.#yStart).set(y);
    countUp(f, y, this.#yEnd, () => {
      addresses.forEach((address, i) => {
        f.get(bases[i]).get(offset).address('add');
        f.get(this.#image).i32(height).op('i32.mul').get(y).op('i32.add').i32(width).op('i32.mul');
        f.get(this.#xStart).op('i32.add');
        addScaled(f, channels * 4).set(address);
      });
      f.get(this.#xStart).set(x);
      countUp(f, x, this.#xEnd, () => {
        body(addresses);
        for (const address of addresses) {
          f.get(address)
            .bytes(channels * 4)
            .address('add')
            .set(address);
        }
      });
    });
  }

  /** The first and the end coordinate along one axis. */
  #bounds(
    at: Local,
    stride: number,
    before: number,
    window: number,
    size: number,
    [start, end]: readonly [Local, Local],
  ): void {
    const f = this.#f;
    f.get(at).i32(stride).op('i32.mul').i32(before).op('i32.sub').tee(start);
    f.i32(window).op('i32.add').set(end);
    f.get(start).i32(0).get(start).i32(0).op('i32.gt_s', 'select').set(start);
    f.get(end).i32(size).get(end).i32(size).op('i32.lt_s', 'select').set(end);
  }
}
