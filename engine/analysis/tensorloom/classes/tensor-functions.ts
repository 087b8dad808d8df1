/** Methods of tensors and variables that are public functions with the tensor first. */

import { type FunctionSignature, publicFunctions } from '../../../api/machinery.ts';
import { isGraphElement, Tensor } from '../../../graph/index.ts';
import { NativeFunction } from '../../values/index.ts';
import { callEngine, unknownTensor } from '../call/call-engine.ts';
import { type Callable, callable } from '../call/callable.ts';
import { callMethod, type Member, type Members } from './class-spec.ts';

/** Methods whose function has another name. Python's operators give their nodes names of their own. */
const functionOf: Readonly<Record<string, string>> = {
  sub: 'subtract',
  mul: 'multiply',
  div: 'divide',
  neg: 'negative',
  biasAdd: 'nn.biasAdd',
  dropout: 'nn.dropout',
  elu: 'nn.elu',
  leakyRelu: 'nn.leakyRelu',
  logSoftmax: 'nn.logSoftmax',
  relu: 'nn.relu',
  relu6: 'nn.relu6',
  selu: 'nn.selu',
  softmax: 'nn.softmax',
  softplus: 'nn.softplus',
  softsign: 'nn.softsign',
};

const sameName = [
  'add truediv floordiv mod pow abs maximum minimum squaredDifference cast clipByValue equal notEqual less lessEqual',
  'greater greaterEqual logicalAnd logicalOr logicalNot sign square sqrt rsqrt reciprocal exp log log1p sin cos tanh',
  'sigmoid erf ceil floor round reduceSum reduceMean reduceProd reduceMax reduceMin reduceAll reduceAny argmax argmin',
  'cumsum cumprod assertShape broadcastTo expandDims gather gatherNd identity matmul oneHot onesLike pad reshape reverse',
  'slice split squeeze stopGradient stridedSlice tile transpose unstack zerosLike',
].flatMap((line) => line.split(' '));

let signatures: ReadonlyMap<string, FunctionSignature> | undefined;

function signatureOf(name: string): FunctionSignature {
  signatures ??= new Map(publicFunctions().map(({ signature }) => [signature.name, signature]));
  return signatures.get(name)!;
}

function functionMethod(name: string): Member {
  let target: Callable | undefined;
  return (world, _owner, key) => {
    target ??= callable(signatureOf(name), (_self, [x, ...rest]) => callMethod(x, key, rest));
    const bound = target;
    return new NativeFunction(world.prototypes.function, key, (call) => {
      // Taken off its tensor, it has nothing to work on: what then happens is the program's own affair.
      if (!(call.self instanceof Tensor || isGraphElement(call.self))) return unknownTensor;
      return callEngine(world, bound, call, { isMethod: true });
    });
  };
}

export const tensorFunctions: Members = Object.fromEntries(
  [...sameName.map((name) => [name, name]), ...Object.entries(functionOf)].map(([method, name]) => [
    method,
    functionMethod(name),
  ]),
);
