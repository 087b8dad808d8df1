/** Dates: of times that are not known. */

import {
  type NativeFunction,
  ObjectValue,
  type Prototypes,
  unknown,
  unknownNumber,
  unknownString,
} from '../values/index.ts';
import { constructorFunction, type MethodTable } from './method-table.ts';

const parts = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'];
const texts = ['toString', 'toDateString', 'toTimeString', 'toISOString', 'toUTCString', 'toGMTString', 'toJSON'];
const localTexts = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'];

const numbers = [
  ...parts.flatMap((part) => [`get${part}`, `getUTC${part}`]),
  ...parts.filter((part) => part !== 'Day').flatMap((part) => [`set${part}`, `setUTC${part}`]),
  ...['getTime', 'setTime', 'getTimezoneOffset', 'getYear', 'setYear', 'valueOf'],
];

export const dateMethods = {
  ...Object.fromEntries(numbers.map((name) => [name, () => unknownNumber])),
  ...Object.fromEntries([...texts, ...localTexts].map((name) => [name, () => unknownString])),
  [Symbol.toPrimitive]: () => unknown,
} satisfies MethodTable;

export function dateConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'Date',
    instances: prototypes.date,
    call: () => unknownString,
    construct: () => new ObjectValue(prototypes.date, 'Date'),
    statics: { now: () => unknownNumber, parse: () => unknownNumber, UTC: () => unknownNumber },
  });
}
