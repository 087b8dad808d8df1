/** Evenly spaced numbers. */

import { type DType, DTypeError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { NameOption } from './elementwise.ts';

export interface RangeOptions<D extends DType = DType> extends NameOption {
  readonly limit?: TensorLike;
  readonly delta?: TensorLike;
  readonly dtype?: D;
}

/** From the narrowest to the widest: the operands take the widest type among them. */
const byWidth: readonly DType[] = ['int32', 'int64', 'float32', 'float64'];

/**
 * start, start + delta, … before limit, as a vector; with one argument it is the limit and the start is 0.
 * Plain whole numbers are int32, as integer literals are in TensorFlow; other plain numbers are float32.
 * @param delta - Default 1; negative to count down.
 * @throws ShapeError if delta is 0 or leads away from the limit, where that is known.
 */
export const range = publicFunction(
  "range(start: tensor, limit?: tensor, delta: tensor = 1, {dtype, name = 'range'})",
  <D extends DType = DType>(
    start: TensorLike,
    limit?: TensorLike | RangeOptions<D> | null,
    delta?: TensorLike | RangeOptions<D>,
    options?: RangeOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<RangeOptions>(['limit', 'delta'], [limit, delta, options]);
    const ends = given.limit === undefined ? [0, start] : [start, given.limit];
    const operands: TensorLike[] = [...ends, given.delta ?? 1];
    return opScope(given.name, 'range', operands, (scope) => {
      const dtype = given.dtype ?? widestType(operands);
      const names = ['start', 'limit', 'delta'];
      const tensors = operands.map((operand, index) => {
        const tensor = asTensor(operand) ?? convertToTensor(operand, { dtype, name: names[index] });
        return tensor.dtype === dtype ? tensor : op('Cast', [tensor], { DstT: dtype });
      });
      return op('Range', tensors, {}, scope);
    }) as Tensor<D, 'array'>;
  },
);

function widestType(operands: readonly TensorLike[]): DType {
  const widths = operands.map((operand) => {
    const dtype = asTensor(operand)?.dtype ?? plainType(operand);
    const width = byWidth.indexOf(dtype);
    if (width < 0) throw new DTypeError(`range counts in int32, int64, float32 or float64, not in ${dtype}.`);
    return width;
  });
  return byWidth[Math.max(...widths)];
}

function plainType(value: TensorLike): DType {
  if (typeof value === 'bigint') return 'int64';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int32' : 'float32';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return 'dtype' in value ? (value as { dtype: DType }).dtype : 'float32';
}

/** `num` numbers from `start` to `stop`, both included; float32 unless the ends are float64. */
export const linspace = publicFunction(
  'linspace(start: tensor, stop: tensor, num: tensor, {name})',
  <X extends TensorLike>(
    start: X,
    stop: TensorLike,
    num: TensorLike,
    options: NameOption = {},
  ): Tensor<DTypeOf<X>, 'array'> => apply('LinSpace', [start, stop, num], {}, options),
);

/** As linspace, under its older name. */
export const linSpace = publicFunction(
  'linSpace(start: tensor, stop: tensor, num: tensor, {name})',
  <X extends TensorLike>(
    start: X,
    stop: TensorLike,
    num: TensorLike,
    options: NameOption = {},
  ): Tensor<DTypeOf<X>, 'array'> => apply('LinSpace', [start, stop, num], {}, options),
);
