/**
 * Expressions with less to compute: arithmetic on constants is done now, and what changes nothing is left out. Only rules
 * that keep every bit, of zeros, infinities and NaN too: so `x · 0` stays, as it may be NaN.
 */

import { allocateData, type NumericData, sizeOf } from '../../graph/index.ts';
import {
  type BinaryOp,
  binary,
  cast,
  childrenOf,
  type Expr,
  literal,
  type Primitive,
  select,
  type UnaryOp,
  unary,
} from '../../ops/index.ts';
import { rewriteExpressions } from '../expressions.ts';
import type { Program } from '../program.ts';

export function simplify(program: Program): Program {
  const primitives = program.primitives.flatMap((p) => {
    const simpler = rewriteExpressions(p, (operands, exprs) => {
      const all = exprs.map(simplified);
      return all.some((expr, i) => expr !== exprs[i]) ? { operands, exprs: all } : undefined;
    });
    return constants(simpler, program) ?? [simpler];
  });
  return { ...program, primitives };
}

/** Elements that are filled in when the plan is made, not in every run. More than these would only cost memory. */
const mostElements = 16_384;

/** A kernel that stores the same number everywhere, as data. */
function constants(p: Primitive, { values }: Program): Primitive[] | undefined {
  if (p.kind !== 'elementwise' || sizeOf(p.space) > mostElements) return undefined;
  const literals = p.exprs.map((expr) => (expr.kind === 'const' ? expr.value : undefined));
  if (literals.some((value) => value === undefined)) return undefined;
  return p.outputs.map((output, i): Primitive => {
    const { dtype, shape } = values[output];
    const data = allocateData(dtype, sizeOf(shape)) as NumericData;
    (data as Float32Array).fill(literals[i] as number);
    return { kind: 'constant', output, data, covers: p.covers };
  });
}

/** The same expression, or one that gives the same values with less work. */
export function simplified(expr: Expr): Expr {
  const known = new Map<Expr, Expr>();
  const visit = (e: Expr): Expr => {
    const found = known.get(e);
    if (found) return found;
    const result = reduced(withParts(e, visit));
    known.set(e, result);
    return result;
  };
  return visit(expr);
}

function withParts(e: Expr, visit: (part: Expr) => Expr): Expr {
  switch (e.kind) {
    case 'unary': {
      const x = visit(e.x);
      return x === e.x ? e : unary(e.op, x);
    }
    case 'binary': {
      const [x, y] = [visit(e.x), visit(e.y)];
      return x === e.x && y === e.y ? e : binary(e.op, x, y);
    }
    case 'select': {
      const [condition, x, y] = [visit(e.condition), visit(e.x), visit(e.y)];
      return condition === e.condition && x === e.x && y === e.y ? e : select(condition, x, y);
    }
    case 'cast': {
      const x = visit(e.x);
      return x === e.x ? e : cast(x, e.dtype);
    }
    default:
      return e;
  }
}

/** One step, for an expression whose parts are simple already. */
function reduced(e: Expr): Expr {
  switch (e.kind) {
    case 'unary':
      return reducedUnary(e.op, e.x) ?? e;
    case 'binary':
      return reducedBinary(e.op, e.x, e.y) ?? e;
    case 'select':
      if (e.condition.kind === 'const') {
        const [taken, other] = Number(e.condition.value) !== 0 ? [e.x, e.y] : [e.y, e.x];
        return mayFail(other) ? e : taken;
      }
      return e.x === e.y ? e.x : e;
    case 'cast':
      return reducedCast(e.x, e.dtype) ?? e;
    default:
      return e;
  }
}

function reducedUnary(op: UnaryOp, x: Expr): Expr | undefined {
  if ((op === 'neg' || op === 'not') && x.kind === 'unary' && x.op === op) return x.x;
  if (op === 'abs' && x.kind === 'unary' && (x.op === 'abs' || (x.op === 'neg' && isFloat(x))))
    return unary('abs', x.x);
  const value = numberOf(x);
  if (value === undefined || !isExact(x)) return undefined;
  switch (op) {
    case 'neg':
      return x.dtype === 'int32' ? literal(-value | 0, 'int32') : literal(-value, x.dtype);
    case 'abs':
      return x.dtype === 'int32' ? literal(Math.abs(value) | 0, 'int32') : literal(Math.abs(value), x.dtype);
    case 'sqrt':
      return isFloat(x) ? literal(rounded(Math.sqrt(value), x), x.dtype) : undefined;
    case 'not':
      return literal(value === 0 ? 1 : 0, 'bool');
    default:
      return undefined;
  }
}

function reducedBinary(op: BinaryOp, x: Expr, y: Expr): Expr | undefined {
  const [a, b] = [numberOf(x), numberOf(y)];
  if (a !== undefined && b !== undefined && isExact(x)) return folded(op, x, a, b);
  if (b !== undefined) return rightConstant(op, x, b);
  if (a !== undefined && isCommutative(op)) return rightConstant(op, y, a);
  return undefined;
}

