/** `tf.nn.rnnCell`: the engine's own cells. */

import { nn } from '../../../api/index.ts';
import { ArrayValue } from '../../values/index.ts';
import { callEngine } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import { type ClassSpec, engineMethod, type Members, withheld, withheldAll } from '../classes/class-spec.ts';
import { applies, read, scopedMembers } from './layer-classes.ts';

const { rnnCell } = nn;
const { RNNCell } = rnnCell;

export const cellClass: ClassSpec = {
  name: 'nn.rnnCell.RNNCell',
  engineClass: RNNCell,
  members: {
    apply: applies(RNNCell, 'RNNCell.apply(inputs: tensor, state: tensors)'),
    zeroState: engineMethod(RNNCell, '(batchSize: any, dtype: dtype)'),
    ...read('stateSize outputSize'),
    ...scopedMembers,
  },
};

type CellClass = new (...args: never[]) => object;

function cell(engineClass: CellClass, parameters: string, members: Members = {}): ClassSpec {
  const name = `nn.rnnCell.${engineClass.name}`;
  const construction = callable(`${name}(${parameters})`, (_self, args) => new engineClass(...(args as never[])));
  return {
    name,
    base: cellClass,
    engineClass,
    construct: (call, world) => callEngine(world, construction, call),
    members: { ...members, ...withheldAll('inputSize checkType') },
  };
}

const own = 'reuse: any, name, dtype, trainable = true';

export const cellClasses: readonly ClassSpec[] = [
  cell(rnnCell.BasicLSTMCell, `numUnits: number, forgetBias = 1, {stateIsTuple = true, activation: any, ${own}}`),
  cell(rnnCell.BasicRNNCell, `numUnits: number, activation?: any, {${own}}`),
  cell(
    rnnCell.DropoutWrapper,
    'cell: any, inputKeepProb: tensor = 1, outputKeepProb: tensor = 1, stateKeepProb: tensor = 1, {seed: number}',
    read('wrappedCell'),
  ),
  cell(rnnCell.GRUCell, `numUnits: number, activation?: any, {kernelInitializer: any, biasInitializer: any, ${own}}`),
  cell(
    rnnCell.LSTMCell,
    `numUnits: number, usePeepholes = false, {cellClip: number, initializer: any, numProj: number, projClip: number, forgetBias = 1, stateIsTuple = true, activation: any, ${own}}`,
  ),
  cell(rnnCell.MultiRNNCell, 'cells: any, stateIsTuple = true'),
  cell(rnnCell.ResidualWrapper, 'cell: any', read('wrappedCell')),
];

/** A pair of tensors: a list, whose items also answer to names. */
export const stateTupleClass: ClassSpec = {
  name: 'nn.rnnCell.LSTMStateTuple',
  instances: ({ array }) => array,
  construct: ({ args: [c, h], machine }) => {
    const pair = machine.array([c, h]);
    if (pair instanceof ArrayValue) {
      pair.init('c', c);
      pair.init('h', h);
    }
    return pair;
  },
  members: {},
  statics: { [Symbol.species]: withheld },
};
