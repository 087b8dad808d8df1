/** `tf.Tensor` and `tf.Operation`: nodes and what flows between them. */

import { Operation, Tensor } from '../../../graph/index.ts';
import { evaluate, runOperation } from '../session/evaluate.ts';
import { type ClassSpec, engineMethod, getter, method, native, withheldAll } from './class-spec.ts';
import { tensorFunctions } from './tensor-functions.ts';

export const tensorClass: ClassSpec = {
  name: 'Tensor',
  engineClass: Tensor,
  members: {
    ...tensorFunctions,
    op: getter(Tensor, (tensor) => tensor.op),
    valueIndex: getter(Tensor, (tensor) => tensor.valueIndex),
    dtype: getter(Tensor, (tensor) => tensor.dtype),
    isRef: getter(Tensor, (tensor) => tensor.isRef),
    shape: getter(Tensor, (tensor, world) => world.shapeOf(tensor)),
    name: getter(Tensor, (tensor) => tensor.name),
    graph: getter(Tensor, (tensor) => tensor.graph),
    device: getter(Tensor, (tensor) => tensor.device),
    getShape: method(Tensor, (tensor, _call, world) => world.shapeOf(tensor)),
    setShape: engineMethod(Tensor, '(shape: shape)'),
    consumers: engineMethod(Tensor, '()'),
    toString: method(Tensor, String),
    eval: native(evaluate),
    ...withheldAll('partialValue'),
  },
};

export const operationClass: ClassSpec = {
  name: 'Operation',
  engineClass: Operation,
  members: {
    graph: getter(Operation, (op) => op.graph),
    id: getter(Operation, (op) => op.id),
    name: getter(Operation, (op) => op.name),
    type: getter(Operation, (op) => op.type),
    inputs: getter(Operation, (op) => op.inputs),
    controlInputs: getter(Operation, (op) => op.controlInputs),
    outputs: getter(Operation, (op) => op.outputs),
    device: getter(Operation, (op) => op.device),
    toString: method(Operation, String),
    run: native(runOperation),
    ...withheldAll('attributes source attr describe'),
  },
};
