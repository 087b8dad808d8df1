import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WasmKernel } from '../../../../engine/backends/cpu/wasm/kernel.ts';
import { conv2d } from '../../../../engine/backends/cpu/wasm/kernels/conv/conv2d.ts';
import { conv2dBackpropFilter } from '../../../../engine/backends/cpu/wasm/kernels/conv/conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from '../../../../engine/backends/cpu/wasm/kernels/conv/conv2d-backprop-input.ts';
import { sizeOf } from '../../../../engine/graph/index.ts';
import {
  accumulator,
  along,
  binary,
  type Convolution,
  fixed,
  literal,
  load,
  type Padding,
  type Value,
} from '../../../../engine/ops/kernel-language/index.ts';
import { backwards, machines, runKernel, type TestMachine } from './run-kernel.ts';

interface Sizes {
  readonly batch: number;
  readonly image: readonly [number, number];
  readonly channels: readonly [number, number];
  readonly filter: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: Padding;
}

function convolutionOf({ batch, image, channels, filter, strides, dilations, padding }: Sizes): Convolution {
  const out = [0, 1].map((i) => {
    const reach = (filter[i] - 1) * dilations[i] + 1;
    return Math.max(0, Math.floor((image[i] + padding[2 * i] + padding[2 * i + 1] - reach) / strides[i]) + 1);
  });
  return {
    inputShape: [batch, ...image, channels[0]],
    filterShape: [...filter, ...channels],
    outputShape: [batch, ...out, channels[1]],
    strides,
    dilations,
    padding,
  };
}

const wave = (size: number, step: number) =>
  Float32Array.from({ length: size }, (_, i) => Math.sin(1 + i * step) * (1 + (i % 5)));

/** Hands over all terms of the convolution: flat positions in input, filter and output. */
function terms(c: Convolution, term: (input: number, filter: number, output: number) => void): void {
  const [, height, width, channels] = c.inputShape;
  const [tapRows, tapColumns] = c.filterShape;
  const [batch, outHeight, outWidth, outChannels] = c.outputShape;
  for (let n = 0; n < batch; n++)
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++)
        for (let ty = 0; ty < tapRows; ty++)
          for (let tx = 0; tx < tapColumns; tx++) {
            const row = y * c.strides[0] + ty * c.dilations[0] - c.padding[0];
            const column = x * c.strides[1] + tx * c.dilations[1] - c.padding[2];
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            for (let i = 0; i < channels; i++)
              for (let o = 0; o < outChannels; o++)
                term(
                  ((n * height + row) * width + column) * channels + i,
                  ((ty * tapColumns + tx) * channels + i) * outChannels + o,
                  ((n * outHeight + y) * outWidth + x) * outChannels + o,
                );
          }
}

const [INPUT, FILTER, OUTPUT, RESULT, BIAS] = [0, 1, 2, 3, 4];
const common = { covers: [] };
const bias = {
  operands: [{ value: BIAS, view: [along(0), fixed(), fixed(), along(3)] }],
  expr: binary('max', binary('add', accumulator('float32'), load(0, 'float32')), literal(0, 'float32')),
};

/** Each kind with the values it reads, the one its result is shaped like, and what it makes of the sums. */
const kinds = {
  forward: { left: INPUT, right: FILTER, result: OUTPUT, epilogue: false },
  'forward with bias and relu': { left: INPUT, right: FILTER, result: OUTPUT, epilogue: true },
  'gradient of the input': { left: OUTPUT, right: FILTER, result: INPUT, epilogue: false },
  'gradient of the filter': { left: INPUT, right: OUTPUT, result: FILTER, epilogue: false },
} as const;
type Kind = keyof typeof kinds;

function make(
  kind: Kind,
  machine: TestMachine,
  convolution: Convolution,
  values: readonly Value[],
): WasmKernel | undefined {
  const randomState = () => {
    throw new Error('A convolution draws no numbers.');
  };
  const context = { values, target: machine.target, evenSmall: true, randomState };
  const shared = { ...common, output: RESULT, convolution };
  if (kind === 'gradient of the input') {
    return conv2dBackpropInput({ kind: 'conv2dBackpropInput', ...shared, filter: FILTER, gradient: OUTPUT }, context);
  }
  if (kind === 'gradient of the filter') {
    return conv2dBackpropFilter({ kind: 'conv2dBackpropFilter', ...shared, input: INPUT, gradient: OUTPUT }, context);
  }
  const epilogue = kinds[kind].epilogue ? bias : null;
  return conv2d({ kind: 'conv2d', ...shared, input: INPUT, filter: FILTER, epilogue }, context);
}

