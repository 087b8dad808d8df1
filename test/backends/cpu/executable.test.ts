import { describe, expect, test, vi } from 'vitest';
import { createCpuBackend } from '../../../engine/backends/index.ts';
import type { Place } from '../../../engine/compiler/index.ts';
import { FailedPreconditionError, InvalidArgumentError, ResourceExhaustedError } from '../../../engine/graph/index.ts';
import {
  binary,
  literal,
  type PrimitiveBody,
  ProgramBuilder,
  unary,
} from '../../../engine/ops/kernel-language/index.ts';
import { feed, naivePlan, openStore, prepare, runProgram } from '../naive-plan.ts';

/** v = v + x, straight into the variable. */
function increment(size: number) {
  const b = new ProgramBuilder();
  const x = feed(b, 'x', 'float32', [size]);
  const old = b.read('v', 'float32', [size]);
  const sum = b.map([old, x], (p, q) => binary('add', p, q));
  return naivePlan(b, [sum], { places: new Map<number, Place>([[sum.id, { kind: 'variable', variable: 'v' }]]) });
}

describe('a store', () => {
  test('keeps variables between runs and executables', () => {
    const store = openStore();
    store.write('v', 'float32', [2], Float32Array.of(1, 2));
    const step = prepare(increment(2), store);
    step.run([Float32Array.of(10, 20)]);
    step.run([Float32Array.of(10, 20)]);
    expect(store.read('v')).toEqual(Float32Array.of(21, 42));
    expect(store.describe('v')).toEqual({ dtype: 'float32', shape: [2] });
    expect(prepare(increment(2), store).run([Float32Array.of(1, 1)])).toEqual({ fetches: [Float32Array.of(22, 43)] });
  });

  test('what it gives is a copy', () => {
    const store = openStore();
    store.write('v', 'float32', [1], Float32Array.of(1));
    (store.read('v') as Float32Array)[0] = 9;
    expect(store.read('v')).toEqual(Float32Array.of(1));
  });

  test('a variable that was prepared but never assigned holds nothing yet', () => {
    const store = openStore();
    const executable = prepare(increment(2), store);
    expect(store.isInitialized('v')).toBe(false);
    expect(() => executable.run([new Float32Array(2)])).toThrow(FailedPreconditionError);
    expect(() => executable.run([new Float32Array(2)])).toThrow('Attempting to use uninitialized value v');
  });

  test('a variable may change its shape; whoever used the old one finds out', () => {
    const store = openStore();
    store.write('v', 'float32', [2], Float32Array.of(1, 2));
    const old = prepare(increment(2), store);
    old.run([Float32Array.of(0, 0)]);
    const b = new ProgramBuilder();
    const grown = b.assign('v', feed(b, 'x', 'float32', [3]));
    prepare(naivePlan(b, [grown]), store).run([Float32Array.of(7, 8, 9)]);
    expect(store.read('v')).toEqual(Float32Array.of(7, 8, 9));
    expect(() => old.run([Float32Array.of(0, 0)])).toThrow("Variable 'v' now holds float32 of shape [3]");
  });

  test('the old contents can still be read in the run that replaces them by another size', () => {
    const store = openStore();
    store.write('v', 'float32', [2], Float32Array.of(1, 2));
    const b = new ProgramBuilder();
    const old = b.read('v', 'float32', [2]);
    const sum = b.reduce('sum', old, [0]);
    b.assign('v', sum);
    const kept = b.map([old], (x) => unary('neg', x));
    const executable = prepare(naivePlan(b, [kept]), store);
    expect(executable.run([])).toEqual({ fetches: [Float32Array.of(-1, -2)] });
    expect(store.read('v')).toEqual(Float32Array.of(3));
    expect(store.describe('v')).toEqual({ dtype: 'float32', shape: [] });
  });

  test('strings live in variables too', () => {
    const store = openStore();
    const b = new ProgramBuilder();
    b.assign('names', feed(b, 'x', 'string', [2]));
    prepare(naivePlan(b, []), store).run([['a', Uint8Array.of(255)]]);
    expect(store.read('names')).toEqual(['a', Uint8Array.of(255)]);
  });

  test('random streams go on from run to run, and each store has its own', () => {
    const b = new ProgramBuilder();
    const x = b.value('float32', [4]);
    b.append({ kind: 'random', output: x.id, distribution: 'uniform', seed: 3, seed2: 5, state: 'r', bounds: null });
    const store = openStore();
    const first = prepare(naivePlan(b, [x]), store).run([]);
    const second = prepare(naivePlan(b, [x]), store).run([]);
    expect(second).not.toEqual(first);
    expect(prepare(naivePlan(b, [x]), openStore()).run([])).toEqual(first);
  });

  test('forgets everything when disposed', () => {
    const store = openStore();
    store.write('v', 'float32', [2], Float32Array.of(1, 2));
    expect(store.bytes).toBe(8);
    store.dispose();
    expect(store.bytes).toBe(0);
    expect(store.isInitialized('v')).toBe(false);
  });
});

