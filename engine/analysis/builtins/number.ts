/** Number, Boolean, BigInt and what reads numbers from texts. */

import {
  isPrimitive,
  type NativeFunction,
  type Primitive,
  type Prototypes,
  SizeValue,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../values/index.ts';
import { argument } from './arguments.ts';
import { kindOf, unknownBigint } from './kinds.ts';
import { type Call, constructorFunction, type MethodTable, rows } from './method-table.ts';
import { computed, primitives } from './real-functions.ts';

/** The methods of numbers that make texts, run on what is known. */
function formatted(name: 'toFixed' | 'toPrecision' | 'toExponential' | 'toString') {
  return (call: Call): Value => {
    const { self } = call;
    const args = primitives(call);
    if (typeof self !== 'number' || !args || args.some((arg) => typeof arg === 'symbol')) return unknownString;
    return computed(call, () => (self[name] as (...args: readonly unknown[]) => string)(...args));
  };
}

export const numberMethods = {
  toFixed: formatted('toFixed'),
  toPrecision: formatted('toPrecision'),
  toExponential: formatted('toExponential'),
  ...rows(
    ['toString', formatted('toString')],
    ['toLocaleString', () => unknownString],
    ['valueOf', ({ self }) => self],
  ),
} satisfies MethodTable;

export const booleanMethods = {
  ...rows(
    ['toString', ({ self }) => (typeof self === 'boolean' ? String(self) : unknownString)],
    ['valueOf', ({ self }) => self],
  ),
} satisfies MethodTable;

export const bigintMethods = {
  ...rows(
    [
      'toString',
      (call) => {
        const { self } = call;
        const radix = call.args.length === 0 && !call.hasMore ? 10 : argument(call, 0);
        if (typeof self !== 'bigint' || typeof radix !== 'number') return unknownString;
        return computed(call, () => self.toString(radix));
      },
    ],
    ['toLocaleString', () => unknownString],
    ['valueOf', ({ self }) => self],
  ),
} satisfies MethodTable;

/** `Number(value)`. */
function toNumber(call: Call): Value {
  if (call.args.length === 0) return call.hasMore ? unknownNumber : 0;
  const [value] = call.args;
  if (value instanceof SizeValue) return value;
  if (typeof value === 'bigint') return Number(value);
  const number = call.machine.number(value);
  if (number !== undefined) return number;
  const text = isPrimitive(value) ? undefined : call.machine.text(value);
  return text === undefined ? unknownNumber : Number(text);
}

/** A test of a number; false for whatever is no number. */
function tested(test: (number: number) => boolean, ofSize: boolean) {
  return (call: Call): Value => {
    const value = argument(call, 0);
    if (typeof value === 'number') return test(value);
    if (value instanceof SizeValue) return ofSize;
    const kind = kindOf(value);
    return kind === undefined || kind === 'number' ? unknownBoolean : false;
  };
}

/** As the global `isNaN`, which makes a number of its argument. */
function testedAfterConversion(test: (number: number) => boolean, ofSize: boolean) {
  return (call: Call): Value => {
    const number = toNumber({ ...call, args: [argument(call, 0)] });
    if (number instanceof SizeValue) return ofSize;
    return typeof number === 'number' ? test(number) : unknownBoolean;
  };
}

function parsed(parse: (text: string, radix?: number) => number) {
  return (call: Call): Value => {
    const { machine } = call;
    const value = argument(call, 0);
    const text = machine.text(value);
    const radix = argument(call, 1);
    const base = radix === undefined ? undefined : machine.number(radix);
    // A size is a whole number as it stands.
    if (value instanceof SizeValue && radix === undefined) return value;
    if (text === undefined || (radix !== undefined && base === undefined)) return unknownNumber;
    return parse(text, base);
  };
}

export const numberReaders = {
  parseInt: parsed((text, radix) => Number.parseInt(text, radix)),
  parseFloat: parsed((text) => Number.parseFloat(text)),
} satisfies MethodTable;
export const numberTests = {
  isNaN: testedAfterConversion(Number.isNaN, false),
  isFinite: testedAfterConversion(Number.isFinite, true),
} satisfies MethodTable;

export function numberConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'Number',
    instances: prototypes.number,
    call: toNumber,
    construct: toNumber,
    statics: {
      ...numberReaders,
      isNaN: tested(Number.isNaN, false),
      isFinite: tested(Number.isFinite, true),
      isInteger: tested(Number.isInteger, true),
      isSafeInteger: tested(Number.isSafeInteger, true),
    },
    constants: {
      MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
      MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
      MAX_VALUE: Number.MAX_VALUE,
      MIN_VALUE: Number.MIN_VALUE,
      EPSILON: Number.EPSILON,
      POSITIVE_INFINITY: Infinity,
      NEGATIVE_INFINITY: -Infinity,
      NaN: Number.NaN,
    },
  });
}

export function booleanConstructor(prototypes: Prototypes): NativeFunction {
  const convert = (call: Call): Value => call.machine.truth(argument(call, 0)) ?? unknownBoolean;
  return constructorFunction(prototypes, {
    name: 'Boolean',
    instances: prototypes.boolean,
    call: convert,
    construct: convert,
  });
}

export function bigintConstructor(prototypes: Prototypes): NativeFunction {
  const convert = (call: Call): Value => {
    const value = argument(call, 0);
    const isConvertible = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
    const isText = typeof value === 'string' && value.length <= 1_000;
    if (!isConvertible && !isText) return unknownBigint;
    return computed(call, (): Primitive => BigInt(value));
  };
  return constructorFunction(prototypes, {
    name: 'BigInt',
    instances: prototypes.bigint,
    call: convert,
    construct: ({ machine, site }) => machine.throwError('TypeError', 'BigInt is not a constructor', site),
    statics: { asIntN: () => unknownBigint, asUintN: () => unknownBigint },
  });
}
