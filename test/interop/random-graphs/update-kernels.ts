/** The kernels of optimizers, and operands that keep every formula within its domain. */

import { type DType, NdArray } from '../../../engine/graph/index.ts';
import { countOf, type RegisteredOp, registeredOps } from '../../../engine/ops/index.ts';
import { type Grower, indexTypes } from './grower.ts';

export interface Operand {
  readonly name: string;
  readonly array: NdArray;
  /** It is taken by reference. */
  readonly isVariable: boolean;
}

export const updateKernels = registeredOps().filter(({ type }) => /^(Sparse)?Apply/.test(type));

/** By name. */
const hyperparameters: Readonly<Record<string, number>> = {
  lr: 0.1,
  alpha: 0.3,
  rho: 0.9,
  epsilon: 0.01,
  momentum: 0.8,
  beta1_power: 0.9,
  beta2_power: 0.99,
  beta1: 0.9,
  beta2: 0.99,
  l1: 0.05,
  l2: 0.02,
  l2_shrinkage: 0.1,
  lr_power: -0.5,
  logbase: 2.7,
  sign_decay: 0.7,
  beta: 0.6,
};

/** Operands for variables of a shape of at least two rows, in the order of the definition. */
export function updateOperands(g: Grower, def: RegisteredOp, dtype: DType, shape: readonly number[]): Operand[] {
  const index = g.c.of(indexTypes);
  const sparse = def.type.startsWith('Sparse');
  return def.inputArgs.map((argument) => {
    const { name, isRef } = argument;
    if (countOf(argument, {}) !== 1) throw new Error(`${def.type} takes a list.`);
    const operand = (array: NdArray) => ({ name, array, isVariable: isRef });
    if (isRef) return operand(stateOf(g, name, dtype, shape));
    if (name === 'indices') return operand(integers([shape[0] - 1, 0], index));
    if (name === 'global_step') return operand(new NdArray('int64', [], BigInt64Array.of(2n)));
    if (name === 'grad' || name === 'delta') return operand(g.array(dtype, sparse ? [2, ...shape.slice(1)] : shape));
    const value = hyperparameters[name];
    if (value === undefined) throw new Error(`${def.type}: no number for '${name}'.`);
    return operand(scaled(g.array(dtype, [], 1, 2), () => value));
  });
}

/** Accumulators of squares stay positive; those of gradients may be anything. */
function stateOf(g: Grower, name: string, dtype: DType, shape: readonly number[]): NdArray {
  const low = name === 'var' || name === 'm' || name === 'linear' || name.startsWith('gradient_acc') ? -3 : 1;
  // A centred second moment is never below the square of the first.
  const factor = name === 'mg' ? 0.1 : name === 'ms' ? 3 : 1;
  return scaled(g.array(dtype, shape, low), (x) => x * factor);
}

function scaled(array: NdArray, by: (x: number) => number): NdArray {
  const data = (array.data as Float32Array | Float64Array).map(by);
  return new NdArray(array.dtype, array.shape, data as NdArray['data']);
}

const integers = (values: readonly number[], dtype: 'int32' | 'int64') =>
  new NdArray(dtype, [values.length], dtype === 'int64' ? BigInt64Array.from(values, BigInt) : Int32Array.from(values));
