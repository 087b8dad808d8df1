import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { elementText, fixedText, generalText, scientificText } from '../../../engine/backends/cpu/host/number-text.ts';
import { printer } from '../../../engine/backends/cpu/host/print.ts';
import type { RunResult } from '../../../engine/backends/index.ts';
import { type DType, InvalidArgumentError, type TensorData } from '../../../engine/graph/index.ts';
import { type HostCall, ProgramBuilder, type Value } from '../../../engine/ops/kernel-language/index.ts';
import { feed, naivePlan, openStore, prepare } from '../naive-plan.ts';

type Given = readonly [dtype: DType, shape: readonly number[], data: TensorData];
type Output = Pick<Value, 'dtype' | 'shape'>;

function host(
  call: HostCall,
  inputs: readonly Given[],
  outputs: readonly Output[] = [],
  dynamic: readonly number[] = [],
) {
  const b = new ProgramBuilder();
  b.covers = ['the/op'];
  const values = inputs.map(([dtype, shape], i) => feed(b, `x${i}`, dtype, shape));
  const results = b.host(call, values, outputs);
  const executable = prepare(naivePlan(b, results, { dynamic: dynamic.map((i) => results[i]) }), openStore());
  return () => executable.run(inputs.map(([, , data]) => data)) as RunResult;
}

afterEach(() => vi.restoreAllMocks());

describe('Print', () => {
  const call = { name: 'Print', message: 'values: ', firstN: 2, summarize: 3, state: 'p' } as const;

  test('writes one line to stderr: message, then each tensor, its first elements in brackets; only the first times', () => {
    const lines: string[] = [];
    vi.spyOn(printer, 'write').mockImplementation((line) => void lines.push(line));
    const run = host(call, [
      ['float32', [5], Float32Array.of(1, 2.5, 0.1, 4, 5)],
      ['int32', [2, 2], Int32Array.of(1, 2, 3, 4)],
      ['string', [], ['hi']],
      ['bool', [2], Uint8Array.of(1, 0)],
    ]);
    run();
    run();
    run();
    expect(lines).toEqual(new Array(2).fill('values: [1 2.5 0.1...][[1 2][3...]...][hi][1 0]\n'));
  });

  test('all elements, however many, where summarize is negative', () => {
    const write = vi.spyOn(printer, 'write').mockImplementation(() => {});
    host({ ...call, firstN: -1, summarize: -1 }, [['int64', [2, 1, 2], BigInt64Array.of(1n, 2n, 3n, 4n)]])();
    expect(write).toHaveBeenCalledWith('values: [[[1 2]][[3 4]]]\n');
  });
});

describe('checks', () => {
  test('Assert passes or fails with the values', () => {
    const call = { name: 'Assert', summarize: 2 } as const;
    const values: Given[] = [
      ['string', [], ['x too large']],
      ['float32', [3], Float32Array.of(7, 8, 9)],
    ];
    expect(() => host(call, [['bool', [], Uint8Array.of(1)], ...values])()).not.toThrow();
    const fail = host(call, [['bool', [], Uint8Array.of(0)], ...values]);
    expect(fail).toThrow(InvalidArgumentError);
    expect(fail).toThrow('assertion failed: [x too large] [7 8...]');
    expect(fail).toThrow(expect.objectContaining({ operation: expect.objectContaining({ name: 'the/op' }) }));
  });

  test.each([
    [[1, NaN], 'loss : Tensor had NaN values'],
    [[Infinity, 1], 'loss : Tensor had Inf values'],
    [[-Infinity, NaN], 'loss : Tensor had Inf and NaN values'],
  ])('CheckNumerics finds what is wrong in %j', (list, message) => {
    const run = host(
      { name: 'CheckNumerics', message: 'loss' },
      [['float32', [2], Float32Array.from(list)]],
      [{ dtype: 'float32', shape: [2] }],
    );
    expect(run).toThrow(InvalidArgumentError);
    expect(run).toThrow(message);
  });

  test('CheckNumerics passes finite numbers on', () => {
    const data = Float64Array.of(1, -1e308);
    const run = host(
      { name: 'CheckNumerics', message: '' },
      [['float64', [2], data]],
      [{ dtype: 'float64', shape: [2] }],
    );
    expect(run().fetches).toEqual([data]);
  });

  test('CheckLabels names the label that is no class', () => {
    const labels = (dtype: 'int32' | 'int64', data: TensorData) =>
      host({ name: 'CheckLabels', classes: 10 }, [[dtype, [3], data]], [{ dtype, shape: [3] }]);
    expect(labels('int64', BigInt64Array.of(0n, 9n, 5n))().fetches).toEqual([BigInt64Array.of(0n, 9n, 5n)]);
    expect(labels('int32', Int32Array.of(0, 10, -1))).toThrow(
      'Received a label value of 10 which is outside the valid range of [0, 10).  Label values: 0 10 -1',
    );
  });
});

