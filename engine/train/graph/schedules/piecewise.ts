/** A learning rate that is constant between given steps. */

import { convertToTensor, type TensorLike } from '../../../api/index.ts';
import { publicFunction } from '../../../api/machinery.ts';
import { type DType, DTypeError, isInteger, type Tensor, withDefaultGraph } from '../../../graph/index.ts';
import { op } from '../../../ops/index.ts';
import { lessEqual, select } from './operators.ts';
import type { ScheduleOptions } from './schedule.ts';

/**
 * values[0] while x ≤ boundaries[0], values[1] while x ≤ boundaries[1], …, the last value after all of them.
 * @param x - A rank-0 tensor, such as the global step.
 * @param boundaries - Rising, in x's type.
 * @param values - One more than boundaries, of one type.
 * @throws RangeError for another number of values, DTypeError for types that differ.
 */
export const piecewiseConstant = publicFunction(
  'train.piecewiseConstant(x: tensor, boundaries: any, values: any, {name})',
  (
    x: TensorLike,
    boundaries: readonly TensorLike[],
    values: readonly TensorLike[],
    options: ScheduleOptions = {},
  ): Tensor<DType, 'scalar'> => {
    if (boundaries.length !== values.length - 1) {
      throw new RangeError(
        `The length of boundaries should be 1 less than the length of values, but there are ${boundaries.length} ` +
          `boundaries and ${values.length} values.`,
      );
    }
    const step = convertToTensor(x, { preferredDtype: 'int32', name: 'x' });
    return withDefaultGraph(step.graph, (graph) =>
      graph.withNameScope(options.name ?? 'PiecewiseConstant', (scope) => {
        const bounds = boundaries.map((boundary) => boundaryAs(boundary, step.dtype));
        const levels = values.map((value) => convertToTensor(value));
        const other = levels.find((level) => level.dtype !== levels[0].dtype);
        if (other) {
          throw new DTypeError(
            `Values must have elements all with the same dtype (${levels[0].dtype} vs ${other.dtype}).`,
          );
        }
        let chosen = levels.at(-1)!;
        for (let i = bounds.length - 1; i >= 0; i--) chosen = select(lessEqual(step, bounds[i]), levels[i], chosen);
        return op('Identity', [chosen], {}, scope) as Tensor<DType, 'scalar'>;
      }),
    );
  },
);

function boundaryAs(boundary: TensorLike, dtype: DType): Tensor {
  const tensor = convertToTensor(boundary, { preferredDtype: dtype });
  if (tensor.dtype === dtype) return tensor;
  if (tensor.dtype === 'int32' && isInteger(dtype)) return op('Cast', [tensor], { DstT: dtype });
  throw new DTypeError(`Boundaries (${tensor.dtype}) must have the same dtype as x (${dtype}).`);
}
