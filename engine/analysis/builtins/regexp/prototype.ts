/** RegExp: its constructor, and the methods of expressions. */

import {
  type NativeFunction,
  type Prototypes,
  unknown,
  unknownBoolean,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { type Call, constructorFunction, type MethodTable, rows } from '../method-table.ts';
import { computed } from '../real-functions.ts';
import { matchValue } from './matches.ts';
import { RegExpValue } from './value.ts';

function onRegExp(method: (call: Call, expression: RegExpValue) => Value) {
  return (call: Call): Value => (call.self instanceof RegExpValue ? method(call, call.self) : unknown);
}

/** The next match from where the one before ended, or `missed` where it is not known. */
function search<T extends Value>(
  call: Call,
  expression: RegExpValue,
  answer: (match: RegExpExecArray | null) => T,
  missed: T,
): T {
  const { machine } = call;
  const text = machine.text(argument(call, 0));
  const real = text === undefined ? undefined : expression.on(text, machine);
  const place = expression.keepsPlace ? expression.own('lastIndex') : 0;
  if (text === undefined || !real || typeof place !== 'number') {
    expression.placeSearch(machine);
    return missed;
  }
  real.lastIndex = place;
  const match = real.exec(text);
  if (expression.keepsPlace) expression.placeSearch(machine, real.lastIndex);
  return answer(match);
}

export const regexpMethods = {
  exec: onRegExp((call, expression) =>
    search<Value>(call, expression, (match) => match && matchValue(match, call.machine), unknown),
  ),
  test: onRegExp((call, expression) => search<Value>(call, expression, (match) => match !== null, unknownBoolean)),
  ...rows([
    'toString',
    onRegExp((_, { source, flags }) => (source === undefined ? unknownString : `/${source}/${flags}`)),
  ]),
  compile: ({ self }) => self,
} satisfies MethodTable;

const flagGetters = {
  global: 'g',
  ignoreCase: 'i',
  multiline: 'm',
  dotAll: 's',
  unicode: 'u',
  unicodeSets: 'v',
  sticky: 'y',
  hasIndices: 'd',
} as const;

export const regexpGetters = {
  source: onRegExp((_, { source }) => source ?? unknownString),
  flags: onRegExp((_, { flags }) => flags ?? unknownString),
  ...Object.fromEntries(
    Object.entries(flagGetters).map(([name, flag]) => [
      name,
      onRegExp((_, { flags }) => flags?.includes(flag) ?? unknownBoolean),
    ]),
  ),
} satisfies MethodTable;

function construct(call: Call): Value {
  const { machine } = call;
  const [pattern, given] = [argument(call, 0), argument(call, 1)];
  const { regexp } = machine.prototypes;
  const source = pattern instanceof RegExpValue ? pattern.source : pattern === undefined ? '' : machine.text(pattern);
  const ownFlags = pattern instanceof RegExpValue ? pattern.flags : '';
  const flags = given === undefined ? ownFlags : machine.text(given);
  if (source === undefined || flags === undefined) return new RegExpValue(regexp, undefined);
  let real: RegExp | undefined;
  computed(call, () => {
    real = new RegExp(source, flags);
    return undefined;
  });
  return new RegExpValue(regexp, real);
}

export function regexpConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'RegExp',
    instances: prototypes.regexp,
    construct,
    call: (call) => (call.args[0] instanceof RegExpValue && call.args.length === 1 ? call.args[0] : construct(call)),
    statics: { escape: () => unknownString },
  });
}