describe('an executable', () => {
  test('shares its memory with others: a larger plan may come in between', () => {
    const store = openStore();
    const make = (size: number) => {
      const b = new ProgramBuilder();
      const x = feed(b, 'x', 'float32', [size]);
      return prepare(naivePlan(b, [b.map([x], (p) => binary('mul', p, p))]), store);
    };
    const small = make(2);
    expect(small.run([Float32Array.of(2, 3)])).toEqual({ fetches: [Float32Array.of(4, 9)] });
    const bytes = store.bytes;
    const large = make(1000);
    expect(store.bytes).toBeGreaterThan(bytes);
    large.run([new Float32Array(1000)]);
    expect(small.run([Float32Array.of(4, 5)])).toEqual({ fetches: [Float32Array.of(16, 25)] });
  });

  test('gives copies: a later run does not change what was fetched', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [1]);
    const executable = prepare(naivePlan(b, [x, x]));
    const first = executable.run([Float32Array.of(1)]);
    executable.run([Float32Array.of(2)]);
    expect(first).toEqual({ fetches: [Float32Array.of(1), Float32Array.of(1)] });
  });

  test('a second run makes no array but the fetched ones', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [8, 600]);
    const y = feed(b, 'y', 'float32', [600, 5]);
    const product = b.matmul(x, y);
    const total = b.reduce(
      'sum',
      b.map([product], (p) => unary('tanh', p)),
      [0],
    );
    const executable = prepare(naivePlan(b, [total]));
    const feeds = [new Float32Array(4800).fill(0.1), new Float32Array(3000).fill(0.1)];
    executable.run(feeds);
    const made: number[] = [];
    const original = {
      Float32Array: globalThis.Float32Array,
      Float64Array: globalThis.Float64Array,
      ArrayBuffer: globalThis.ArrayBuffer,
    };
    const watched = Object.fromEntries(
      Object.entries(original).map(([name, type]) => [
        name,
        new Proxy(type, {
          construct: (target, args) => {
            made.push(args[0]);
            return Reflect.construct(target, args);
          },
        }),
      ]),
    );
    Object.assign(globalThis, watched);
    const subarray = vi.spyOn(original.Float64Array.prototype, 'subarray');
    try {
      executable.run(feeds);
    } finally {
      Object.assign(globalThis, original);
    }
    expect(made).toEqual([]);
    expect(subarray).not.toHaveBeenCalled();
    subarray.mockRestore();
  });

  test('a run that fails half way keeps what was assigned before', () => {
    const store = openStore();
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'int32', [1]);
    b.assign('before', x);
    const quotient = b.map([x], (p) => binary('div', literal(1, 'int32'), p));
    b.assign('after', quotient);
    const executable = prepare(naivePlan(b, []), store);
    expect(() => executable.run([Int32Array.of(0)])).toThrow(InvalidArgumentError);
    expect([store.isInitialized('before'), store.isInitialized('after')]).toEqual([true, false]);
    expect(store.read('before')).toEqual(Int32Array.of(0));
  });

  test('a traced run reports every kernel once, in order, and throws as an untraced one does', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'int32', [1]);
    const y = b.map([x], (p) => binary('add', p, p));
    b.map([y], (p) => binary('div', p, p));
    const executable = prepare(naivePlan(b, [y]));
    const records: [number, number, number][] = [];
    const before = Date.now() * 1000;
    executable.run([Int32Array.of(1)], { record: (...record) => records.push(record) });
    expect(records.map(([index]) => index)).toEqual([0, 1]);
    for (const [, start, duration] of records) {
      expect(Math.abs(start - before)).toBeLessThan(60e6);
      expect(duration).toBeGreaterThanOrEqual(0);
    }
    expect(() => executable.run([Int32Array.of(0)], { record: () => {} })).toThrow('Integer division by zero');
  });

  test('says what its kernels are', () => {
    const b = new ProgramBuilder();
    b.covers = ['dense/MatMul'];
    const x = feed(b, 'x', 'float32', [100, 784]);
    const w = feed(b, 'w', 'float32', [784, 500]);
    b.reduce('max', b.matmul(x, w), [1]);
    const [product, largest] = prepare(naivePlan(b, [])).describeKernels();
    expect(product).toMatchObject({
      label: 'matmul 100×784×500',
      covers: ['dense/MatMul'],
      bytesRead: 4 * (100 * 784 + 784 * 500),
      bytesWritten: 4 * 100 * 500,
      flops: 2 * 100 * 784 * 500,
    });
    expect(product.source).toContain('function kernel(out0, in0, in1, panelA, panelB, sums)');
    expect(largest).toMatchObject({ label: 'reduce max 100×500 over 1', bytesWritten: 400 });
  });
});

