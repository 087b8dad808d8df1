/**
 * SaveV2, RestoreV2 and what stands around them: the nodes that a Saver leaves in a graph, so that the graph also saves and restores in
 * TensorFlow. Here the Saver itself moves variables between session and files; a run of these nodes is refused.
 */

import { TensorShape, UnimplementedError } from '../../graph/index.ts';
import { attr, defineOp, type LoweringContext } from '../registry/index.ts';

function refuse(c: LoweringContext): never {
  throw new UnimplementedError(
    `The operation '${c.name}' touches files, which Session.run does not: call saver.save(sess, path) or ` +
      'saver.restore(sess, path) instead.',
  );
}

defineOp('SaveV2', {
  inputs: ['prefix: string', 'tensor_names: string', 'shape_and_slices: string', 'tensors: dtypes'],
  outputs: [],
  attributes: { dtypes: attr.types() },
  stateful: true,
  infer: () => [],
  gradient: 'none',
  lower: refuse,
});

defineOp('RestoreV2', {
  inputs: ['prefix: string', 'tensor_names: string', 'shape_and_slices: string'],
  outputs: ['tensors: dtypes'],
  attributes: { dtypes: attr.types() },
  stateful: true,
  dynamic: true,
  infer: (c) => Array.from({ length: c.outputCount }, () => TensorShape.unknown),
  gradient: 'none',
  lower: refuse,
});

defineOp('MergeV2Checkpoints', {
  inputs: ['checkpoint_prefixes: string', 'destination_prefix: string'],
  outputs: [],
  attributes: { delete_old_dirs: attr.bool(true), allow_missing_files: attr.bool(false) },
  stateful: true,
  infer: () => [],
  gradient: 'none',
  lower: refuse,
});

defineOp('ShardedFilename', {
  inputs: ['basename: string', 'shard: int32', 'num_shards: int32'],
  outputs: ['filename: string'],
  attributes: {},
  infer: () => [TensorShape.scalar],
  gradient: 'none',
  lower: refuse,
});

/** Asks, in the nodes of a sharded saver, whether the name of a checkpoint is that of a bucket in the cloud. */
defineOp('StaticRegexFullMatch', {
  inputs: ['input: string'],
  outputs: ['output: bool'],
  attributes: { pattern: attr.string() },
  infer: (c) => [c.inputs[0].shape],
  gradient: 'none',
  lower: refuse,
});