const isCommutative = (op: BinaryOp) => op === 'add' || op === 'mul' || op === 'and' || op === 'or';

function rightConstant(op: BinaryOp, x: Expr, b: number): Expr | undefined {
  const whole = x.dtype === 'int32' || x.dtype === 'uint8' || x.dtype === 'int64';
  switch (op) {
    case 'mul':
      if (b === 1) return x;
      return b === -1 && isFloat(x) ? unary('neg', x) : undefined;
    case 'div':
      if (b === 1) return x;
      // The reciprocal of a power of two is exact.
      return isFloat(x) && isPowerOfTwo(b) ? binary('mul', x, literal(1 / b, x.dtype)) : undefined;
    case 'sub':
      // x - 0 is x, also for -0, where x + 0 is not; x - (-0) is x + 0.
      return Object.is(b, 0) ? x : undefined;
    case 'add':
      return Object.is(b, -0) || (whole && b === 0) ? x : undefined;
    case 'pow':
      if (b === 1) return x;
      // A product of two floats is exact in double precision, so it is rounded once either way.
      return b === 2 && x.dtype === 'float32' ? binary('mul', x, x) : undefined;
    case 'and':
      if (b !== 0) return x;
      return mayFail(x) ? undefined : literal(0, 'bool');
    case 'or':
      if (b === 0) return x;
      return mayFail(x) ? undefined : literal(1, 'bool');
    default:
      return undefined;
  }
}

/** Whole numbers are divided and raised with an error for what has no result: it must come though nobody uses it. */
function mayFail(expr: Expr): boolean {
  const fallible = expr.kind === 'binary' || expr.kind === 'unary' ? fallibleOps.has(expr.op) && !isFloat(expr) : false;
  return fallible || childrenOf(expr).some(mayFail);
}
const fallibleOps: ReadonlySet<BinaryOp | UnaryOp> = new Set<BinaryOp | UnaryOp>([
  'div',
  'floorDiv',
  'floorMod',
  'truncateMod',
  'pow',
  'reciprocal',
]);

function folded(op: BinaryOp, like: Expr, a: number, b: number): Expr | undefined {
  const value = (result: number) => literal(rounded(result, like), like.dtype);
  const truth = (result: boolean) => literal(result ? 1 : 0, 'bool');
  switch (op) {
    case 'add':
      return value(a + b);
    case 'sub':
      return value(a - b);
    case 'mul':
      return like.dtype === 'int32' ? literal(Math.imul(a, b), 'int32') : value(a * b);
    case 'div':
      // A division of integers by zero is told when it happens.
      return isFloat(like) ? value(a / b) : undefined;
    case 'max':
      return value(Math.max(a, b));
    case 'min':
      return value(Math.min(a, b));
    case 'less':
      return truth(a < b);
    case 'lessEqual':
      return truth(a <= b);
    case 'greater':
      return truth(a > b);
    case 'greaterEqual':
      return truth(a >= b);
    case 'equal':
      return truth(a === b);
    case 'notEqual':
      return truth(a !== b);
    case 'and':
      return truth(a !== 0 && b !== 0);
    case 'or':
      return truth(a !== 0 || b !== 0);
    default:
      return undefined;
  }
}

function reducedCast(x: Expr, dtype: Expr['dtype']): Expr | undefined {
  // There and back: a bool is 0 or 1 in every type.
  if (x.kind === 'cast' && x.x.dtype === 'bool' && x.dtype !== 'string') return cast(x.x, dtype);
  const value = numberOf(x);
  if (value === undefined) return undefined;
  if (dtype === 'bool') return literal(value !== 0 ? 1 : 0, 'bool');
  if (dtype === 'float32') return literal(Math.fround(value), dtype);
  if (dtype === 'float64') return literal(value, dtype);
  if (dtype === 'int32' && Number.isInteger(value) && Math.abs(value) < 2 ** 31) return literal(value, dtype);
  return undefined;
}

/** A constant's value, of the types that numbers hold. */
function numberOf(e: Expr): number | undefined {
  return e.kind === 'const' && typeof e.value === 'number' ? e.value : undefined;
}
/** Types whose arithmetic is done here as kernels do it. */
const isExact = (e: Expr) => isFloat(e) || e.dtype === 'int32' || e.dtype === 'bool';
const isFloat = (e: Expr) => e.dtype === 'float32' || e.dtype === 'float64';

function rounded(value: number, like: Expr): number {
  if (like.dtype === 'float32') return Math.fround(value);
  return like.dtype === 'int32' ? value | 0 : value;
}

function isPowerOfTwo(value: number): boolean {
  const exponent = Math.log2(Math.abs(value));
  return Number.isInteger(exponent) && Math.abs(exponent) < 120 && 2 ** exponent === Math.abs(value);
}
