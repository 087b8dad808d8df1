/** `tf.TensorArray`. */

import { TensorArray } from '../../../api/index.ts';
import type { Value } from '../../values/index.ts';
import { callEngine, type EngineCall } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import type { World } from '../world.ts';
import { type ClassSpec, engineMethod, getter, method, withheldAll } from './class-spec.ts';

const construction = callable(
  'TensorArray(dtype: dtype, size: tensor, {size: tensor, dynamicSize = false, clearAfterRead = true, tensorArrayName: string, handle: any, flow: any, inferShape = true, elementShape: shape, name})',
  (_self, args) => new TensorArray(...(args as ConstructorParameters<typeof TensorArray>)),
);

function construct(call: EngineCall, world: World): Value {
  return callEngine(world, construction, call);
}

export const tensorArrayClass: ClassSpec = {
  name: 'TensorArray',
  engineClass: TensorArray,
  construct,
  members: {
    dtype: getter(TensorArray, (array) => array.dtype),
    handle: getter(TensorArray, (array) => array.handle),
    flow: getter(TensorArray, (array) => array.flow),
    graph: getter(TensorArray, (array) => array.graph),
    read: engineMethod(TensorArray, '(index: tensor, {name})'),
    write: engineMethod(TensorArray, '(index: tensor, value: tensor, {name})'),
    stack: engineMethod(TensorArray, '({name})'),
    gather: engineMethod(TensorArray, '(indices: tensor, {name})'),
    unstack: engineMethod(TensorArray, '(value: tensor, {name})'),
    scatter: engineMethod(TensorArray, '(indices: tensor, value: tensor, {name})'),
    split: engineMethod(TensorArray, '(value: tensor, lengths: tensor, {name})'),
    concat: engineMethod(TensorArray, '({name})'),
    size: engineMethod(TensorArray, '({name})'),
    close: engineMethod(TensorArray, '({name})'),
    identity: engineMethod(TensorArray, '()'),
    toString: method(TensorArray, String),
    ...withheldAll('elementShape grad withFlow'),
  },
};
