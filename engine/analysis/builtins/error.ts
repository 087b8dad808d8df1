/** Errors of the language: objects with a message. */

import {
  type ErrorClass,
  type HeapObject,
  isPrimitive,
  type NativeFunction,
  ObjectValue,
  type Prototypes,
  unknownBoolean,
  unknownString,
  type Value,
} from '../values/index.ts';
import { argument } from './arguments.ts';
import { type Call, constructorFunction, type MethodTable, rows } from './method-table.ts';

export const errorClasses = [
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'SuppressedError',
] as const satisfies readonly ErrorClass[];

/** Properties that an error has of its own, which nothing goes over. */
export const hiddenOfErrors: ReadonlySet<unknown> = new Set([
  'message',
  'stack',
  'cause',
  'errors',
  'error',
  'suppressed',
]);

export const errorMethods = {
  ...rows([
    'toString',
    ({ machine, self, site }) => {
      const name = machine.text(machine.get(self, 'name', site));
      const message = machine.text(machine.get(self, 'message', site));
      if (name === undefined || message === undefined) return unknownString;
      return name && message ? `${name}: ${message}` : name || message;
    },
  ]),
} satisfies MethodTable;

const statics = {
  captureStackTrace: () => undefined,
  isError(call) {
    const value = argument(call, 0);
    if (isPrimitive(value)) return false;
    return isError(value, call.machine.prototypes) || unknownBoolean;
  },
} satisfies MethodTable;

export function isError(value: Value, { error }: Prototypes): boolean {
  if (!(value instanceof ObjectValue)) return false;
  for (let at: HeapObject | null = value; at; at = at.prototype) if (at === error) return true;
  return false;
}

/** Where its arguments begin: an AggregateError's message comes after the errors it stands for. */
const messageAt: Partial<Record<string, number>> = { AggregateError: 1, SuppressedError: 2 };

function make(instances: HeapObject, name: string): (call: Call) => Value {
  const first = messageAt[name] ?? 0;
  return (call) => {
    const { machine, site } = call;
    const made = new ObjectValue(instances, name);
    const message = argument(call, first);
    made.init('stack', unknownString);
    if (message !== undefined) made.init('message', machine.text(message) ?? unknownString);
    const options = argument(call, first + 1);
    if (options instanceof ObjectValue) made.init('cause', machine.get(options, 'cause', site));
    if (name === 'AggregateError') made.init('errors', machine.list(machine.iterate(argument(call, 0), site)));
    if (name === 'SuppressedError') made.init('error', argument(call, 0)).init('suppressed', argument(call, 1));
    return made;
  };
}

export function errorConstructors(prototypes: Prototypes): (readonly [string, NativeFunction])[] {
  const constructorOf = (name: string, instances: HeapObject, base?: NativeFunction) => {
    const construct = make(instances, name);
    instances.init('name', name).init('message', '');
    return constructorFunction(prototypes, {
      name,
      instances,
      construct,
      call: construct,
      ...(base ? { base } : { statics }),
    });
  };
  const error = constructorOf('Error', prototypes.error);
  return [
    ['Error', error],
    ...errorClasses.map((name) => [name, constructorOf(name, prototypes.errors[name], error)] as const),
  ];
}
