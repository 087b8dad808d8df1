/** JavaScript's operators on what is known of their operands. Operands that are tensors are the caller's to refuse. */

import {
  addDims,
  type Dim,
  dimsEqual,
  dimsMayBeEqual,
  divideExactly,
  multiplyDims,
  subtractDims,
} from '../../graph/index.ts';
import { ts } from '../syntax.ts';
import {
  faulty,
  HeapObject,
  isPrimitive,
  isStandIn,
  isUnknown,
  type Primitive,
  SizeValue,
  sizeValue,
  Unknown,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../values/index.ts';

const { SyntaxKind } = ts;

/** Longer texts are not computed: nobody reads shapes from them. */
const longestText = 100_000;

type Computed = (a: never, b: never) => Primitive;

const onPrimitives: Partial<Record<ts.SyntaxKind, Computed>> = {
  [SyntaxKind.PlusToken]: (a: number, b: number) => a + b,
  [SyntaxKind.MinusToken]: (a: number, b: number) => a - b,
  [SyntaxKind.AsteriskToken]: (a: number, b: number) => a * b,
  [SyntaxKind.SlashToken]: (a: number, b: number) => a / b,
  [SyntaxKind.PercentToken]: (a: number, b: number) => a % b,
  [SyntaxKind.LessThanToken]: (a: number, b: number) => a < b,
  [SyntaxKind.GreaterThanToken]: (a: number, b: number) => a > b,
  [SyntaxKind.LessThanEqualsToken]: (a: number, b: number) => a <= b,
  [SyntaxKind.GreaterThanEqualsToken]: (a: number, b: number) => a >= b,
  [SyntaxKind.AmpersandToken]: (a: number, b: number) => a & b,
  [SyntaxKind.BarToken]: (a: number, b: number) => a | b,
  [SyntaxKind.CaretToken]: (a: number, b: number) => a ^ b,
  [SyntaxKind.LessThanLessThanToken]: (a: number, b: number) => a << b,
  [SyntaxKind.GreaterThanGreaterThanToken]: (a: number, b: number) => a >> b,
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken]: (a: number, b: number) => a >>> b,
  // biome-ignore lint/suspicious/noDoubleEquals: the program's own operator
  [SyntaxKind.EqualsEqualsToken]: (a, b) => a == b,
  // biome-ignore lint/suspicious/noDoubleEquals: the program's own operator
  [SyntaxKind.ExclamationEqualsToken]: (a, b) => a != b,
};

const onSizes: Partial<Record<ts.SyntaxKind, (a: Dim, b: Dim) => Value>> = {
  [SyntaxKind.PlusToken]: (a, b) => sizeValue(addDims(a, b)),
  [SyntaxKind.MinusToken]: (a, b) => sizeValue(subtractDims(a, b)),
  [SyntaxKind.AsteriskToken]: (a, b) => sizeValue(multiplyDims(a, b)),
  [SyntaxKind.SlashToken]: (a, b) => {
    const quotient = divideExactly(a, b);
    return quotient === undefined ? unknownNumber : sizeValue(quotient);
  },
};

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.LessThanToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
]);

const shifts: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
]);

