import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accumulator,
  binary,
  type Convolution,
  type Epilogue,
  literal,
  load,
  type Padding,
  ProgramBuilder,
  type Windows,
} from '../../../engine/ops/kernel-language/index.ts';
import { expectAsReference } from '../against-reference.ts';
import { dataFor, viewsOf } from '../arbitraries.ts';
import { feed, naivePlan, prepare } from '../naive-plan.ts';

const small = (min: number, max: number) => fc.integer({ min, max });
const pair = (min: number, max: number) => fc.tuple(small(min, max), small(min, max));
const outSize = (size: number, window: number, stride: number, before: number, after: number) =>
  Math.floor((size + before + after - window) / stride) + 1;

const convolutions: fc.Arbitrary<Convolution> = fc
  .record({
    batch: small(1, 2),
    image: pair(1, 6),
    channels: pair(1, 5),
    filter: pair(1, 3),
    strides: pair(1, 3),
    dilations: pair(1, 2),
    padding: fc.tuple(small(0, 2), small(0, 2), small(0, 2), small(0, 2)),
  })
  .map(({ batch, image, channels, filter, strides, dilations, padding }) => {
    const reach = filter.map((size, i) => (size - 1) * dilations[i] + 1);
    const rows = outSize(image[0], reach[0], strides[0], padding[0], padding[1]);
    const columns = outSize(image[1], reach[1], strides[1], padding[2], padding[3]);
    return {
      inputShape: [batch, ...image, channels[0]],
      filterShape: [...filter, ...channels],
      outputShape: [batch, Math.max(0, rows), Math.max(0, columns), channels[1]],
      strides,
      dilations,
      padding: padding as Padding,
    };
  });

describe('convolutions', () => {
  test.each(['float32', 'float64', 'int32'] as const)('of %s, forward with an epilogue, as the reference', (dtype) => {
    const cases = convolutions.chain((c) =>
      viewsOf(c.outputShape).chain(({ shape, view }) =>
        fc.record({
          c: fc.constant(c),
          shape: fc.constant(shape),
          view: fc.constant(view),
          data: fc.tuple(
            dataFor(dtype, c.inputShape, true).map(tame),
            dataFor(dtype, c.filterShape, true).map(tame),
            dataFor(dtype, shape, true).map(tame),
          ),
        }),
      ),
    );
    fc.assert(
      fc.property(cases, ({ c, shape, view, data }) => {
        const b = new ProgramBuilder();
        const input = feed(b, 'input', dtype, c.inputShape);
        const filter = feed(b, 'filter', dtype, c.filterShape);
        const bias = feed(b, 'bias', dtype, shape);
        const epilogue: Epilogue = {
          operands: [{ value: bias.id, view }],
          expr: binary('max', binary('add', accumulator(dtype), load(0, dtype)), literal(0, dtype)),
        };
        const outputs = [null, epilogue].map((each) => {
          const output = b.value(dtype, c.outputShape);
          b.append({
            kind: 'conv2d',
            output: output.id,
            input: input.id,
            filter: filter.id,
            convolution: c,
            epilogue: each,
          });
          return output;
        });
        expectAsReference(b, outputs, data, { webAssembly: 1e-4 });
      }),
      { numRuns: 80 },
    );
  });

  test('their gradients, as the reference', () => {
    const cases = convolutions.chain((c) =>
      fc.record({
        c: fc.constant(c),
        data: fc.tuple(
          dataFor('float32', c.inputShape, true),
          dataFor('float32', c.filterShape, true),
          dataFor('float32', c.outputShape, true),
        ),
      }),
    );
    fc.assert(
      fc.property(cases, ({ c, data }) => {
        const b = new ProgramBuilder();
        const input = feed(b, 'input', 'float32', c.inputShape);
        const filter = feed(b, 'filter', 'float32', c.filterShape);
        const gradient = feed(b, 'gradient', 'float32', c.outputShape);
        const toInput = b.value('float32', c.inputShape);
        const toFilter = b.value('float32', c.filterShape);
        b.append({
          kind: 'conv2dBackpropInput',
          output: toInput.id,
          filter: filter.id,
          gradient: gradient.id,
          convolution: c,
        });
        b.append({
          kind: 'conv2dBackpropFilter',
          output: toFilter.id,
          input: input.id,
          gradient: gradient.id,
          convolution: c,
        });
        // The reference adds in another order.
        expectAsReference(b, [toInput, toFilter], data, { relative: 1e-6, webAssembly: 1e-4 });
      }),
      { numRuns: 150 },
    );
  });

  test('more taps and channels than one block of depth holds', () => {
    const c: Convolution = {
      inputShape: [1, 4, 4, 100],
      filterShape: [3, 3, 100, 2],
      outputShape: [1, 4, 4, 2],
      strides: [1, 1],
      dilations: [1, 1],
      padding: [1, 1, 1, 1],
    };
    const b = new ProgramBuilder();
    const input = feed(b, 'input', 'float32', c.inputShape);
    const filter = feed(b, 'filter', 'float32', c.filterShape);
    const output = b.value('float32', c.outputShape);
    b.append({ kind: 'conv2d', output: output.id, input: input.id, filter: filter.id, convolution: c, epilogue: null });
    const wave = (size: number, step: number) => Float32Array.from({ length: size }, (_, i) => Math.sin(i * step));
    expectAsReference(b, [output], [wave(1600, 0.3), wave(1800, 0.9)], { webAssembly: 1e-4 });
  });
});

