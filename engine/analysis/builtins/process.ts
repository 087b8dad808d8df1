/** Node's `process`: what it was started with is not known. */

import {
  ArrayValue,
  listOfUnknownLength,
  ObjectValue,
  type PropertyKey,
  type Prototypes,
  programExit,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../values/index.ts';
import { argument } from './arguments.ts';
import { type Call, install, type MethodTable } from './method-table.ts';
import { calledLater } from './timers.ts';

const exit = ({ machine }: Call): Value => machine.throw(programExit);
/** Calls the last argument, whenever that may be. */
const listen = (call: Call): Value => {
  calledLater(call, argument(call, 1), []);
  return call.self;
};

const methods = {
  exit,
  abort: exit,
  cwd: () => unknownString,
  uptime: () => unknownNumber,
  hrtime: () => unknown,
  memoryUsage: () => unknown,
  cpuUsage: () => unknown,
  nextTick(call) {
    calledLater(call, argument(call, 0), call.args.slice(1));
    return undefined;
  },
  on: listen,
  once: listen,
  addListener: listen,
} satisfies MethodTable;

const writing: MethodTable = { write: () => unknownBoolean };

export function processObject(prototypes: Prototypes): Value {
  const open = (values: Readonly<Record<PropertyKey, Value>>, table: MethodTable = {}): ObjectValue => {
    const object = new ObjectValue(prototypes.object);
    for (const key of Object.keys(values)) object.init(key, values[key]);
    install(object, table, prototypes.function);
    object.isOpen = true;
    return object;
  };
  return open(
    {
      argv: new ArrayValue(prototypes.array, listOfUnknownLength()),
      env: open({}),
      stdout: open({}, writing),
      stderr: open({}, writing),
      platform: unknownString,
      version: unknownString,
      pid: unknownNumber,
    },
    methods,
  );
}
