/** The global Object. */

import {
  isPrimitive,
  isUnknown,
  type NativeFunction,
  type Prototypes,
  unknown,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { type Call, constructorFunction } from '../method-table.ts';
import { defining } from './defining.ts';
import { listing } from './listing.ts';

/** `Object(value)`: the value itself, if it is an object. */
function convert(call: Call): Value {
  const value = argument(call, 0);
  if (value === undefined || value === null) return call.machine.object();
  return isPrimitive(value) || isUnknown(value) ? unknown : value;
}

export function objectConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'Object',
    instances: prototypes.object,
    call: convert,
    construct: convert,
    statics: { ...listing, ...defining },
  });
}