const pools = fc
  .record({
    shape: fc.tuple(small(1, 2), small(1, 6), small(1, 6), small(1, 3)),
    window: pair(1, 3),
    strides: pair(1, 3),
    same: fc.boolean(),
  })
  .map(({ shape, window, strides, same }) => {
    // Every window touches the image, as TensorFlow's paddings make sure.
    const total = [0, 1].map((i) => {
      if (!same) return 0;
      return Math.max(0, (Math.ceil(shape[i + 1] / strides[i]) - 1) * strides[i] + window[i] - shape[i + 1]);
    });
    const before = total.map((all) => Math.floor(all / 2));
    const padding: Padding = [before[0], total[0] - before[0], before[1], total[1] - before[1]];
    const rows = outSize(shape[1], window[0], strides[0], padding[0], padding[1]);
    const columns = outSize(shape[2], window[1], strides[1], padding[2], padding[3]);
    const windows: Windows = { window, strides, padding };
    return { shape, windows, pooledShape: [shape[0], Math.max(0, rows), Math.max(0, columns), shape[3]] };
  });

describe('pooling', () => {
  test('largest and mean of windows, and their gradients, as the reference', () => {
    const cases = pools.chain((c) =>
      fc.record({
        c: fc.constant(c),
        data: fc.tuple(dataFor('float32', c.shape, true), dataFor('float32', c.pooledShape, true)),
      }),
    );
    fc.assert(
      fc.property(cases, ({ c: { shape, windows, pooledShape }, data }) => {
        const b = new ProgramBuilder();
        const input = feed(b, 'input', 'float32', shape);
        const gradient = feed(b, 'gradient', 'float32', pooledShape);
        const [largest, mean] = (['max', 'average'] as const).map((reduction) => {
          const output = b.value('float32', pooledShape);
          b.append({ kind: 'pool', output: output.id, reduction, input: input.id, windows });
          return output;
        });
        const toLargest = (['first', 'each'] as const).map((to) => {
          const output = b.value('float32', shape);
          const operands = { input: input.id, pooled: largest.id, gradient: gradient.id };
          b.append({ kind: 'maxPoolGrad', to, output: output.id, ...operands, windows });
          return output;
        });
        expectAsReference(b, [largest, mean, ...toLargest], data);
        const toMean = b.value('float32', shape);
        b.append({ kind: 'averagePoolGrad', output: toMean.id, gradient: gradient.id, windows });
        expectAsReference(b, [toMean], data, { relative: 1e-6, webAssembly: 1e-4 });
      }),
      { numRuns: 150 },
    );
  });

  test('a NaN in a window is its largest element, and gets its gradient', () => {
    const b = new ProgramBuilder();
    const input = feed(b, 'input', 'float32', [1, 1, 3, 1]);
    const gradient = feed(b, 'gradient', 'float32', [1, 1, 1, 1]);
    const windows: Windows = { window: [1, 3], strides: [1, 1], padding: [0, 0, 0, 0] };
    const pooled = b.value('float32', [1, 1, 1, 1]);
    const back = b.value('float32', [1, 1, 3, 1]);
    b.append({ kind: 'pool', output: pooled.id, reduction: 'max', input: input.id, windows });
    b.append({
      kind: 'maxPoolGrad',
      to: 'first',
      output: back.id,
      input: input.id,
      pooled: pooled.id,
      gradient: gradient.id,
      windows,
    });
    const result = prepare(naivePlan(b, [pooled, back])).run([Float32Array.of(1, NaN, 5), Float32Array.of(2)]);
    expect(result).toEqual({ fetches: [Float32Array.of(NaN), Float32Array.of(0, 2, 0)] });
  });
});

/** Small integers, so that no product leaves the range in which the reference is exact. */
function tame<T>(data: T): T {
  if (data instanceof Int32Array) for (let i = 0; i < data.length; i++) data[i] %= 100;
  return data;
}
