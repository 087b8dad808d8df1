/** What tensors have as methods: Python's operators under the names that their nodes get, and functions of one tensor. */

import { argmax, argmin, cumprod, cumsum } from './arg-reduce.ts';
import { maximum, minimum, squaredDifference } from './arithmetic.ts';
import { cast } from './cast.ts';
import { clipByValue } from './clip.ts';
import {
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
} from './comparison.ts';
import { divide } from './division.ts';
import { operator } from './elementwise.ts';
import { reduceAll, reduceAny, reduceMax, reduceMean, reduceMin, reduceProd, reduceSum } from './reduction.ts';
import {
  abs,
  ceil,
  cos,
  erf,
  exp,
  floor,
  log,
  log1p,
  negative,
  reciprocal,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  tanh,
} from './unary.ts';

/** `x.add(y)` is `x + y` of TensorFlow's Python: the node is called `add`. `div` is `/`, which makes integers float64. */
export const operatorMethods = {
  add: operator('Add', 'add'),
  sub: operator('Sub', 'sub'),
  mul: operator('Mul', 'mul'),
  div: divide,
  truediv: divide,
  floordiv: operator('FloorDiv', 'floordiv'),
  mod: operator('FloorMod', 'mod'),
  pow: operator('Pow', 'pow'),
  neg: negative,
  abs,
} as const;

/** Functions whose first argument is the tensor itself. */
export const mathMethods = {
  ...operatorMethods,
  maximum,
  minimum,
  squaredDifference,
  cast,
  clipByValue,
  equal,
  notEqual,
  less,
  lessEqual,
  greater,
  greaterEqual,
  logicalAnd,
  logicalOr,
  logicalNot,
  sign,
  square,
  sqrt,
  rsqrt,
  reciprocal,
  exp,
  log,
  log1p,
  sin,
  cos,
  tanh,
  sigmoid,
  erf,
  ceil,
  floor,
  round,
  reduceSum,
  reduceMean,
  reduceProd,
  reduceMax,
  reduceMin,
  reduceAll,
  reduceAny,
  argmax,
  argmin,
  cumsum,
  cumprod,
} as const;

export type MathMethods = typeof mathMethods;
