/** Methods of texts that are the language's own function run on what is known. */

import {
  type Primitive,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { mostText } from '../limits.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { computed, primitives } from '../real-functions.ts';
import { textOfThis } from './this-text.ts';

/** Each method with what it gives where something is not known. */
const results = {
  at: unknown,
  charAt: unknownString,
  charCodeAt: unknownNumber,
  codePointAt: unknown,
  concat: unknownString,
  endsWith: unknownBoolean,
  includes: unknownBoolean,
  indexOf: unknownNumber,
  isWellFormed: unknownBoolean,
  lastIndexOf: unknownNumber,
  localeCompare: unknownNumber,
  normalize: unknownString,
  padEnd: unknownString,
  padStart: unknownString,
  repeat: unknownString,
  slice: unknownString,
  startsWith: unknownBoolean,
  substr: unknownString,
  substring: unknownString,
  toLocaleLowerCase: unknownString,
  toLocaleUpperCase: unknownString,
  toLowerCase: unknownString,
  toString: unknownString,
  toUpperCase: unknownString,
  toWellFormed: unknownString,
  trim: unknownString,
  trimEnd: unknownString,
  trimLeft: unknownString,
  trimRight: unknownString,
  trimStart: unknownString,
  valueOf: unknownString,
  // What wraps a text in a tag, from the language's early days.
  anchor: unknownString,
  big: unknownString,
  blink: unknownString,
  bold: unknownString,
  fixed: unknownString,
  fontcolor: unknownString,
  fontsize: unknownString,
  italics: unknownString,
  link: unknownString,
  small: unknownString,
  strike: unknownString,
  sub: unknownString,
  sup: unknownString,
} as const satisfies Readonly<Record<string, Value>>;

type PlainName = keyof typeof results;

/** How long the result of a method that makes texts longer is. */
const lengths = new Map<PlainName, (text: string, args: readonly Primitive[]) => number>([
  ['repeat', (text, [count]) => (text.length === 0 ? 0 : Math.min(text.length * Number(count), Number.MAX_VALUE))],
  ['padEnd', (_, [length]) => Number(length)],
  ['padStart', (_, [length]) => Number(length)],
  ['concat', (text, args) => args.reduce<number>((sum, arg) => sum + String(arg).length, text.length)],
]);

function plain(name: PlainName): (call: Call) => Value {
  return (call) => {
    const text = textOfThis(call);
    const args = primitives(call);
    if (text === undefined || !args || args.some((arg) => typeof arg === 'symbol')) return results[name];
    call.machine.spend(1 + (text.length >> 8));
    // What is negative or not finite is the method's own to refuse.
    const length = lengths.get(name)?.(text, args) ?? 0;
    if (length > mostText && Number.isFinite(length)) return unknownString;
    return computed(call, () => (text[name] as (...args: readonly unknown[]) => Primitive)(...args));
  };
}

export const plainMethods: MethodTable = Object.fromEntries(
  (Object.keys(results) as PlainName[]).map((name) => [name, plain(name)]),
);
