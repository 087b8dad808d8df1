/** The vector functions against double precision, over all floats of their range (sampled), in units in the last place. */

import { describe, expect, it } from 'vitest';
import { erf } from '../../../../engine/backends/cpu/special-functions.ts';
import { binary, ProgramBuilder, type UnaryOp, unary } from '../../../../engine/ops/kernel-language/index.ts';
import { feed, runProgram } from '../../naive-plan.ts';

const bits = new Int32Array(1);
const floats = new Float32Array(bits.buffer);

/** Every float when `step` is 1, in order of their bits: both signs, denormals, infinities and NaN. */
function sampledFloats(count: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(count);
  const words = new Uint32Array(samples.buffer);
  const step = 2 ** 32 / count;
  for (let i = 0; i < count; i++) words[i] = Math.floor(i * step) + ((i * 40503) % Math.floor(step));
  return samples;
}

/** Distance between a float and the exact value, in units in the last place of the exact one; denormals count from 2⁻¹⁴⁹. */
function unitsApart(got: number, exact: number): number {
  if (Number.isNaN(exact)) return Number.isNaN(got) ? 0 : Number.POSITIVE_INFINITY;
  const rounded = Math.fround(exact);
  if (got === rounded) return 0;
  if (!Number.isFinite(rounded) || !Number.isFinite(got)) {
    // The last float before infinity is one unit away from it.
    floats[0] = 3.4028234663852886e38;
    return Math.abs(got) >= floats[0] && Math.abs(rounded) >= floats[0] ? 1 : Number.POSITIVE_INFINITY;
  }
  const unit = 2 ** Math.max(-149, Math.floor(Math.log2(Math.abs(exact))) - 23);
  return Math.abs(got - exact) / unit;
}

const samples = sampledFloats(2 ** 21);

function worst(op: UnaryOp, exactly: (x: number) => number): { units: number; at: number } {
  const b = new ProgramBuilder();
  const x = feed(b, 'x', 'float32', [samples.length]);
  const y = b.map([x], (e) => unary(op, e));
  const [result] = runProgram(b, [y], [samples], 'webAssembly') as Float32Array[];
  const found = { units: 0, at: 0 };
  samples.forEach((value, i) => {
    const units = unitsApart(result[i], exactly(value));
    if (units > found.units) Object.assign(found, { units, at: value });
  });
  return found;
}

const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** The bounds that functions.ts states. */
describe('vector functions', () => {
  it.each<[UnaryOp, number, (x: number) => number]>([
    ['exp', 2, Math.exp],
    ['expm1', 3, Math.expm1],
    ['log', 2, Math.log],
    ['log1p', 3, Math.log1p],
    ['tanh', 5, Math.tanh],
    ['sigmoid', 4, sigmoid],
    ['softplus', 4, softplus],
    ['erf', 4, erf],
    ['sin', 2, Math.sin],
    ['cos', 2, Math.cos],
    ['tan', 4, Math.tan],
    ['sqrt', 0.5, Math.sqrt],
    ['rsqrt', 1.5, (x) => 1 / Math.sqrt(x)],
    ['sign', 0, Math.sign],
    ['round', 0, (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x))],
  ])('%s is within %d units in the last place', (op, bound, exactly) => {
    const { units, at } = worst(op, exactly);
    expect(units, `${op}(${at})`).toBeLessThanOrEqual(bound);
  });

  it('exp of what is at most zero is within 2 units, and 0 where that is no normal number', () => {
    const edges = [-0, -87.33, -87.34, -88, -Infinity].map(Math.fround);
    const atMostZero = [...new Set(samples.map((value) => -Math.abs(value))), ...edges];
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [atMostZero.length]);
    const y = b.map([x], (e) => unary('expOfNegative', e));
    const [result] = runProgram(b, [y], [Float32Array.from(atMostZero)], 'webAssembly') as Float32Array[];
    let [most, at] = [0, 0];
    atMostZero.forEach((value, i) => {
      const exact = Math.exp(value);
      const units = exact < 2 ** -126 && result[i] === 0 ? 0 : unitsApart(result[i], exact);
      if (units > most) [most, at] = [units, value];
    });
    expect(most, String(at)).toBeLessThanOrEqual(2);
    expect(result.slice(-2)).toEqual(Float32Array.of(0, 0));
  });

  it('keeps the sign of a zero sine', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [4]);
    const y = b.map([x], (e) => unary('sin', e));
    const [result] = runProgram(b, [y], [Float32Array.of(-0, 0, -1e-40, 1e-40)], 'webAssembly') as Float32Array[];
    expect(result).toEqual(Float32Array.of(-0, 0, -1e-40, 1e-40));
  });

  it.each(['sin', 'cos'] as const)('%s is right for ordinary angles beside huge ones', (op) => {
    const angles = Float32Array.from({ length: 4000 }, (_, i) =>
      i % 7 === 3 ? 1e22 * (i + 1) : (i - 2000) * (i % 11),
    );
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [angles.length]);
    const y = b.map([x], (e) => unary(op, e));
    const [result] = runProgram(b, [y], [angles], 'webAssembly') as Float32Array[];
    angles.forEach((angle, i) => {
      expect(unitsApart(result[i], Math[op](angle)), `${op}(${angle})`).toBeLessThanOrEqual(2);
    });
  });
});

describe('x to the power of y', () => {
  const special = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e-40, 3e38, 16777217, Infinity, -Infinity, Number.NaN];

  /** As in C, which JavaScript's differs from where the base is ±1. */
  const exactly = (x: number, y: number) => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y);

  function powers(bases: Float32Array<ArrayBuffer>, exponents: Float32Array<ArrayBuffer>): Float32Array {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [bases.length]);
    const y = feed(b, 'y', 'float32', [bases.length]);
    const z = b.map([x, y], (p, q) => binary('pow', p, q));
    return runProgram(b, [z], [bases, exponents], 'webAssembly')[0] as Float32Array;
  }

  it("has C's special values", () => {
    const pairs = special.flatMap((x) => special.map((y) => [Math.fround(x), Math.fround(y)] as const));
    const result = powers(
      Float32Array.from(pairs, ([x]) => x),
      Float32Array.from(pairs, ([, y]) => y),
    );
    pairs.forEach(([x, y], i) => {
      const wanted = Math.fround(exactly(x, y));
      expect(unitsApart(result[i], exactly(x, y)), `pow(${x}, ${y})`).toBeLessThanOrEqual(1);
      expect(Object.is(result[i], -0), `pow(${x}, ${y})`).toBe(Object.is(wanted, -0));
    });
  });

  it('is within a unit in the last place', () => {
    const exponents = Float32Array.from(samples, (x, i) => {
      // So that results are neither 0 nor infinite; now and then a whole number.
      const largest = 140 / Math.abs(Math.log2(Math.abs(x)));
      const y = Math.min(largest, 50) * (((i * 7919) % 2001) / 1000 - 1);
      return i % 5 === 0 ? Math.round(y) : y;
    });
    const result = powers(samples, exponents);
    const found = { units: 0, at: '' };
    samples.forEach((x, i) => {
      const units = unitsApart(result[i], exactly(x, exponents[i]));
      if (units > found.units) Object.assign(found, { units, at: `${x}, ${exponents[i]}` });
    });
    expect(found.units, found.at).toBeLessThanOrEqual(1);
  });
});
