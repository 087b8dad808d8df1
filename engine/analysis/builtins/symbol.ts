/** The global Symbol. Symbols of the program are real ones. */

import { type NativeFunction, type Prototypes, unknown, unknownString, type Value } from '../values/index.ts';
import { argument } from './arguments.ts';
import { type Call, constructorFunction, type MethodTable, rows } from './method-table.ts';

export const symbolMethods = {
  ...rows(
    ['toString', ({ self }) => (typeof self === 'symbol' ? String(self) : unknownString)],
    ['valueOf', ({ self }) => self],
  ),
} satisfies MethodTable;
export const symbolGetters = {
  description: ({ self }) => (typeof self === 'symbol' ? self.description : unknown),
} satisfies MethodTable;

const wellKnown = [
  'iterator',
  'asyncIterator',
  'hasInstance',
  'isConcatSpreadable',
  'match',
  'matchAll',
  'replace',
  'search',
  'species',
  'split',
  'toPrimitive',
  'toStringTag',
  'unscopables',
  'dispose',
  'asyncDispose',
] as const satisfies readonly (keyof typeof Symbol)[];

export function symbolConstructor(prototypes: Prototypes): NativeFunction {
  const registered = new Map<string, symbol>();
  return constructorFunction(prototypes, {
    name: 'Symbol',
    instances: prototypes.symbol,
    call(call) {
      const description = argument(call, 0);
      return Symbol(description === undefined ? undefined : call.machine.text(description));
    },
    construct: ({ machine, site }) => machine.throwError('TypeError', 'Symbol is not a constructor', site),
    statics: {
      for(call) {
        const key = call.machine.text(argument(call, 0));
        if (key === undefined) return unknown;
        const known = registered.get(key) ?? Symbol(key);
        registered.set(key, known);
        return known;
      },
      keyFor(call: Call): Value {
        const symbol = argument(call, 0);
        if (typeof symbol !== 'symbol') return unknown;
        return [...registered].find(([, known]) => known === symbol)?.[0];
      },
    },
    constants: Object.fromEntries(wellKnown.map((name) => [name, Symbol[name]])),
  });
}
