/** DynamicPartition: rows of one tensor sorted into several by number. How many go where, only a run tells. */

import { fullyKnown, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { addOp, attr, defineOp, type InferenceContext, op } from '../registry/index.ts';
import { integerConstant, shapeTensor } from './integers.ts';

function inferPartitions(c: InferenceContext): TensorShape[] {
  const [{ shape: data }, { shape: partitions, value }] = c.inputs;
  const count = c.attr('num_partitions', 'int');
  if (count < 1) c.fail('value', `Value for attr 'num_partitions' of ${count} must be at least minimum 1`);
  const depth = partitions.rank;
  if (depth === null || !data.dims) return new Array<TensorShape>(count).fill(TensorShape.unknown);
  const prefix = new TensorShape(data.dims.slice(0, depth));
  if (depth > data.dims.length || !prefix.isCompatibleWith(partitions)) {
    c.fail(
      'dimension',
      `data.shape must start with partitions.shape, got data.shape = ${data.toBrackets()}, partitions.shape = ${partitions.toBrackets()}`,
    );
  }
  const rest = data.dims.slice(depth);
  const numbers = fullyKnown(value);
  // Numbers that a run refuses say nothing.
  const known = numbers?.every((number) => number >= 0 && number < count) ? numbers : undefined;
  return Array.from({ length: count }, (_, part) => {
    const rows = known ? known.filter((number) => number === part).length : c.fresh(0, part);
    return new TensorShape([rows, ...rest]);
  });
}

/** The rows back where they came from. */
function partitionGradient(
  { inputs: [data, partitions], attributes }: Operation,
  gradients: readonly Tensor[],
): Tensor {
  const prefix = shapeTensor(partitions);
  const size = op('Prod', [prefix, integerConstant([0])]);
  const places = op(
    'Range',
    [integerConstant(0, 'int32', 'range/start'), size, integerConstant(1, 'int32', 'range/delta')],
    {},
    'range',
  );
  const count = attributes.num_partitions.value as number;
  const sorted = addOp('DynamicPartition', [op('Reshape', [places, prefix]), partitions], { num_partitions: count });
  const merged = op('ParallelDynamicStitch', [sorted.outputs, gradients]);
  return op('Reshape', [merged, shapeTensor(data)]);
}

defineOp('DynamicPartition', {
  inputs: ['data: T', 'partitions: int32'],
  outputs: ['outputs: num_partitions * T'],
  attributes: { num_partitions: attr.int(), T: attr.type() },
  dynamic: true,
  infer: inferPartitions,
  gradient: (node, gradients) => [partitionGradient(node, gradients as readonly Tensor[]), null],
  lower: (c) => c.b.host({ name: 'DynamicPartition' }, c.inputs, c.outputs),
});