describe('sizes known only from values', () => {
  test('Where gives the coordinates of what is true', () => {
    const run = host(
      { name: 'Where' },
      [['bool', [2, 3], Uint8Array.of(0, 1, 0, 1, 0, 1)]],
      [{ dtype: 'int64', shape: [0, 2] }],
      [0],
    );
    const { fetches, dynamicShapes } = run();
    expect(fetches).toEqual([BigInt64Array.of(0n, 1n, 1n, 0n, 1n, 2n)]);
    expect(dynamicShapes).toEqual(new Map([[0, [3, 2]]]));
  });

  test('Unique keeps the order of first occurrence; its indices rebuild the input', () => {
    const list = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(list, fc.constantFrom('int32' as const, 'int64' as const), (values, index) => {
        const data = Int32Array.from(values);
        const outputs: Output[] = [
          { dtype: 'int32', shape: [0] },
          { dtype: index, shape: [values.length] },
        ];
        const { fetches, dynamicShapes } = host({ name: 'Unique' }, [['int32', [values.length], data]], outputs, [0])();
        const [distinct, places] = fetches;
        expect(Array.from(distinct as Int32Array)).toEqual([...new Set(values)]);
        expect(dynamicShapes?.get(0)).toEqual([new Set(values).size]);
        expect(Array.from(places as ArrayLike<number | bigint>, (place) => distinct[Number(place)])).toEqual(values);
      }),
    );
  });

  test('Unique tells bytes from text', () => {
    const outputs: Output[] = [
      { dtype: 'string', shape: [0] },
      { dtype: 'int32', shape: [4] },
    ];
    const data = ['a', Uint8Array.of(255), 'a', Uint8Array.of(255)];
    expect(host({ name: 'Unique' }, [['string', [4], data]], outputs, [0])().fetches).toEqual([
      ['a', Uint8Array.of(255)],
      Int32Array.of(0, 1, 0, 1),
    ]);
  });
});

describe('classes', () => {
  test('InTopK counts ties in, and rows that are not finite or have no class out', () => {
    const predictions = Float32Array.of(1, 5, 3, /**/ 2, 2, 2, /**/ 1, NaN, 0, /**/ 1, 2, 3);
    const run = (k: number) =>
      host(
        { name: 'InTopK', k },
        [
          ['float32', [4, 3], predictions],
          ['int32', [4], Int32Array.of(2, 2, 0, 7)],
        ],
        [{ dtype: 'bool', shape: [4] }],
      )().fetches[0];
    expect(run(1)).toEqual(Uint8Array.of(0, 1, 0, 0));
    expect(run(2)).toEqual(Uint8Array.of(1, 1, 0, 0));
  });

  test('Multinomial draws by probability, from a stream that goes on', () => {
    const logits = Float32Array.from([Math.log(0.8), Math.log(0.2), -Infinity]);
    const run = host(
      { name: 'Multinomial', seed: 1, seed2: 2, state: 'm' },
      [['float32', [1, 3], logits]],
      [{ dtype: 'int64', shape: [1, 2000] }],
    );
    const [drawn, again] = [run().fetches[0], run().fetches[0]];
    const count = (n: bigint) => Array.from(drawn as BigInt64Array).filter((x) => x === n).length / 2000;
    expect(count(0n)).toBeCloseTo(0.8, 1);
    expect(count(2n)).toBe(0);
    expect(again).not.toEqual(drawn);
  });
});

