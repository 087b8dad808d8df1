/** Reductions large enough to be cut into blocks, chunks and parts, against the JavaScript kernels. */

import { describe, expect, it } from 'vitest';
import {
  binary,
  identityView,
  literal,
  load,
  ProgramBuilder,
  type Reduction,
  type Value,
} from '../../../../engine/ops/kernel-language/index.ts';
import { feed, runProgram } from '../../naive-plan.ts';

/** Uniform in [-1, 1), the same every time. */
function noise(count: number): Float32Array<ArrayBuffer> {
  let state = 12345;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const shapes: readonly (readonly [shape: readonly number[], axes: readonly number[]])[] = [
  [[70_001], [0]],
  [[3, 50_003], [1]],
  [[50_003, 3], [0]],
  [[50_000, 37], [0]],
  [[300, 1000], [1]],
  [[300, 1001], [0]],
  [[40, 50, 60], [1]],
  [
    [40, 50, 61],
    [0, 2],
  ],
  [
    [7, 20_000, 5],
    [0, 1],
  ],
  [
    [200, 200, 3],
    [0, 1, 2],
  ],
  [[1000, 2], [1]],
  [[100, 10], [1]],
];

/** `expr` reduced in JavaScript and in WebAssembly. */
function inBoth(
  reduction: Reduction,
  shape: readonly number[],
  axes: readonly number[],
  data: Float32Array<ArrayBuffer>,
): Float32Array[] {
  return (['javascript', 'webAssembly'] as const).map((kernels) => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', shape);
    const output: Value = b.value(
      'float32',
      shape.filter((_, axis) => !axes.includes(axis)),
    );
    const element = load(0, 'float32');
    b.append({
      kind: 'reduce',
      output: output.id,
      reduction,
      space: shape,
      axes,
      operands: [{ value: x.id, view: identityView(shape.length) }],
      expr: reduction === 'sum' ? binary('mul', element, element) : element,
      epilogue: null,
    });
    return runProgram(b, [output], [data], kernels)[0] as Float32Array;
  });
}

describe('a reduction in WebAssembly', () => {
  it.each(shapes)('over a tensor of shape %j along axes %j gives what JavaScript gives', (shape, axes) => {
    const data = noise(shape.reduce((a, b) => a * b, 1));
    for (const reduction of ['sum', 'max', 'min'] satisfies Reduction[]) {
      const [wanted, got] = inBoth(reduction, shape, axes, data);
      // The terms of a sum are positive here, so it is the sum of their magnitudes.
      const tolerance = reduction === 'sum' ? 1e-5 : 0;
      got.forEach((value, i) => {
        expect(Math.abs(value - wanted[i]), `${reduction}, ${i}`).toBeLessThanOrEqual(tolerance * Math.abs(wanted[i]));
      });
    }
  });

  it('hands NaN and infinities on', () => {
    const data = noise(40_000);
    data[12_345] = Number.NaN;
    data[30_000] = Number.POSITIVE_INFINITY;
    for (const reduction of ['sum', 'max', 'min'] satisfies Reduction[]) {
      const [wanted, got] = inBoth(reduction, [2, 20_000], [1], data);
      expect(Array.from(got, String)).toEqual(Array.from(wanted, String));
    }
  });

  it('stores the same constant in every row', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [40, 40]);
    const output = b.value('uint8', [40]);
    b.append({
      kind: 'reduce',
      output: output.id,
      reduction: 'sum',
      space: [40, 40],
      axes: [1],
      operands: [{ value: x.id, view: identityView(2) }],
      expr: load(0, 'float32'),
      epilogue: { operands: [], expr: literal(5, 'uint8') },
    });
    const [result] = runProgram(b, [output], [noise(1600)], 'webAssembly');
    expect(Array.from(result as Uint8Array)).toEqual(new Array(40).fill(5));
  });
});