describe('memory', () => {
  const large = () => {
    const b = new ProgramBuilder();
    b.covers = ['big/Mul'];
    const x = feed(b, 'images:0', 'float32', [1000]);
    const y = b.map([x], (p) => binary('mul', p, p));
    b.covers = ['small/Sum'];
    return naivePlan(b, [b.reduce('sum', y, [0])]);
  };

  test('a plan above the limit is refused with its largest tensors', () => {
    expect(() => prepare(large(), openStore(5000))).toThrow(ResourceExhaustedError);
    expect(() => prepare(large(), openStore(5000))).toThrow(
      'the limit is 5000. The largest tensors are images:0: float32 [1000], 4000 bytes; big/Mul: float32 [1000], 4000 bytes',
    );
    expect(prepare(large(), openStore(10000)).run([new Float32Array(1000)])).toEqual({ fetches: [Float32Array.of(0)] });
  });

  test('so is a variable', () => {
    const store = openStore(100);
    expect(() => store.write('weights', 'float64', [20], new Float64Array(20))).toThrow(
      /'weights' of shape \[20\] needs 160/,
    );
  });

  test('the device says what it is', () => {
    expect(createCpuBackend().device).toMatchObject({ name: '/device:CPU:0', deviceType: 'CPU' });
  });
});

describe('random numbers', () => {
  const draw = (
    body: Partial<Extract<PrimitiveBody, { kind: 'random' }>>,
    dtype: 'float32' | 'float64' | 'int32' | 'int64',
  ) => {
    const b = new ProgramBuilder();
    const bounds = [b.scalar(-3, dtype), b.scalar(4, dtype)] as const;
    const x = b.value(dtype, [1000]);
    const random = {
      kind: 'random',
      output: x.id,
      distribution: 'uniform',
      seed: 1,
      seed2: 2,
      state: 's',
      bounds: null,
    } as const;
    const wantsBounds = body.distribution === 'uniformInt' ? { bounds: [bounds[0].id, bounds[1].id] as const } : {};
    b.append({ ...random, ...wantsBounds, ...body });
    return Array.from(runProgram(b, [x])[0] as ArrayLike<number | bigint>, Number);
  };

  test.each(['float32', 'float64'] as const)('of %s have the moments of their distributions', (dtype) => {
    const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    expect(mean(draw({ distribution: 'uniform' }, dtype))).toBeCloseTo(0.5, 1);
    expect(Math.abs(mean(draw({ distribution: 'normal' }, dtype)))).toBeLessThan(0.15);
    expect(Math.max(...draw({ distribution: 'truncatedNormal' }, dtype).map(Math.abs))).toBeLessThan(2);
  });

  test.each(['int32', 'int64'] as const)(
    'of %s lie between their bounds, and permutations are permutations',
    (dtype) => {
      expect(new Set(draw({ distribution: 'uniformInt' }, dtype))).toEqual(new Set([-3, -2, -1, 0, 1, 2, 3]));
      const order = draw({ distribution: 'permutation' }, dtype);
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
      expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    },
  );

  test('an empty range is an invalid argument', () => {
    const b = new ProgramBuilder();
    const bound = b.scalar(3, 'int32');
    const x = b.value('int32', [2]);
    b.append({
      kind: 'random',
      output: x.id,
      distribution: 'uniformInt',
      seed: 1,
      seed2: 2,
      state: 's',
      bounds: [bound.id, bound.id],
    });
    expect(() => runProgram(b, [x])).toThrow(InvalidArgumentError);
    expect(() => runProgram(b, [x])).toThrow('Need minval < maxval, got 3 >= 3');
  });
});