/** @returns the kernel, so that a test can look at it. */
function check(kind: Kind, machine: TestMachine, convolution: Convolution): WasmKernel | undefined {
  const shapes = [convolution.inputShape, convolution.filterShape, convolution.outputShape];
  const { left, right, result, epilogue } = kinds[kind];
  const [batch, , , outChannels] = convolution.outputShape;
  const biasShape = [batch, 1, 1, outChannels];
  const values = [...shapes, shapes[result], biasShape].map((shape, id): Value => ({ id, dtype: 'float32', shape }));
  const data = new Map(values.map(({ id, shape }) => [id, wave(sizeOf(shape), 0.7 + id / 3)]));
  const kernel = make(kind, machine, convolution, values);
  if (kernel === undefined) {
    // JavaScript does what is empty, and gradients that nothing reaches.
    terms(convolution, () => {
      throw new Error(`${kind} has no kernel.`);
    });
    return undefined;
  }
  const got = runKernel(machine, kernel, values, data, backwards);
  const sums = new Float64Array(got.length);
  const sizes = new Float64Array(got.length);
  const [a, b] = [data.get(left)!, data.get(right)!];
  terms(convolution, (...at) => {
    const product = a[at[left]] * b[at[right]];
    sums[at[result]] += product;
    sizes[at[result]] += Math.abs(product);
  });
  const offsets = data.get(BIAS)!;
  const perImage = got.length / batch;
  for (let i = 0; i < got.length; i++) {
    const offset = offsets[Math.floor(i / perImage) * outChannels + (i % outChannels)];
    const wanted = epilogue ? Math.max(sums[i] + offset, 0) : sums[i];
    if (!(Math.abs((got[i] as number) - wanted) <= 1e-5 * (sizes[i] + 10))) {
      throw new Error(`${kind}, element ${i}: got ${got[i]}, wanted ${wanted} of terms that add to ${sizes[i]}`);
    }
  }
  return kernel;
}

const between = (min: number, max: number) => fc.integer({ min, max });
const pair = (min: number, max: number) => fc.tuple(between(min, max), between(min, max));
const convolutions = fc
  .record({
    batch: between(1, 3),
    image: pair(1, 9),
    channels: fc.tuple(between(1, 7), between(1, 19)),
    filter: pair(1, 4),
    strides: pair(1, 3),
    dilations: fc.constantFrom<[number, number]>([1, 1], [1, 1], [2, 1], [1, 2], [3, 2]),
    padding: fc.tuple(between(0, 3), between(0, 3), between(0, 3), between(0, 3)),
  })
  .map(convolutionOf);

const cases = machines.flatMap((machine) =>
  (Object.keys(kinds) as Kind[]).map((kind) => ({ machine, kind, name: `${kind}, ${machine.name}` })),
);

describe('convolutions', () => {
  test.each(cases)('$name, of any sizes are the sums of their terms', ({ machine, kind }) => {
    fc.assert(
      fc.property(convolutions, (convolution) => {
        check(kind, machine, convolution);
      }),
      { numRuns: 60 },
    );
  });

  // Blocks of taps, of rows of taps; images that are cut into strips.
  const same: Padding = [1, 1, 1, 1];
  const ones = [1, 1] as const;
  const base = { batch: 2, strides: ones, dilations: ones, padding: same };
  test.each<{ name: string; sizes: Sizes }>([
    { name: 'many channels', sizes: { ...base, image: [5, 4], channels: [300, 10], filter: [3, 3] } },
    { name: 'more channels', sizes: { ...base, image: [3, 3], channels: [900, 3], filter: [3, 2] } },
    { name: 'wide images', sizes: { ...base, image: [6, 400], channels: [2, 9], filter: [3, 3] } },
    { name: 'very wide images', sizes: { ...base, image: [3, 1000], channels: [1, 5], filter: [2, 3] } },
    {
      name: 'wide images with strides',
      sizes: { ...base, image: [13, 500], channels: [2, 9], filter: [3, 3], strides: [2, 2] },
    },
    { name: 'many small images', sizes: { ...base, batch: 60, image: [4, 4], channels: [3, 8], filter: [3, 3] } },
  ])('of $name', ({ sizes }) => {
    for (const kind of Object.keys(kinds) as Kind[]) check(kind, machines[0], convolutionOf(sizes));
  });

  test('a few images at a time, where not all of them may be padded at once', () => {
    const convolution = convolutionOf({ ...base, batch: 5, image: [8, 8], channels: [3, 10], filter: [3, 3] });
    const imageBytes = 10 * 10 * 3 * 4;
    const target = { ...machines[0].target, scratchLimit: 2 * imageBytes };
    for (const kind of Object.keys(kinds) as Kind[]) {
      const kernel = check(kind, { ...machines[0], target }, convolution);
      expect(kernel!.phases.filter(({ name }) => name.startsWith('prepare')).length).toBeGreaterThan(1);
    }
  });
});
