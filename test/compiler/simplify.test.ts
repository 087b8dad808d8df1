import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simplified } from '../../engine/compiler/passes/simplify.ts';
import { binary, cast, type Expr, literal, load, select, unary } from '../../engine/ops/kernel-language/index.ts';

const x = load(0, 'float32');
const i = load(0, 'int32');
const p = load(0, 'bool');
const f = (value: number) => literal(value, 'float32');
const n = (value: number) => literal(value, 'int32');

describe('expressions become', () => {
  it.each<[string, Expr, Expr]>([
    ['x · 1', binary('mul', x, f(1)), x],
    ['1 · x', binary('mul', f(1), x), x],
    ['x · -1', binary('mul', x, f(-1)), unary('neg', x)],
    ['x / 1', binary('div', x, f(1)), x],
    ['x / 4', binary('div', x, f(4)), binary('mul', x, f(0.25))],
    ['x - 0', binary('sub', x, f(0)), x],
    ['x + -0', binary('add', x, f(-0)), x],
    ['i + 0', binary('add', i, n(0)), i],
    ['x to the first', binary('pow', x, f(1)), x],
    ['x squared', binary('pow', x, f(2)), binary('mul', x, x)],
    ['- - x', unary('neg', unary('neg', x)), x],
    ['not not p', unary('not', unary('not', p)), p],
    ['| -x |', unary('abs', unary('neg', x)), unary('abs', x)],
    ['p and true', binary('and', p, literal(1, 'bool')), p],
    ['p or true', binary('or', p, literal(1, 'bool')), literal(1, 'bool')],
    ['true ? x : -x', select(literal(1, 'bool'), x, unary('neg', x)), x],
    ['p ? x : x', select(p, x, x), x],
    ['p as a float as a bool', cast(cast(p, 'float32'), 'bool'), p],
    ['what follows from constants', binary('mul', x, binary('sub', f(3), f(2))), x],
    ['a sum of floats, rounded', binary('add', f(0.1), f(0.2)), f(Math.fround(Math.fround(0.1) + Math.fround(0.2)))],
    ['a product of integers, wrapped', binary('mul', n(2 ** 30), n(4)), n(0)],
  ])('%s', (_, expr, wanted) => {
    expect(simplified(expr)).toEqual(wanted);
  });
});

describe('stay as they are', () => {
  it.each<[string, Expr]>([
    ['x · 0, which may be NaN', binary('mul', x, f(0))],
    ['x + 0, which makes -0 positive', binary('add', x, f(0))],
    ['x - -0, which is x + 0', binary('sub', x, f(-0))],
    ['x / 3, whose reciprocal is not exact', binary('div', x, f(3))],
    ['1 / 0 of integers, which must be told', binary('div', n(1), n(0))],
    ['a branch not taken that may fail', select(literal(1, 'bool'), i, binary('div', n(1), i))],
  ])('%s', (_, expr) => {
    expect(simplified(expr)).toBe(expr);
  });
});

it('give the same bits as before', () => {
  const numbers = [0, -0, 1, -1, 0.5, 2, 3, -4, 1e38, 1e-45, Infinity, -Infinity, Number.NaN].map(Math.fround);
  const ops = ['add', 'sub', 'mul', 'div', 'max', 'min'] as const;
  const leaf = fc.oneof(fc.constant(x), fc.constantFrom(...numbers).map(f));
  const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
    expr: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.tuple(fc.constantFrom(...ops), tie('expr'), tie('expr')).map(([op, a, b]) => binary(op, a, b)),
      fc.tuple(fc.constantFrom('neg' as const, 'abs' as const), tie('expr')).map(([op, a]) => unary(op, a)),
    ),
  }));
  fc.assert(
    fc.property(expr, fc.constantFrom(...numbers), (e, value) => {
      expect(evaluate(simplified(e), value)).toBe(evaluate(e, value));
    }),
    { numRuns: 2000 },
  );
});

function evaluate(e: Expr, value: number): number {
  switch (e.kind) {
    case 'load':
      return value;
    case 'const':
      return Number(e.value);
    case 'unary':
      return e.op === 'neg' ? -evaluate(e.x, value) : Math.abs(evaluate(e.x, value));
    case 'binary': {
      const [a, b] = [evaluate(e.x, value), evaluate(e.y, value)];
      const results = { add: a + b, sub: a - b, mul: a * b, div: a / b, max: Math.max(a, b), min: Math.min(a, b) };
      return Math.fround(results[e.op as keyof typeof results]);
    }
    default:
      throw new Error(e.kind);
  }
}
