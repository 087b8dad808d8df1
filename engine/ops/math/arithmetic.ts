/** Arithmetic on tensors for gradient rules, with the node names that TensorFlow's operators give. */

import type { DType, Tensor } from '../../graph/index.ts';
import { scalarTensor } from '../constant.ts';
import { op } from '../registry/index.ts';

/** A plain number takes the other operand's type. */
export type Operand = Tensor | number;

export const add = (x: Operand, y: Operand): Tensor => operator('Add', 'add', x, y);
export const sub = (x: Operand, y: Operand): Tensor => operator('Sub', 'sub', x, y);
export const mul = (x: Operand, y: Operand): Tensor => operator('Mul', 'mul', x, y);
/** `x / y` of floats. */
export const truediv = (x: Operand, y: Operand): Tensor => operator('RealDiv', 'truediv', x, y);
export const floordiv = (x: Operand, y: Operand): Tensor => operator('FloorDiv', 'floordiv', x, y);
export const mod = (x: Operand, y: Operand): Tensor => operator('FloorMod', 'mod', x, y);
export const pow = (x: Operand, y: Operand): Tensor => operator('Pow', 'Pow', x, y);
export const maximum = (x: Operand, y: Operand): Tensor => operator('Maximum', 'Maximum', x, y);
export const greater = (x: Operand, y: Operand): Tensor => operator('Greater', 'Greater', x, y);
export const neg = (x: Tensor): Tensor => op('Neg', [x]);
export const cast = (x: Tensor, dtype: DType): Tensor => (x.dtype === dtype ? x : op('Cast', [x], { DstT: dtype }));
export const select = (condition: Tensor, x: Tensor, y: Tensor): Tensor => op('Select', [condition, x, y]);

/** A plain operand becomes a constant in the operation's own scope: `mul/x`. */
function operator(type: string, name: string, x: Operand, y: Operand): Tensor {
  const tensor = typeof x === 'number' ? (y as Tensor) : x;
  if (typeof x !== 'number' && typeof y !== 'number') return op(type, [x, y], {}, name);
  const { dtype, graph } = tensor;
  return graph.withNameScope(name, (scope) => {
    const left = typeof x === 'number' ? scalarTensor(x, dtype, 'x') : x;
    const right = typeof y === 'number' ? scalarTensor(y, dtype, 'y') : y;
    return op(type, [left, right], {}, scope);
  });
}
