/** What searches find, as the program sees it. */

import { ArrayValue, type Machine, type Value } from '../../values/index.ts';

/** The list that `exec` and `match` give. */
export function matchValue(match: RegExpExecArray | RegExpMatchArray, machine: Machine): Value {
  const list = new ArrayValue(machine.prototypes.array, { items: [...match] });
  list.init('index', match.index).init('input', match.input);
  list.init('groups', match.groups ? machine.object(Object.entries(match.groups)) : undefined);
  return list;
}