/** `a ** b` is apart: it is the one operator that a power of large bigints makes slow. */
export function binary(operator: ts.SyntaxKind, a: Value, b: Value): Value {
  if (operator === SyntaxKind.EqualsEqualsEqualsToken) return strictlyEqual(a, b);
  if (operator === SyntaxKind.ExclamationEqualsEqualsToken) return not(strictlyEqual(a, b));
  if (isFault(a) || isFault(b)) return faulty;
  const sizes = onSizes[operator];
  if (sizes && (a instanceof SizeValue || b instanceof SizeValue)) {
    const [x, y] = [dimOf(a), dimOf(b)];
    if (x !== undefined && y !== undefined) return sizes(x, y);
  }
  if (isPrimitive(a) && isPrimitive(b)) {
    if (typeof a === 'symbol' || typeof b === 'symbol') return unknown;
    if (operator === SyntaxKind.AsteriskAsteriskToken) {
      return typeof a === 'bigint' || typeof b === 'bigint' ? new Unknown('bigint') : Number(a) ** Number(b);
    }
    if (typeof a === 'bigint' && typeof b === 'bigint' && (shifts.has(operator) || isLarge(a, b))) {
      return comparisons.has(operator) ? unknownBoolean : new Unknown('bigint');
    }
    if (typeof a === 'string' && typeof b === 'string' && a.length + b.length > longestText) return unknownString;
    const compute = onPrimitives[operator];
    // A bigint beside a number throws in the program, and by zero too: nothing is known of what follows.
    if (!compute) return unknown;
    try {
      return compute(a as never, b as never);
    } catch {
      return unknown;
    }
  }
  if (comparisons.has(operator)) {
    if (isNullish(a) !== isNullish(b) && !isUnknown(a) && !isUnknown(b)) {
      if (operator === SyntaxKind.EqualsEqualsToken) return false;
      if (operator === SyntaxKind.ExclamationEqualsToken) return true;
    }
    return unknownBoolean;
  }
  if (operator === SyntaxKind.PlusToken) {
    if (typeof a === 'string' || typeof b === 'string' || hint(a) === 'string' || hint(b) === 'string') {
      return unknownString;
    }
    return hint(a) === 'number' && hint(b) === 'number' ? unknownNumber : unknown;
  }
  return hint(a) === 'bigint' || hint(b) === 'bigint' ? new Unknown('bigint') : unknownNumber;
}

export function strictlyEqual(a: Value, b: Value): Value {
  if (a instanceof SizeValue || b instanceof SizeValue) {
    const [x, y] = [dimOf(a), dimOf(b)];
    if (x === undefined || y === undefined) return isUnknown(a) || isUnknown(b) ? unknownBoolean : false;
    if (dimsEqual(x, y)) return true;
    return dimsMayBeEqual(x, y) ? unknownBoolean : false;
  }
  if (isUnknown(a) || isUnknown(b)) return unknownBoolean;
  const isOneOfSeveral = [a, b].some((value) => value instanceof HeapObject && isStandIn(value));
  if (isOneOfSeveral && a instanceof HeapObject && b instanceof HeapObject) return unknownBoolean;
  return a === b;
}

export function not(value: Value): Value {
  return typeof value === 'boolean' ? !value : unknownBoolean;
}

export function prefix(operator: ts.PrefixUnaryOperator, value: Value): Value {
  if (value instanceof Unknown && value.isFault) return faulty;
  if (value instanceof SizeValue && operator === SyntaxKind.MinusToken) return sizeValue(multiplyDims(value.dim, -1));
  if (value instanceof SizeValue && operator === SyntaxKind.PlusToken) return value;
  if (!isPrimitive(value) || typeof value === 'symbol') return unknownNumber;
  if (operator === SyntaxKind.PlusToken) return typeof value === 'bigint' ? unknown : Number(value);
  if (operator === SyntaxKind.MinusToken) return typeof value === 'bigint' ? -value : -Number(value);
  return typeof value === 'bigint' ? ~value : ~Number(value);
}

function dimOf(value: Value): Dim | undefined {
  if (value instanceof SizeValue) return value.dim;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

function hint(value: Value): string | undefined {
  if (value instanceof SizeValue) return 'number';
  if (value instanceof Unknown) return value.hint;
  return typeof value;
}

export function isFault(value: Value): boolean {
  return value instanceof Unknown && value.isFault;
}

function isNullish(value: Value): boolean {
  return value === null || value === undefined;
}

const largeBigint = 1n << 4096n;
function isLarge(a: bigint, b: bigint): boolean {
  return a > largeBigint || b > largeBigint || a < -largeBigint || b < -largeBigint;
}
