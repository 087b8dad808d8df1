/** What networks over sequences have in common: where they start, and examples that are over before the last step. */

import { type DType, DTypeError, GraphError, ShapeError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { checkSameNest, flatten, packAs } from '../control/nest.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { cast } from '../math/cast.ts';
import { opScope } from '../op-scope.ts';
import type { VariableScope } from '../state/variable-scope-class.ts';
import { type CellState, RNNCell } from './cell.ts';

/** The scope of a network's variables: a name in the current one, or a scope. */
export type NetworkScope = string | VariableScope;

/** @throws GraphError for anything but a cell. */
export function needCell(cell: unknown, name = 'cell'): asserts cell is RNNCell {
  if (!(cell instanceof RNNCell)) throw new GraphError(`The argument '${name}' (${String(cell)}) is not an RNNCell.`);
}

/** The given state in the cell's structure, or zeros. @throws GraphError for another structure, or without a dtype. */
export function initialStateOf(
  cell: RNNCell,
  given: CellState | null | undefined,
  batchSize: number | Tensor,
  dtype: DType | null | undefined,
): CellState {
  if (given !== null && given !== undefined) {
    checkSameNest(cell.stateSize, given, "'initialState' must have the structure of the cell's state.");
    return packAs(cell.stateSize, flatten(given)) as CellState;
  }
  if (dtype) return cell.zeroState(batchSize, dtype);
  throw new GraphError('If there is no initialState, you must give a dtype.');
}

/** The type of outputs, which a run needs to know where it makes zeros of them. @throws DTypeError for a mixed state. */
export function outputType(dtype: DType | null | undefined, state: CellState): DType {
  if (dtype) return dtype;
  const types = new Set(flatten(state).map((part) => convertToTensor(part as TensorLike).dtype));
  if (types.size === 1) return [...types][0];
  throw new DTypeError(
    `The state has parts of different types (${[...types].join(', ')}): give a dtype for the outputs.`,
  );
}

/** How many steps each example has, int32. @throws ShapeError for anything but a vector. */
export function lengthsOf(given: TensorLike): Tensor<'int32'> {
  const plain = () => convertToTensor(given, { preferredDtype: 'int32', name: 'x' });
  const lengths = cast(asTensor(given) ?? opScope(undefined, 'Cast', [], plain), 'int32');
  if (lengths.shape.rank === null || lengths.shape.rank === 1) return lengths;
  throw new ShapeError(
    `sequenceLength must be a vector of length batch_size, but saw shape ${lengths.shape}.`,
    lengths.op.describe(),
  );
}

/** `old` for the examples that are over, `next` for the others. What has no examples is always the next. */
export function copyThrough(isOver: Tensor, old: CellState, next: CellState): CellState {
  const before = flatten(old) as Tensor[];
  const after = (flatten(next) as Tensor[]).map((part, i) => {
    if (asTensor(before[i])?.shape.rank === 0) return part;
    return apply('Select', [isOver, before[i], part], {}, { colocateWith: part.op });
  });
  return packAs(next, after) as CellState;
}
