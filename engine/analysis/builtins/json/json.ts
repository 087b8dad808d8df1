/** The global JSON. */

import {
  ArrayValue,
  isPrimitive,
  ObjectValue,
  type Prototypes,
  unknown,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { mostText } from '../limits.ts';
import { type Call, install, type MethodTable } from '../method-table.ts';
import { computed } from '../real-functions.ts';
import { notPlain, plainData, valueOfData } from './plain-data.ts';

function parse(call: Call): Value {
  const { machine, site } = call;
  const text = machine.text(argument(call, 0));
  const reviver = argument(call, 1);
  if (!isPrimitive(reviver)) {
    machine.repeat(() => void machine.call(reviver, unknown, [unknownString, unknown], site), site);
  }
  if (text === undefined || text.length > mostText) return unknown;
  let data: unknown;
  computed(call, () => {
    data = JSON.parse(text);
    return undefined;
  });
  return isPrimitive(reviver) ? valueOfData(data, machine) : unknown;
}

function stringify(call: Call): Value {
  const { machine, site } = call;
  const [value, replacer, indent] = [0, 1, 2].map((index) => argument(call, index));
  const isCalled = !isPrimitive(replacer) && !(replacer instanceof ArrayValue);
  if (isCalled) machine.repeat(() => void machine.call(replacer, unknown, [unknownString, unknown], site), site);
  const names = replacer instanceof ArrayValue ? replacer.items : null;
  if (isCalled || !isPrimitive(indent) || typeof indent === 'symbol' || names === undefined) return unknownString;
  if (names?.some((name) => typeof name !== 'string' && typeof name !== 'number')) return unknownString;
  let data: unknown;
  try {
    data = plainData(call, value);
  } catch (signal) {
    if (signal !== notPlain) throw signal;
    return unknownString;
  }
  const text = JSON.stringify(data, names as (string | number)[] | null, indent as string | number | undefined);
  return text !== undefined && text.length > mostText ? unknownString : text;
}

const methods: MethodTable = { parse, stringify };

export function jsonObject(prototypes: Prototypes): Value {
  const object = new ObjectValue(prototypes.object, 'JSON');
  install(object, methods, prototypes.function);
  object.isOpen = true;
  return object;
}
