/** Cross entropy between labels and the softmax of logits, one value a row, with its gradient to the logits. */

import { dimsMayBeEqual, type Tensor, TensorShape } from '../../graph/index.ts';
import { scalarTensor } from '../constant.ts';
import {
  cast,
  coordinate,
  exponentialOfNegative,
  isEqual,
  literal,
  logarithm,
  minus,
  over,
  select,
  times,
} from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';
import { shiftedByMaximum, sumOfExponentials, sumOverClasses } from './softmax.ts';

/** One factor a row. */
function scaleRows(factors: Tensor, rows: Tensor): Tensor {
  const column = factors.graph.withNameScope('ExpandDims', (scope) =>
    op('ExpandDims', [factors, scalarTensor(-1, 'int32', 'dim')], {}, scope),
  );
  return op('Mul', [column, rows], {}, 'mul');
}

defineOp('SoftmaxCrossEntropyWithLogits', {
  inputs: ['features: T', 'labels: T'],
  outputs: ['loss: T', 'backprop: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: (c) => {
    const features = dimsOfRank(c, 0, 2);
    const labels = dimsOfRank(c, 1, 2);
    const dims = features.map((dim, axis) => {
      const other = labels[axis];
      if (dim === 1) return other;
      if (other === 1) return dim;
      if (!dimsMayBeEqual(dim, other)) {
        c.fail('dimension', `Dimensions must be equal, but are ${dim} and ${other}`);
      }
      return typeof dim === 'number' ? dim : typeof other === 'number' ? other : dim;
    });
    return [TensorShape.of(dims[0]), new TensorShape(dims)];
  },
  // Output 1 is the gradient of the loss; differentiating it once more is the derivative of a softmax.
  gradient: (node, [gradLoss, gradBackprop]) => {
    const [logits] = node.inputs;
    let toLogits = gradLoss && scaleRows(gradLoss, node.outputs[1]);
    if (gradBackprop && gradBackprop.op.type !== 'ZerosLike') {
      const softmax = op('Softmax', [logits]);
      const inner = sumOverClasses(op('Mul', [gradBackprop, softmax], {}, 'mul'));
      const second = op('Mul', [op('Sub', [gradBackprop, inner], {}, 'sub'), softmax], {}, 'mul');
      toLogits = toLogits ? op('Add', [toLogits, second], {}, 'add') : second;
    }
    if (!gradLoss) return [toLogits, null];
    return [toLogits, scaleRows(gradLoss, op('Neg', [op('LogSoftmax', [logits])]))];
  },
  lower: (c) => {
    const [features, labels] = c.inputs;
    const { shape } = c.outputs[1];
    const logits = features.shape[1] === shape[1] ? features : c.b.broadcast(features, shape);
    const shifted = shiftedByMaximum(c.b, logits);
    const sum = sumOfExponentials(c.b, shifted);
    const terms = c.b.map([labels, shifted, sum], (p, x, s) => times(p, minus(logarithm(s), x)), shape);
    const backprop = c.b.map([labels, shifted, sum], (p, x, s) => minus(over(exponentialOfNegative(x), s), p), shape);
    return [c.b.reduce('sum', terms, [1]), backprop];
  },
});

defineOp('SparseSoftmaxCrossEntropyWithLogits', {
  inputs: ['features: T', 'labels: Tlabels'],
  outputs: ['loss: T', 'backprop: T'],
  attributes: { T: attr.type(typeSets.floats), Tlabels: attr.type(typeSets.indices, 'int64') },
  infer: (c) => {
    const [batch, classes] = dimsOfRank(c, 0, 2);
    const [labels] = dimsOfRank(c, 1, 1);
    if (!dimsMayBeEqual(batch, labels)) {
      c.fail('dimension', `Dimensions must be equal, but are ${batch} and ${labels}`);
    }
    const rows = typeof batch === 'number' ? batch : typeof labels === 'number' ? labels : batch;
    return [TensorShape.of(rows), TensorShape.of(rows, classes)];
  },
  gradient: (node, [gradLoss]) => {
    const message =
      'Currently there is no way to take the second derivative of sparse_softmax_cross_entropy_with_logits due to the ' +
      "fused implementation's interaction with tf.gradients()";
    const backprop = op('PreventGradient', [node.outputs[1]], { message });
    return [gradLoss && scaleRows(gradLoss, backprop), null];
  },
  lower: (c) => {
    const [features, given] = c.inputs;
    const [rows, classes] = features.shape;
    const checked = c.b.host({ name: 'CheckLabels', classes }, [given], [given])[0];
    const labels = c.b.reshape(checked, [rows, 1]);
    const shifted = shiftedByMaximum(c.b, features);
    const sum = sumOfExponentials(c.b, shifted);
    const isLabel = (label: Parameters<typeof cast>[0]) => isEqual(coordinate(1, labels.dtype as 'int32'), label);
    const { dtype } = features;
    const terms = c.b.map(
      [labels, shifted, sum],
      (label, x, s) => select(isLabel(label), minus(logarithm(s), x), literal(0, dtype)),
      features.shape,
    );
    const backprop = c.b.map(
      [labels, shifted, sum],
      (label, x, s) => minus(over(exponentialOfNegative(x), s), cast(isLabel(label), dtype)),
      features.shape,
    );
    return [c.b.reduce('sum', terms, [1]), backprop];
  },
});
