/** The global Math. Sizes stay sizes where the result is one for certain. */

import { type Dim, isKnown } from '../../graph/index.ts';
import { ObjectValue, type Prototypes, SizeValue, sizeValue, unknownNumber, type Value } from '../values/index.ts';
import { argument } from './arguments.ts';
import { type Call, install, installValues, type MethodTable } from './method-table.ts';
import { isNatural, largerDim, smallerDim } from './sizes.ts';

const constants = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;

const ofOne = [
  ...(['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'clz32', 'cos', 'cosh', 'exp', 'expm1'] as const),
  ...(['fround', 'log', 'log10', 'log1p', 'log2', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh'] as const),
];
/** What a whole number is left as. */
const rounding = ['ceil', 'floor', 'round', 'trunc'] as const;

function numberAt(call: Call, index: number): number | undefined {
  return call.machine.number(argument(call, index));
}

function real(compute: (...numbers: number[]) => number, count: 1 | 2) {
  return (call: Call): Value => {
    const numbers = [numberAt(call, 0), ...(count === 2 ? [numberAt(call, 1)] : [])];
    return numbers.every((number) => number !== undefined) ? compute(...numbers) : unknownNumber;
  };
}

/** The largest or smallest of numbers and sizes. */
function extreme(compute: (...numbers: number[]) => number, ofDims: (a: Dim, b: Dim) => Dim) {
  return (call: Call): Value => {
    const { args, hasMore, machine } = call;
    if (hasMore) return unknownNumber;
    const numbers = args.map((arg) => machine.number(arg));
    if (numbers.every((number) => number !== undefined)) return compute(...numbers);
    const dims = args.map((arg, index) => (arg instanceof SizeValue ? arg.dim : numbers[index]));
    return dims.every(isSize) ? sizeValue(dims.reduce(ofDims)) : unknownNumber;
  };
}

function isSize(dim: Dim | undefined): dim is Dim {
  return dim !== undefined && isNatural(dim) && (!isKnown(dim) || Number.isSafeInteger(dim));
}

function allNumbers(compute: (...numbers: number[]) => number) {
  return ({ args, hasMore, machine }: Call): Value => {
    const numbers = args.map((arg) => machine.number(arg));
    return !hasMore && numbers.every((number) => number !== undefined) ? compute(...numbers) : unknownNumber;
  };
}

function onSize(whole: (dim: Dim) => boolean, otherwise: (call: Call) => Value) {
  return (call: Call): Value => {
    const value = argument(call, 0);
    return value instanceof SizeValue && whole(value.dim) ? value : otherwise(call);
  };
}

const methods = {
  ...Object.fromEntries(ofOne.map((name) => [name, real(Math[name], 1)])),
  ...Object.fromEntries(rounding.map((name) => [name, onSize(() => true, real(Math[name], 1))])),
  abs: onSize(isNatural, real(Math.abs, 1)),
  atan2: real(Math.atan2, 2),
  imul: real(Math.imul, 2),
  pow: real(Math.pow, 2),
  hypot: allNumbers(Math.hypot),
  max: extreme(Math.max, largerDim),
  min: extreme(Math.min, smallerDim),
  random: () => unknownNumber,
  f16round: () => unknownNumber,
  sumPrecise: () => unknownNumber,
} satisfies MethodTable;

export function mathObject(prototypes: Prototypes): Value {
  const object = new ObjectValue(prototypes.object, 'Math');
  install(object, methods, prototypes.function);
  installValues(object, Object.fromEntries(constants.map((name) => [name, Math[name]])));
  object.isOpen = true;
  return object;
}
