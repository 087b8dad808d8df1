/** Expressions of the kernel language as vectors of 32-bit lanes, for the types and operators that have them. */

import type { DType } from '../../../../graph/index.ts';
import {
  type BinaryOp,
  childrenOf,
  type Expr,
  type LaneDType,
  type UnaryOp,
  type vectorForms,
} from '../../../../ops/kernel-language/index.ts';
import * as functions from './functions.ts';
import type { VectorGraph, VectorNode, VectorType } from './nodes.ts';
import { pow } from './power.ts';
import { cos, sin, tan } from './trigonometry.ts';

/** A bool is a mask in a lane. */
const laneTypes: Record<LaneDType, VectorType> = {
  float32: 'float32',
  int32: 'int32',
  uint8: 'uint8',
  bool: 'mask',
};

export function laneTypeOf(dtype: DType): VectorType | undefined {
  return (laneTypes as Partial<Record<DType, VectorType>>)[dtype];
}

/** @returns the nodes of the expressions; every part must be vectorizable. */
export function translate(g: VectorGraph, exprs: readonly Expr[]): VectorNode[] {
  const known = new Map<Expr, VectorNode>();
  const visit = (expr: Expr): VectorNode => {
    let node = known.get(expr);
    if (node === undefined) {
      node = nodeOf(g, expr, childrenOf(expr).map(visit));
      known.set(expr, node);
    }
    return node;
  };
  return exprs.map(visit);
}

function nodeOf(g: VectorGraph, expr: Expr, [x, y, z]: readonly VectorNode[]): VectorNode {
  const type = laneTypeOf(expr.dtype);
  if (type === undefined) throw untranslatable(expr.kind, expr.dtype);
  switch (expr.kind) {
    case 'load':
      return g.load(expr.operand, type);
    case 'accumulator':
      return g.accumulator(type);
    case 'coordinate':
      return g.coordinate(expr.axis);
    case 'const':
      if (type === 'mask') return g.mask(Number(expr.value) !== 0);
      if (type === 'uint8') return g.as('uint8', g.int(Number(expr.value)));
      return type === 'int32' ? g.int(Number(expr.value)) : g.float(Number(expr.value));
    case 'select':
      return g.select(x, y, z);
    case 'cast':
      return castTo(g, type, x);
    case 'unary':
      return formOf(unaryTable, expr.op, expr.x.dtype)(g, x);
    case 'binary': {
      const make = formOf(binaryTable, expr.op, expr.x.dtype);
      // Some constant exponents are cheaper.
      const exponent = expr.op === 'pow' ? powerOf(expr.y) : undefined;
      if (exponent !== undefined) return power(g, x, exponent);
      // A constant is never NaN here, so the cheap form will do: it hands on NaN in its first operand.
      if (expr.x.dtype === 'float32' && (expr.op === 'max' || expr.op === 'min')) {
        const cheap = expr.op === 'max' ? g.atLeast : g.atMost;
        if (isNumber(expr.y)) return cheap(x, y);
        if (isNumber(expr.x)) return cheap(y, x);
      }
      return make(g, x, y);
    }
  }
}

const isNumber = (expr: Expr) => expr.kind === 'const' && !Number.isNaN(Number(expr.value));

function castTo(g: VectorGraph, type: VectorType, x: VectorNode): VectorNode {
  if (x.type === type) return x;
  switch (type) {
    case 'mask':
      return g.compare('ne', x, x.type === 'float32' ? g.float(0) : g.int(0));
    case 'uint8':
      if (x.type === 'mask') return g.and(g.int(1), x, 'uint8');
      if (x.type === 'int32') return g.and(x, g.int(255), 'uint8');
      // Saturates: what is below 0, and NaN, becomes 0.
      return g.instruction('i32x4.min_u', 'uint8', g.instruction('i32x4.trunc_sat_f32x4_u', 'int32', x), g.int(255));
    case 'int32':
      if (x.type === 'mask') return g.and(g.int(1), x);
      if (x.type === 'uint8') return g.as('int32', x);
      return g.instruction('i32x4.trunc_sat_f32x4_s', 'int32', x);
    case 'float32':
      if (x.type === 'mask') return g.and(g.float(1), x);
      return g.instruction('f32x4.convert_i32x4_s', 'float32', x);
  }
}

type Unary = (g: VectorGraph, x: VectorNode) => VectorNode;
type Binary = (g: VectorGraph, x: VectorNode, y: VectorNode) => VectorNode;
/** By operator, for the types of operands that the kernel language says. */
type Table<Op extends UnaryOp | BinaryOp, Make> = {
  readonly [O in Op]: { readonly [T in (typeof vectorForms)[O][number]]: Make };
};

function formOf<Op extends UnaryOp | BinaryOp, Make>(table: Table<Op, Make>, op: Op, dtype: DType): Make {
  const make = (table[op] as Partial<Record<DType, Make>>)[dtype];
  if (make === undefined) throw untranslatable(op, dtype);
  return make;
}

const same: Unary = (_, x) => x;
const unaryOf =
  (name: Parameters<VectorGraph['instruction']>[0]): Unary =>
  (g, x) =>
    g.instruction(name, x.type, x);
const binaryOf =
  (name: Parameters<VectorGraph['instruction']>[0]): Binary =>
  (g, x, y) =>
    g.instruction(name, x.type, x, y);
const comparison = (
  name: 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne',
): { readonly float32: Binary; readonly int32: Binary } => ({
  float32: (g, x, y) => g.compare(name, x, y),
  int32: (g, x, y) => g.compare(name, x, y),
});
const none = {};

