/** Reads one scalar or enum value from tokens, with the range of its type. Knows nothing of messages. */

import { type DescEnum, ScalarType } from '@bufbuild/protobuf';
import { concatenate } from './string-literal.ts';
import { describeText, type Token, type Tokenizer } from './tokenizer.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface IntegerRange {
  readonly bits: number;
  readonly signed: boolean;
}
const wide = { bits: 64, signed: true };
const narrow = { bits: 32, signed: true };
const integers: { readonly [type in ScalarType]?: IntegerRange } = {
  [ScalarType.INT32]: narrow,
  [ScalarType.SINT32]: narrow,
  [ScalarType.SFIXED32]: narrow,
  [ScalarType.UINT32]: { bits: 32, signed: false },
  [ScalarType.FIXED32]: { bits: 32, signed: false },
  [ScalarType.INT64]: wide,
  [ScalarType.SINT64]: wide,
  [ScalarType.SFIXED64]: wide,
  [ScalarType.UINT64]: { bits: 64, signed: false },
  [ScalarType.FIXED64]: { bits: 64, signed: false },
};

/** The value in the form protobuf-es stores it: bigint for 64-bit integers. */
export function parseScalar(tokens: Tokenizer, type: ScalarType): string | Uint8Array | number | bigint | boolean {
  if (type === ScalarType.STRING || type === ScalarType.BYTES) {
    const start = tokens.next;
    const bytes = parseBytes(tokens);
    if (type === ScalarType.BYTES) return bytes;
    try {
      return strictUtf8.decode(bytes);
    } catch {
      throw tokens.fault('the string is not valid UTF-8', start);
    }
  }
  if (type === ScalarType.BOOL) return parseBool(tokens);
  const range = integers[type];
  if (!range) return parseFloatingPoint(tokens, type === ScalarType.FLOAT);
  const value = parseInteger(tokens, range);
  return range.bits === 64 ? value : Number(value);
}

/** An enum value by name or number. Unknown numbers are kept, as on the wire. */
export function parseEnum(tokens: Tokenizer, descriptor: DescEnum): number {
  const token = tokens.next;
  if (token.kind !== 'name') return Number(parseInteger(tokens, narrow));
  const value = descriptor.values.find(({ name }) => name === token.text);
  if (!value) throw tokens.fault(`${describeText(token.text)} is not a value of ${descriptor.name}`, token);
  tokens.take();
  return value.number;
}

/** Neighbouring literals are one string. */
function parseBytes(tokens: Tokenizer): Uint8Array {
  const parts: Uint8Array[] = [];
  while (tokens.next.kind === 'string') parts.push((tokens.take() as Token & { kind: 'string' }).bytes);
  if (parts.length === 0) throw expected(tokens, 'a quoted string');
  return parts.length === 1 ? parts[0] : concatenate(parts);
}

const booleans: Record<string, boolean> = {
  true: true,
  True: true,
  t: true,
  1: true,
  false: false,
  False: false,
  f: false,
  0: false,
};

function parseBool(tokens: Tokenizer): boolean {
  const { text, kind } = tokens.next;
  if ((kind !== 'name' && kind !== 'number') || !Object.hasOwn(booleans, text)) {
    throw expected(tokens, 'true or false');
  }
  tokens.take();
  return booleans[text];
}

function parseInteger(tokens: Tokenizer, { bits, signed }: IntegerRange): bigint {
  const start = tokens.next;
  const negative = tokens.takeIf('-');
  const token = tokens.next;
  const digits = token.kind === 'number' ? integerText(token.text) : undefined;
  if (digits === undefined) throw expected(tokens, 'an integer');
  const value = negative ? -BigInt(digits) : BigInt(digits);
  const fits = signed ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value;
  if (!fits) throw tokens.fault(`${value} is outside the range of ${signed ? '' : 'u'}int${bits}`, start);
  tokens.take();
  return value;
}

/** The text in a form that BigInt reads: octal as 0o; undefined when it is no integer. */
function integerText(text: string): string | undefined {
  if (/^0[xX]/.test(text)) return text;
  if (/^0[0-7]+$/.test(text)) return `0o${text.slice(1)}`;
  return /^(0|[1-9][0-9]*)$/.test(text) ? text : undefined;
}

function parseFloatingPoint(tokens: Tokenizer, single: boolean): number {
  const negative = tokens.takeIf('-');
  const token = tokens.next;
  let value: number | undefined;
  if (token.kind === 'number' && !/^0[xX]/.test(token.text)) value = Number(token.text.replace(/[fF]$/, ''));
  else if (token.kind === 'name' && /^inf(inity)?f?$/i.test(token.text)) value = Number.POSITIVE_INFINITY;
  else if (token.kind === 'name' && /^nanf?$/i.test(token.text)) value = Number.NaN;
  if (value === undefined) throw expected(tokens, 'a number');
  tokens.take();
  const signed = negative ? -value : value;
  return single ? Math.fround(signed) : signed;
}

function expected(tokens: Tokenizer, wanted: string) {
  const { text } = tokens.next;
  return tokens.fault(
    `${wanted} is expected, but ${text === '' ? 'the text ends' : `${describeText(text)} is found`}`,
    tokens.next,
  );
}
