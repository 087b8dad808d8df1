import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDims,
  type Dim,
  dimsEqual,
  dimsMayBeEqual,
  divideExactly,
  floorDivideDim,
  isKnown,
  multiplyDims,
  subtractDims,
  symbol,
} from '../../engine/graph/index.ts';

const batch = symbol('batch');
const time = symbol('time');

describe('symbolic dimensions', () => {
  it('have one normal form, whatever the order of the arithmetic', () => {
    const left = addDims(multiplyDims(batch, 4), addDims(time, 1));
    const right = addDims(addDims(1, multiplyDims(4, batch)), time);
    expect(dimsEqual(left, right)).toBe(true);
    expect(String(left)).toBe('4*batch + time + 1');
    expect(String(subtractDims(batch, multiplyDims(2, time)))).toBe('batch - 2*time');
  });

  it('cancel to numbers', () => {
    expect(subtractDims(addDims(batch, 3), batch)).toBe(3);
    expect(multiplyDims(batch, 0)).toBe(0);
  });

  it('divide exactly where they can and name the quotient where they cannot', () => {
    expect(String(divideExactly(multiplyDims(batch, 784), 28))).toBe('28*batch');
    expect(String(divideExactly(multiplyDims(batch, time), batch))).toBe('time');
    expect(divideExactly(addDims(batch, 1), 2)).toBeUndefined();
    expect(dimsEqual(floorDivideDim(addDims(batch, 1), 2), floorDivideDim(addDims(1, batch), 2))).toBe(true);
  });

  it('know what can never be equal', () => {
    expect(dimsMayBeEqual(batch, 7)).toBe(true);
    expect(dimsMayBeEqual(multiplyDims(batch, 4), 6)).toBe(false);
    expect(dimsMayBeEqual(addDims(batch, 1), batch)).toBe(false);
    expect(dimsMayBeEqual(addDims(batch, 1), 0)).toBe(false);
    expect(dimsMayBeEqual(batch, time)).toBe(true);
  });

  it('agree with plain arithmetic for every value of the symbols', () => {
    const expression = fc.letrec<{ dim: (b: number, t: number) => [Dim, number] }>((tie) => ({
      dim: fc.oneof(
        { depthSize: 'small' },
        fc.integer({ min: 0, max: 9 }).map((n) => () => [n, n] as [Dim, number]),
        fc.constant((b: number) => [batch, b] as [Dim, number]),
        fc.constant((_b: number, t: number) => [time, t] as [Dim, number]),
        fc.tuple(tie('dim'), tie('dim'), fc.constantFrom('+', '-', '*')).map(([x, y, op]) => (b: number, t: number) => {
          const [dx, nx] = x(b, t);
          const [dy, ny] = y(b, t);
          if (op === '+') return [addDims(dx, dy), nx + ny] as [Dim, number];
          return (op === '-' ? [subtractDims(dx, dy), nx - ny] : [multiplyDims(dx, dy), nx * ny]) as [Dim, number];
        }),
      ),
    })).dim;
    const evaluate = (dim: Dim, b: number, t: number): number =>
      isKnown(dim)
        ? dim
        : dim.terms.reduce(
            (sum, term) => sum + term.symbols.reduce((p, s) => p * (s === 'batch' ? b : t), term.coefficient),
            0,
          );
    fc.assert(
      fc.property(expression, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (make, b, t) => {
        const [dim, value] = make(b, t);
        // Products with zero may come out as -0.
        expect(evaluate(dim, b, t) + 0).toBe(value + 0);
        if (!dimsMayBeEqual(dim, value)) throw new Error(`${dim} was said never to be ${value}`);
      }),
    );
  });
});
