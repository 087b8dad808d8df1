/** What the operations do that a session runs between stages, by their type. */

import { InternalError, InvalidArgumentError, NdArray, type Operation } from '../../graph/index.ts';
import type { KeptThings } from './kept-things.ts';
import { Stack } from './stack.ts';
import { rowsOf, TensorArrayState } from './tensor-array.ts';

/** Given the values of its inputs, those of its outputs. */
type Call = (op: Operation, inputs: readonly NdArray[], kept: KeptThings) => readonly NdArray[];

/** @throws OpError that names the operation */
export const performCall: Call = (op, inputs, kept) => {
  const call = calls[op.type];
  if (!call) throw new InternalError(`Nothing runs operations of type ${op.type} between stages.`, op.describe());
  try {
    return call(op, inputs, kept);
  } catch (error) {
    if (error instanceof InvalidArgumentError && !error.operation) {
      throw new InvalidArgumentError(error.message, op.describe());
    }
    throw error;
  }
};

/** A flow carries nothing but order. */
const flow = () => NdArray.zeros('float32', []);
const numberOf = (array: NdArray) => Number(array.data[0]);
const numbersOf = (array: NdArray) => Array.from(array.data as ArrayLike<number | bigint>, Number);

function arrayOf(kept: KeptThings, handle: NdArray): TensorArrayState {
  const thing = kept.get(handle);
  if (thing instanceof TensorArrayState) return thing;
  throw new InvalidArgumentError('The handle is not that of a TensorArray of this run.');
}

function stackOf(kept: KeptThings, handle: NdArray): Stack {
  const thing = kept.get(handle);
  if (thing instanceof Stack) return thing;
  throw new InvalidArgumentError('The handle is not that of a stack of this run.');
}

const calls: Readonly<Record<string, Call | undefined>> = {
  TensorArrayV3: (op, [size], kept) => {
    const state = new TensorArrayState({
      name: String(op.attr('tensor_array_name', 'string')) || op.name,
      dtype: op.attr('dtype', 'type'),
      size: Math.max(0, numberOf(size)),
      elementShape: op.attr('element_shape', 'shape'),
      dynamicSize: op.attr('dynamic_size', 'bool'),
      clearAfterRead: op.attr('clear_after_read', 'bool'),
      identicalShapes: op.attr('identical_element_shapes', 'bool'),
    });
    return [kept.add(state), flow()];
  },
  TensorArrayGradV3: (op, [handle], kept) => {
    const array = arrayOf(kept, handle);
    const source = String(op.attr('source', 'string'));
    const known = array.gradients.get(source) ?? kept.add(array.gradient(source));
    array.gradients.set(source, known);
    return [known, flow()];
  },
  TensorArrayWriteV3: (_, [handle, index, value], kept) => {
    // What was fed may be filled anew once the run is over, and what is read may be what it gives.
    arrayOf(kept, handle).write(numberOf(index), value.copy());
    return [flow()];
  },
  TensorArrayReadV3: (_, [handle, index], kept) => [arrayOf(kept, handle).read(numberOf(index))],
  TensorArrayScatterV3: (_, [handle, indices, value], kept) => {
    const places = numbersOf(indices);
    if (value.rank === 0 || value.shape[0] !== places.length) {
      throw new InvalidArgumentError(
        `Expected len(indices) == values.shape[0], but saw: ${places.length} vs. ${value.shape[0] ?? 'a scalar'}`,
      );
    }
    const rows = rowsOf(value);
    const array = arrayOf(kept, handle);
    places.forEach((place, i) => {
      array.write(place, rows[i]);
    });
    return [flow()];
  },
  TensorArrayGatherV3: (op, [handle, indices], kept) => [
    arrayOf(kept, handle).gather(numbersOf(indices), op.attr('element_shape', 'shape')),
  ],
  TensorArraySplitV3: (_, [handle, value, lengths], kept) => {
    const sizes = numbersOf(lengths);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (value.rank === 0 || total !== value.shape[0]) {
      throw new InvalidArgumentError(
        `Expected sum of lengths to be equal to values.shape[0], but sum of lengths is ${total} and value's shape is: ` +
          `[${value.shape}]`,
      );
    }
    const array = arrayOf(kept, handle);
    rowsOf(value, sizes).forEach((part, i) => {
      array.write(i, part);
    });
    return [flow()];
  },
  TensorArrayConcatV3: (op, [handle], kept) => {
    const { value, lengths } = arrayOf(kept, handle).concat(op.attr('element_shape_except0', 'shape'));
    return [value, new NdArray('int64', [lengths.length], BigInt64Array.from(lengths, BigInt))];
  },
  TensorArraySizeV3: (_, [handle], kept) => [new NdArray('int32', [], Int32Array.of(arrayOf(kept, handle).size))],
  TensorArrayCloseV3: (_, [handle], kept) => {
    arrayOf(kept, handle).close();
    return [];
  },
  StackV2: (op, [maximum], kept) => [
    kept.add(new Stack(String(op.attr('stack_name', 'string')) || op.name, numberOf(maximum))),
  ],
  StackPushV2: (_, [handle, item], kept) => {
    stackOf(kept, handle).push(item);
    return [item];
  },
  StackPopV2: (_, [handle], kept) => [stackOf(kept, handle).pop()],
  StackCloseV2: (_, [handle], kept) => {
    stackOf(kept, handle).clear();
    return [];
  },
};
