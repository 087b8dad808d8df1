/** Python's operators between tensors and numbers, and a few functions, under the names TensorFlow gives their nodes. */

import { convertToTensor, type TensorLike } from '../../../api/index.ts';
import { type DType, getDefaultGraph, type Tensor } from '../../../graph/index.ts';
import { op } from '../../../ops/index.ts';

type Operand = Tensor | number;

/** A binary operation in a scope of its own, so that a plain operand is the constant `<name>/x` or `<name>/y`. */
function binary(type: string, defaultName: string) {
  return (x: Operand, y: Operand, name = defaultName): Tensor => {
    const dtype = typeof x === 'number' ? (y as Tensor).dtype : x.dtype;
    return getDefaultGraph().withNameScope(name, (scope) =>
      op(type, [convertToTensor(x, { dtype, name: 'x' }), convertToTensor(y, { dtype, name: 'y' })], {}, scope),
    );
  };
}

export const add = binary('AddV2', 'add');
export const subtract = binary('Sub', 'sub');
export const multiply = binary('Mul', 'mul');
export const divide = binary('RealDiv', 'truediv');
export const power = binary('Pow', 'Pow');
export const minimum = binary('Minimum', 'Minimum');
export const equal = binary('Equal', 'Equal');
export const lessEqual = binary('LessEqual', 'LessEqual');

const unary = (type: string) => (x: Tensor) => op(type, [x], {}, type);

export const floor = unary('Floor');
export const ceil = unary('Ceil');
export const cosine = unary('Cos');
export const exponential = unary('Exp');
export const logarithm = unary('Log');
export const negative = unary('Neg');

export function select(condition: Tensor, x: Tensor, y: Tensor): Tensor {
  return op('Select', [condition, x, y]);
}

/** `value` in another type: a plain one is a constant of it at once. */
export function cast(value: TensorLike, dtype: DType): Tensor {
  return getDefaultGraph().withNameScope('Cast', (scope) => {
    const x = convertToTensor(value, { preferredDtype: dtype, name: 'x' });
    return x.dtype === dtype ? x : op('Cast', [x], { DstT: dtype }, scope);
  });
}