const unaryTable: Table<UnaryOp, Unary> = {
  neg: { float32: unaryOf('f32x4.neg'), int32: unaryOf('i32x4.neg') },
  abs: { float32: unaryOf('f32x4.abs'), int32: unaryOf('i32x4.abs') },
  sign: {
    // 1 with the sign of x; 0, -0 and NaN as they are.
    float32: (g, x) => {
      const bits = g.or(g.and(g.as('int32', x), g.int(0x80000000)), g.as('int32', g.float(1)));
      const signed = g.or(g.compare('lt', x, g.float(0)), g.compare('gt', x, g.float(0)));
      return g.select(signed, g.as('float32', bits), x);
    },
    int32: (g, x) =>
      g.instruction('i32x4.max_s', 'int32', g.int(-1), g.instruction('i32x4.min_s', 'int32', g.int(1), x)),
  },
  exp: { float32: functions.exp },
  expOfNegative: { float32: functions.expOfNegative },
  expm1: { float32: functions.expm1 },
  log: { float32: functions.log },
  log1p: { float32: functions.log1p },
  sqrt: { float32: unaryOf('f32x4.sqrt') },
  rsqrt: { float32: (g, x) => g.div(g.float(1), g.instruction('f32x4.sqrt', 'float32', x)) },
  reciprocal: { float32: (g, x) => g.div(g.float(1), x) },
  sin: { float32: sin },
  cos: { float32: cos },
  tan: { float32: tan },
  asin: none,
  acos: none,
  atan: none,
  sinh: none,
  cosh: none,
  tanh: { float32: functions.tanh },
  asinh: none,
  acosh: none,
  atanh: none,
  sigmoid: { float32: functions.sigmoid },
  softplus: { float32: functions.softplus },
  erf: { float32: functions.erf },
  erfc: none,
  lgamma: none,
  digamma: none,
  erfinv: none,
  ndtri: none,
  besselI0e: none,
  besselI1e: none,
  ceil: { float32: unaryOf('f32x4.ceil'), int32: same },
  floor: { float32: unaryOf('f32x4.floor'), int32: same },
  round: { float32: unaryOf('f32x4.nearest'), int32: same },
  bitNot: { int32: unaryOf('v128.not') },
  not: { bool: (g, x) => g.not(x) },
  isNan: { float32: (g, x) => g.compare('ne', x, x), int32: (g) => g.mask(false) },
  isInf: { float32: (g, x) => g.compare('eq', g.abs(x), g.float(Infinity)), int32: (g) => g.mask(false) },
  isFinite: { float32: (g, x) => g.compare('lt', g.abs(x), g.float(Infinity)), int32: (g) => g.mask(true) },
};

const binaryTable: Table<BinaryOp, Binary> = {
  add: { float32: binaryOf('f32x4.add'), int32: binaryOf('i32x4.add') },
  sub: { float32: binaryOf('f32x4.sub'), int32: binaryOf('i32x4.sub') },
  mul: { float32: binaryOf('f32x4.mul'), int32: binaryOf('i32x4.mul') },
  div: { float32: binaryOf('f32x4.div') },
  floorDiv: { float32: (g, x, y) => g.instruction('f32x4.floor', 'float32', g.div(x, y)) },
  floorMod: none,
  truncateMod: none,
  pow: { float32: pow },
  max: { float32: binaryOf('f32x4.max'), int32: binaryOf('i32x4.max_s') },
  min: { float32: binaryOf('f32x4.min'), int32: binaryOf('i32x4.min_s') },
  atan2: none,
  igamma: none,
  igammac: none,
  igammaGradA: none,
  bitAnd: { int32: binaryOf('v128.and') },
  bitOr: { int32: binaryOf('v128.or') },
  bitXor: { int32: binaryOf('v128.xor') },
  shiftLeft: none,
  shiftRight: none,
  less: comparison('lt'),
  lessEqual: comparison('le'),
  greater: comparison('gt'),
  greaterEqual: comparison('ge'),
  equal: {
    ...comparison('eq'),
    bool: (g, x, y) => g.not(g.instruction('v128.xor', 'mask', x, y)),
  },
  notEqual: { ...comparison('ne'), bool: binaryOf('v128.xor') },
  and: { bool: (g, x, y) => g.and(x, y) },
  or: { bool: (g, x, y) => g.or(x, y) },
};

const powers = [-2, -1, -0.5, 0.5, 1, 2, 3, 4] as const;
type Power = (typeof powers)[number];

function powerOf(exponent: Expr): Power | undefined {
  if (exponent.kind !== 'const') return undefined;
  return powers.find((power) => power === Number(exponent.value));
}

function power(g: VectorGraph, x: VectorNode, exponent: Power): VectorNode {
  const square = () => g.mul(x, x);
  // pow(-0, ½) is 0 and pow(-∞, ½) is ∞, where the square root differs; adding 0 mends the first.
  const root = () => {
    const sum = g.add(x, g.float(0));
    const infinite = g.compare('eq', x, g.float(-Infinity));
    return g.select(infinite, g.float(Infinity), g.instruction('f32x4.sqrt', 'float32', sum));
  };
  switch (exponent) {
    case -2:
      return g.div(g.float(1), square());
    case -1:
      return g.div(g.float(1), x);
    case -0.5:
      return g.div(g.float(1), root());
    case 0.5:
      return root();
    case 1:
      return x;
    case 2:
      return square();
    case 3:
      return g.mul(square(), x);
    case 4:
      return g.mul(square(), square());
  }
}

function untranslatable(what: string, dtype: DType): Error {
  return new Error(`Internal: '${what}' on ${dtype} has no vector code.`);
}
