/**
 * Slots: variables that an optimizer or a moving average keeps for another variable, named `<variable>/<name>`, and
 * `<variable>/<name>_1`, … where that is taken. They ignore the name scope, as in TensorFlow.
 */

import { constant, ones, type TensorLike, Variable, zeros, zerosLike } from '../../api/index.ts';
import { type DType, type Graph, Tensor, TensorShape } from '../../graph/index.ts';
import { addOp, scalarTensor } from '../../ops/index.ts';

/** What a slot belongs to: a variable, or (moving averages) any tensor. */
export type Primary = Variable | Tensor;

/** Makes the first value of a slot. */
export type SlotInitializer = (shape: TensorShape, dtype: DType) => Tensor;

export const zerosInitializer: SlotInitializer = (shape, dtype) => zeros(shape, dtype);
export const onesInitializer: SlotInitializer = (shape, dtype) => ones(shape, dtype);
export function constantInitializer(value: number): SlotInitializer {
  return (shape, dtype) => constant(value, { dtype, shape });
}
/** `value` everywhere, made as ones times the value. */
export function scaledOnesInitializer(value: number): SlotInitializer {
  return (shape, dtype) => {
    const all = ones(shape, dtype);
    return all.graph.withNameScope(
      'mul',
      (scope) => addOp('Mul', [all, scalarTensor(value, dtype, 'y')], {}, { name: scope }).outputs[0],
    );
  };
}

/** A slot whose first value is a tensor, or a function that makes one under the slot's own names. */
export function createSlot(primary: Primary, initialValue: Tensor | (() => TensorLike), name: string): Variable {
  const { graph } = primary;
  return new Variable(initialValue, {
    name: `${uniqueSlotName(graph, `${elementOf(primary).op.name}/${name}`)}/`,
    trainable: false,
    validateShape: !(initialValue instanceof Tensor) || initialValue.shape.isFullyDefined,
  });
}

/** A slot of the primary's shape and type. */
export function createSlotWithInitializer(primary: Primary, initializer: SlotInitializer, name: string): Variable {
  const { shape, dtype } = primary;
  if (shape.isFullyDefined) return createSlot(primary, () => initializer(shape, dtype), name);
  // Only a run knows the shape: it is that of the first value.
  const first = primary instanceof Variable ? primary.initializedValue() : primary;
  const like = zerosLike(first);
  return createSlot(primary, initializer === zerosInitializer ? like : filledLike(like, initializer), name);
}

/** The initializer's value for rank 0, added to zeros of the shape that is to be. */
function filledLike(like: Tensor, initializer: SlotInitializer): Tensor {
  return addOp('Add', [like, initializer(TensorShape.scalar, like.dtype)]).outputs[0];
}

/** A variable that belongs to an optimizer rather than to one variable; its name has the name scope before it. */
export function createNonSlotVariable(initialValue: TensorLike, name: string): Variable {
  return new Variable(initialValue, { name, trainable: false });
}

/** The tensor that stands for a variable in maps and in the graph. */
export function elementOf(primary: Primary): Tensor {
  return primary instanceof Variable ? primary.asGraphElement() : primary;
}

function uniqueSlotName(graph: Graph, name: string): string {
  let chosen = name;
  for (let i = 1; graph.findOperation(chosen) !== undefined; i++) chosen = `${name}_${i}`;
  return chosen;
}
