/** From what the engine gives to values of the analysed program. Its own objects are themselves. */

import { NdArray, TensorShape } from '../../../graph/index.ts';
import { ArrayValue, DataValue, type Machine, unknown, type Value } from '../../values/index.ts';
import { Carried } from './host-only.ts';
import { StandIn } from './stand-in.ts';

export function fromHost(value: unknown, machine: Machine): Value {
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? unknown : (value as Value);
  if (Array.isArray(value)) return listFromHost(value, machine);
  if (value instanceof Carried) return value.value;
  if (value instanceof StandIn) return value.value();
  if (value instanceof NdArray) return new DataValue(value.dtype, new TensorShape(value.shape));
  if (value instanceof Uint8Array) return new DataValue('uint8', new TensorShape([value.length]), 'Uint8Array');
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return machine.object(Object.entries(value).map(([key, item]) => [key, fromHost(item, machine)] as const));
  }
  return value as Value;
}

function listFromHost(list: readonly unknown[], machine: Machine): Value {
  const array = machine.array(list.map((item) => fromHost(item, machine)));
  const keys = Object.keys(list);
  // A list whose items also answer to names, such as that of tf.nn.topK.
  if (keys.length > list.length && array instanceof ArrayValue) {
    for (const key of keys.slice(list.length)) array.init(key, fromHost((list as never)[key], machine));
  }
  return array;
}
