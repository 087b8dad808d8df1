/** The global console: it writes, and changes nothing. */

import { ObjectValue, type Prototypes, type Value } from '../values/index.ts';
import { install } from './method-table.ts';

const methods = [
  ...['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'dirxml', 'table', 'assert', 'clear'],
  ...['count', 'countReset', 'group', 'groupCollapsed', 'groupEnd', 'time', 'timeEnd', 'timeLog', 'timeStamp'],
];

export function consoleObject(prototypes: Prototypes): Value {
  const object = new ObjectValue(prototypes.object, 'console');
  install(object, Object.fromEntries(methods.map((name) => [name, () => undefined])), prototypes.function);
  object.isOpen = true;
  return object;
}
