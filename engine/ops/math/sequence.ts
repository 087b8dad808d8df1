/** Evenly spaced numbers: Range and LinSpace. */

import {
  type Dim,
  type DType,
  isInteger,
  isKnown,
  maxPartialElements,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import { int32Vector, scalarTensor } from '../constant.ts';
import { binary, cast, coordinate, type Expr, literal, load, select, type Value } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type InferredOutput, op, typeSets } from '../registry/index.ts';
import { mul, sub } from './arithmetic.ts';

/** start, start + delta, … before limit. */
defineOp('Range', {
  inputs: ['start: Tidx', 'limit: Tidx', 'delta: Tidx'],
  outputs: ['output: Tidx'],
  attributes: { Tidx: attr.type(['float32', 'float64', 'int32', 'int64'], 'int32') },
  valueInputs: ['start', 'limit', 'delta'],
  infer: (c) => {
    requireScalars(c);
    const [start, limit, delta] = c.inputs.map((input) => input.value?.[0] ?? undefined);
    return [rangeOf(c, start, limit, delta)];
  },
  gradient: 'none',
  lower: (c) => {
    const [start, , delta] = c.inputs;
    const [{ shape, dtype }] = c.outputs;
    return c.b.elementwise(shape, [scalarOperand(start), scalarOperand(delta)], [arithmeticSequence(dtype)]);
  },
});

/** `num` numbers from start to stop, both included. */
defineOp('LinSpace', {
  inputs: ['start: T', 'stop: T', 'num: Tidx'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats), Tidx: attr.type(typeSets.indices, 'int32') },
  valueInputs: ['num'],
  infer: (c) => {
    requireScalars(c);
    const num = c.inputs[2].value?.[0] ?? c.fresh(0);
    if (isKnown(num) && num <= 0) c.fail('value', `Requires num > 0: ${num}`);
    return [TensorShape.of(num)];
  },
  // Each number is a weighted mean of the ends. (TensorFlow 1 registers none; TensorFlow 2 gives these.)
  gradient: (node, [gradient]) => {
    const { dtype } = node.outputs[0];
    const ends = [scalarTensor(0, dtype, 'LinSpace/start'), scalarTensor(1, dtype, 'LinSpace/stop')];
    const weights = op('LinSpace', [...ends, node.inputs[2]]);
    const total = (x: Tensor) => op('Sum', [x, int32Vector([0])]);
    return [total(mul(gradient!, sub(1, weights))), total(mul(gradient!, weights)), null];
  },
  lower: (c) => {
    const [start, stop] = c.inputs;
    const [{ shape, dtype }] = c.outputs;
    return c.b.elementwise(shape, [scalarOperand(start), scalarOperand(stop)], [interpolation(dtype, shape[0])]);
  },
});

const scalarOperand = (value: Value) => ({ value, view: [] });

/** start + i · delta */
function arithmeticSequence(dtype: DType): Expr {
  return binary('add', load(0, dtype), binary('mul', cast(coordinate(0), dtype), load(1, dtype)));
}

/** The last element is `stop` itself, whatever the steps add up to. */
function interpolation(dtype: DType, count: number): Expr {
  const [start, stop] = [load(0, dtype), load(1, dtype)];
  if (count === 1) return start;
  const step = binary('div', binary('sub', stop, start), literal(count - 1, dtype));
  const value = binary('add', start, binary('mul', cast(coordinate(0), dtype), step));
  return select(binary('equal', coordinate(0), literal(count - 1, 'int32')), stop, value);
}

function requireScalars(c: InferenceContext): void {
  for (const { shape } of c.inputs) {
    if (shape.rank) c.fail('rank', `Shape must be rank 0 but is rank ${shape.rank}`);
  }
}

function rangeOf(
  c: InferenceContext,
  start: Dim | undefined,
  limit: Dim | undefined,
  delta: Dim | undefined,
): InferredOutput {
  if (start === undefined || limit === undefined || delta === undefined) return TensorShape.of(c.fresh(0));
  // From 0 to a size in steps of 1: that many elements, even where the size is a symbol.
  if (start === 0 && delta === 1 && !isKnown(limit)) return TensorShape.of(limit);
  if (!isKnown(start) || !isKnown(limit) || !isKnown(delta)) return TensorShape.of(c.fresh(0));
  if (delta === 0) c.fail('value', 'Requires delta != 0');
  if (delta > 0 && start > limit) c.fail('value', `Requires start <= limit when delta > 0: ${start}/${limit}`);
  if (delta < 0 && start < limit) c.fail('value', `Requires start >= limit when delta < 0: ${start}/${limit}`);
  const size = Math.ceil(Math.abs((limit - start) / delta));
  const isIndex = isInteger(c.inputs[0].dtype) && size <= maxPartialElements;
  const value = isIndex ? Array.from({ length: size }, (_, i) => start + i * delta) : undefined;
  return { shape: TensorShape.of(size), value };
}
