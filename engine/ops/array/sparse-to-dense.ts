/** SparseToDense: values at coordinates, and one value everywhere else. */

import { type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { int32Vector } from '../constant.ts';
import { unbroadcast } from '../math/unbroadcast.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { integerConstant, sizeTensor, sumAll } from './integers.ts';
import { shapeOperand } from './shape-operand.ts';

defineOp('SparseToDense', {
  inputs: ['sparse_indices: Tindices', 'output_shape: Tindices', 'sparse_values: T', 'default_value: T'],
  outputs: ['dense: T'],
  attributes: { validate_indices: attr.bool(true), T: attr.type(), Tindices: attr.type(typeSets.indices) },
  valueInputs: ['output_shape'],
  infer: (c) => {
    checkShapes(c);
    return [shapeOperand(c, c.inputs[1])];
  },
  gradient: sparseToDenseGradient,
  lower: (c) => {
    const [indices, , values, otherwise] = c.inputs;
    const isChecked = c.attr('validate_indices', 'bool');
    return c.b.host({ name: 'SparseToDense', isChecked }, [indices, values, otherwise], c.outputs);
  },
});

/** What TensorFlow's kernel finds when it runs, in its words. */
function checkShapes(c: InferenceContext): void {
  const [{ shape: indices }, output, { shape: values }, { shape: otherwise }] = c.inputs;
  const { dims } = indices;
  if (dims && dims.length > 2) {
    c.fail('rank', `sparse_indices should be a scalar, vector, or matrix, got shape ${indices.toBrackets()}`);
  }
  const rank = dims && TensorShape.of(dims[1] ?? 1);
  if (rank && output.shape.rank === 1 && !rank.isCompatibleWith(output.shape)) {
    const [given] = output.shape.dims!;
    c.fail('size', `output_shape has incorrect number of elements: ${given} should be: ${rank.dims![0]}`);
  }
  const count = dims && TensorShape.of(dims[0] ?? 1);
  if (count && values.rank !== 0 && !count.isCompatibleWith(values)) {
    const expected = `[] or ${count.toBrackets()}`;
    c.fail('dimension', `sparse_values has incorrect shape ${values.toBrackets()}, should be ${expected}`);
  }
  if (otherwise.rank !== null && otherwise.rank !== 0) c.fail('rank', 'default_value should be a scalar.');
}

/** The values get what is at their coordinates, and the default what is elsewhere. */
function sparseToDenseGradient(node: Operation, [gradient]: readonly (Tensor | null)[]): (Tensor | null)[] {
  const [indices, outputShape, values] = node.inputs;
  const places = coordinates(indices, outputShape);
  const taken = op('GatherNd', [gradient!, places]);
  const toDefault = op('Sub', [sumAll(gradient!), sumAll(taken)], {}, 'sub');
  const [, toValues] = unbroadcast([taken, values], taken, null, () => taken);
  return [null, null, toValues, toDefault];
}

/** The indices as a matrix, where they are not known to be one. */
function coordinates(indices: Tensor, outputShape: Tensor): Tensor {
  const { rank } = indices.shape;
  if (rank === 2) return indices;
  if (rank !== null) return op('Reshape', [indices, int32Vector([-1, 1])]);
  const sizes = op('Pack', [[integerConstant(-1), sizeTensor(outputShape)]], { axis: 0 }, 'stack');
  return op('Reshape', [indices, sizes]);
}
