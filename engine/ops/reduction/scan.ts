/** Cumsum, Cumprod, CumulativeLogsumexp: running sums, products and logarithms of sums of exponentials along an axis. */

import { type DType, isKnown, type Operation, sizeOf, type Tensor } from '../../graph/index.ts';
import { scalarTensor } from '../constant.ts';
import { add, greater, mul, neg, sub, truediv } from '../math/arithmetic.ts';
import {
  attr,
  defineOp,
  type GradientRule,
  type InferenceRule,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';

const flagsOf = (node: Operation) => ({
  exclusive: node.attr('exclusive', 'bool'),
  reverse: node.attr('reverse', 'bool'),
});

/** Each element goes into the sums at and after it: a running sum from the other end. */
function sumBackwards(node: Operation, gradient: Tensor): Tensor {
  const { exclusive, reverse } = flagsOf(node);
  return op('Cumsum', [gradient, node.inputs[1]], { exclusive, reverse: !reverse });
}

const sumGradient: GradientRule = (node, [gradient]) => [sumBackwards(node, gradient!), null];

/** As TensorFlow's: not defined where an element is zero. */
const productGradient: GradientRule = (node, [gradient]) => {
  const [x, axis] = node.inputs;
  const product = op('Cumprod', [x, axis], flagsOf(node));
  return [truediv(sumBackwards(node, mul(product, gradient!)), x), null];
};

const inferScan: InferenceRule = (c) => {
  const [x, axis] = c.inputs;
  if (axis.shape.rank) c.fail('rank', `Shape must be rank 0 but is rank ${axis.shape.rank}`);
  const { rank } = x.shape;
  const at = axis.value?.[0] ?? null;
  if (rank !== null && at !== null && isKnown(at) && (at < -rank || at >= rank)) {
    c.fail('axis', `Expected scan axis in the range [${-rank}, ${rank}), but got ${at}`);
  }
  return [x.shape];
};

const scanAttributes = (types: readonly DType[]) => ({
  exclusive: attr.bool(false),
  reverse: attr.bool(false),
  T: attr.type(types),
  Tidx: attr.type(typeSets.indices, 'int32'),
});

function axisOf(c: LoweringContext): number {
  const [given] = c.valueOf(1);
  return given < 0 ? given + c.inputs[0].shape.length : given;
}

for (const [type, reduction, gradient] of [
  ['Cumsum', 'sum', sumGradient],
  ['Cumprod', 'prod', productGradient],
] as const) {
  defineOp(type, {
    inputs: ['x: T', 'axis: Tidx'],
    outputs: ['out: T'],
    attributes: scanAttributes(typeSets.numeric),
    valueInputs: ['axis'],
    infer: inferScan,
    gradient,
    lower: (c) => {
      const [input] = c.inputs;
      const output = c.b.value(input.dtype, input.shape);
      c.b.append({
        kind: 'scan',
        output: output.id,
        reduction,
        input: input.id,
        axis: axisOf(c),
        exclusive: c.attr('exclusive', 'bool'),
        reverse: c.attr('reverse', 'bool'),
      });
      return [output];
    },
  });
}

/** The gradient's positive and its negative part, each as logarithms, so that nothing overflows. */
const logsumexpGradient: GradientRule = (node, [gradient]) => {
  const [x, axis] = node.inputs;
  const { exclusive, reverse } = flagsOf(node);
  const part = (isTaken: Tensor, size: Tensor) => {
    const logs = op('SelectV2', [isTaken, op('Log', [size]), scalarTensor(lowest(x.dtype), x.dtype)]);
    const sums = op('CumulativeLogsumexp', [sub(logs, node.outputs[0]), axis], { exclusive, reverse: !reverse });
    return op('Exp', [add(sums, x)]);
  };
  const isNegative = op('Less', [gradient!, scalarTensor(0, x.dtype)]);
  return [sub(part(greater(gradient!, 0), gradient!), part(isNegative, neg(gradient!))), null];
};

/** The lowest finite number. */
const lowest = (dtype: DType) => (dtype === 'float32' ? -3.4028234663852886e38 : -Number.MAX_VALUE);

defineOp('CumulativeLogsumexp', {
  inputs: ['x: T', 'axis: Tidx'],
  outputs: ['out: T'],
  attributes: scanAttributes(typeSets.floats),
  valueInputs: ['axis'],
  infer: inferScan,
  gradient: logsumexpGradient,
  lower: (c) => {
    const [x] = c.inputs;
    const axis = axisOf(c);
    const flat = [sizeOf(x.shape.slice(0, axis)), x.shape[axis], sizeOf(x.shape.slice(axis + 1))];
    const [exclusive, reverse] = [c.attr('exclusive', 'bool'), c.attr('reverse', 'bool')];
    const outputs = [{ dtype: x.dtype, shape: flat }];
    const [result] = c.b.host({ name: 'CumulativeLogsumexp', exclusive, reverse }, [c.b.reshape(x, flat)], outputs);
    return [c.b.reshape(result, x.shape)];
  },
});
