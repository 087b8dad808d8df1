/** The global String, and the iterator of texts. */

import {
  ArrayValue,
  type ListContents,
  listOfUnknownLength,
  type NativeFunction,
  type Prototypes,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { iteratorOf } from '../iterator-of.ts';
import { mostItems, mostText } from '../limits.ts';
import { type Call, constructorFunction, type MethodTable } from '../method-table.ts';
import { computed, primitives } from '../real-functions.ts';
import { patternMethods } from './patterns.ts';
import { plainMethods } from './plain.ts';
import { textOfThis } from './this-text.ts';

/** What a loop over a text goes through: its characters, not its UTF-16 units. */
export function charactersOf(text: string | undefined): ListContents {
  if (text === undefined) return listOfUnknownLength(unknownString);
  const characters = text.length > mostText ? undefined : [...text];
  if (!characters) return listOfUnknownLength(unknownString);
  if (characters.length <= mostItems) return { items: characters };
  return { items: null, length: characters.length, element: unknownString };
}

export const stringMethods = {
  ...plainMethods,
  ...patternMethods,
  [Symbol.iterator]: (call) => iteratorOf(call, charactersOf(textOfThis(call))),
} satisfies MethodTable;

/** `String(value)`: what it is as a text. */
function convert(call: Call): Value {
  if (call.args.length === 0) return call.hasMore ? unknownString : '';
  const [value] = call.args;
  if (typeof value === 'symbol') return String(value);
  return call.machine.text(value) ?? unknownString;
}

/** The units or code points as a text. */
function fromNumbers(make: (...numbers: number[]) => string) {
  return (call: Call): Value => {
    const numbers = primitives(call);
    if (!numbers || numbers.length > mostItems) return unknownString;
    return computed(call, () => make(...numbers.map(Number)));
  };
}

const statics = {
  fromCharCode: fromNumbers((...units) => String.fromCharCode(...units)),
  fromCodePoint: fromNumbers((...points) => String.fromCodePoint(...points)),
  raw(call) {
    const { machine, site, args, hasMore } = call;
    const raw = machine.get(argument(call, 0), 'raw', site);
    const parts = raw instanceof ArrayValue ? raw.items?.map((part) => machine.text(part)) : undefined;
    if (!parts || hasMore) return unknownString;
    const texts = parts.flatMap((part, index) =>
      index + 1 < parts.length && index + 1 < args.length ? [part, machine.text(args[index + 1])] : [part],
    );
    return texts.every((text) => text !== undefined) ? texts.join('') : unknownString;
  },
} satisfies MethodTable;

export function stringConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'String',
    instances: prototypes.string,
    call: convert,
    construct: convert,
    statics,
  });
}