describe('text', () => {
  const plain = { name: 'AsString', precision: -1, scientific: false, shortest: false, width: -1, fill: '' } as const;
  const asString = (call: Partial<typeof plain> | object, dtype: DType, data: TensorData) =>
    host(
      { ...plain, ...call } as HostCall,
      [[dtype, [data.length], data]],
      [{ dtype: 'string', shape: [data.length] }],
    )().fetches[0];

  test('AsString follows printf', () => {
    expect(asString({}, 'float32', Float32Array.of(3.5, -1e-7))).toEqual(['3.500000', '-0.000000']);
    expect(asString({ precision: 2 }, 'float64', Float64Array.of(Math.PI))).toEqual(['3.14']);
    expect(asString({ shortest: true }, 'float32', Float32Array.of(3.5, 1e10))).toEqual(['3.5', '1e+10']);
    expect(asString({ scientific: true, precision: 3 }, 'float64', Float64Array.of(12345))).toEqual(['1.234e+04']);
    expect(asString({ width: 6, fill: '0' }, 'int32', Int32Array.of(-42, 7))).toEqual(['-00042', '000007']);
    expect(asString({ width: 6, fill: '-' }, 'int64', BigInt64Array.of(42n))).toEqual(['42    ']);
    expect(asString({ width: 4, fill: '+' }, 'int32', Int32Array.of(7))).toEqual(['  +7']);
    expect(asString({}, 'bool', Uint8Array.of(1, 0))).toEqual(['true', 'false']);
  });

  test('StringJoin joins point by point; one string goes with all; bytes stay bytes', () => {
    const join = (data: TensorData) =>
      host(
        { name: 'StringJoin', separator: '-' },
        [
          ['string', [2], data],
          ['string', [], ['z']],
        ],
        [{ dtype: 'string', shape: [2] }],
      )().fetches[0];
    expect(join(['a', 'b'])).toEqual(['a-z', 'b-z']);
    expect(join(['a', Uint8Array.of(255)])).toEqual(['a-z', Uint8Array.of(255, 45, 122)]);
  });

  test('numbers are printed as by %g, %e and %f, in the fewest digits that read back', () => {
    expect([0.1, 1e-5, 123456789, 1e21, -0, 100, 0.0001].map((x) => generalText(x, 6))).toEqual([
      '0.1',
      '1e-05',
      '1.23457e+08',
      '1e+21',
      '-0',
      '100',
      '0.0001',
    ]);
    expect([NaN, Infinity, -Infinity].map((x) => generalText(x, 6))).toEqual(['nan', 'inf', '-inf']);
    expect([0.5, 1.5, 2.5, -0.5, 0.125].map((x) => fixedText(x, x === 0.125 ? 2 : 0))).toEqual([
      '0',
      '2',
      '2',
      '-0',
      '0.12',
    ]);
    expect(fixedText(1e22, 2)).toBe('10000000000000000000000.00');
    expect(scientificText(-0, 1)).toBe('-0.0e+00');
    expect(elementText(Math.fround(0.1), 'float32')).toBe('0.1');
    expect(elementText(Math.fround(16777217.5), 'float32')).toBe('16777218');
    expect(elementText(0.1 + 0.2, 'float64')).toBe('0.30000000000000004');
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (x) => {
        expect(Math.fround(Number(elementText(x, 'float32').replace('inf', 'Infinity')))).toBe(x);
      }),
    );
  });
});
