/**
 * Lists of tensors that a run keeps (TensorArray) and stacks of them, by which loops hand things on. What they hold is
 * the session's; a graph sees a handle, and a flow that orders what is done with it.
 */

import { type DType, LookupError, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import {
  addOp,
  attr,
  defineOp,
  type GradientFunction,
  type InferenceRule,
  type LoweringContext,
  type OpDefinition,
  op,
} from '../registry/index.ts';

function runByTheSession(c: LoweringContext): never {
  throw new RangeError(`Internal: '${c.name}' reached the lowering; the session runs it itself.`);
}

type Part = Pick<OpDefinition, 'inputs' | 'outputs' | 'attributes' | 'infer'> & Partial<Pick<OpDefinition, 'gradient'>>;

function defineKept(type: string, part: Part): void {
  defineOp(type, { gradient: 'none', ...part, stateful: true, runsBetweenStages: true, lower: runByTheSession });
}

const scalar: InferenceRule = () => [TensorShape.scalar];
/** TensorFlow says that handles are pairs. */
const handleShape = TensorShape.of(2);
const handleAndFlow: InferenceRule = () => [handleShape, TensorShape.scalar];
const anyShape: InferenceRule = () => [TensorShape.unknown];
const handleFirst = ['handle: resource'] as const;

defineKept('TensorArrayV3', {
  inputs: ['size: int32'],
  outputs: ['handle: resource', 'flow: float32'],
  attributes: {
    dtype: attr.type(),
    element_shape: attr.shape(TensorShape.unknown),
    dynamic_size: attr.bool(false),
    clear_after_read: attr.bool(true),
    identical_element_shapes: attr.bool(false),
    tensor_array_name: attr.string(''),
  },
  // The handle's known element is the list's size, for who asks for it.
  infer: (c) => {
    const size = c.attr('dynamic_size', 'bool') ? undefined : c.inputs[0].value?.[0];
    return [{ shape: handleShape, value: size === undefined ? undefined : [size, null] }, TensorShape.scalar];
  },
});

defineKept('TensorArrayGradV3', {
  inputs: [...handleFirst, 'flow_in: float32'],
  outputs: ['grad_handle: resource', 'flow_out: float32'],
  attributes: { source: attr.string() },
  infer: handleAndFlow,
});

defineKept('TensorArrayWriteV3', {
  inputs: [...handleFirst, 'index: int32', 'value: T', 'flow_in: float32'],
  outputs: ['flow_out: float32'],
  attributes: { T: attr.type() },
  infer: scalar,
  gradient: (node, [flow]) => gradientOfPut(node, flow!, (array) => readFrom(array, node.inputs[1], node)),
});

defineKept('TensorArrayReadV3', {
  inputs: [...handleFirst, 'index: int32', 'flow_in: float32'],
  outputs: ['value: dtype'],
  attributes: { dtype: attr.type() },
  infer: anyShape,
  gradient: gradientOfTake('TensorArrayWriteV3'),
});

defineKept('TensorArrayScatterV3', {
  inputs: [...handleFirst, 'indices: int32', 'value: T', 'flow_in: float32'],
  outputs: ['flow_out: float32'],
  attributes: { T: attr.type() },
  infer: scalar,
  gradient: (node, [flow]) =>
    gradientOfPut(node, flow!, ({ handle, flow: after }) =>
      op('TensorArrayGatherV3', [handle, node.inputs[1], after], { dtype: node.inputs[2].dtype }),
    ),
});

defineKept('TensorArrayGatherV3', {
  inputs: [...handleFirst, 'indices: int32', 'flow_in: float32'],
  outputs: ['value: dtype'],
  attributes: { dtype: attr.type(), element_shape: attr.shape(TensorShape.unknown) },
  infer: anyShape,
  gradient: gradientOfTake('TensorArrayScatterV3'),
});

defineKept('TensorArraySplitV3', {
  inputs: [...handleFirst, 'value: T', 'lengths: int64', 'flow_in: float32'],
  outputs: ['flow_out: float32'],
  attributes: { T: attr.type() },
  infer: scalar,
  gradient: (node, [flow]) => {
    const array = gradientArray(node, flow!, barrier(node, flow!));
    const gradient = op('TensorArrayConcatV3', [array.handle, array.flow], { dtype: node.inputs[1].dtype });
    return [null, gradient, null, flow];
  },
});

defineKept('TensorArrayConcatV3', {
  inputs: [...handleFirst, 'flow_in: float32'],
  outputs: ['value: dtype', 'lengths: int64'],
  attributes: { dtype: attr.type(), element_shape_except0: attr.shape(TensorShape.unknown) },
  infer: (c) => [TensorShape.unknown, TensorShape.of(c.fresh(0, 1))],
  gradient: (node, [gradient]) => {
    const array = gradientArray(node, gradient!, node.inputs[1]);
    return [null, op('TensorArraySplitV3', [array.handle, gradient!, node.outputs[1], array.flow])];
  },
});

defineKept('TensorArraySizeV3', {
  inputs: [...handleFirst, 'flow_in: float32'],
  outputs: ['size: int32'],
  attributes: {},
  infer: (c) => [{ shape: TensorShape.scalar, value: c.inputs[0].value?.slice(0, 1) }],
});

defineKept('TensorArrayCloseV3', { inputs: handleFirst, outputs: [], attributes: {}, infer: () => [] });

// --- Stacks ---------------------------------------------------------------------------------------------------------

defineKept('StackV2', {
  inputs: ['max_size: int32'],
  outputs: ['handle: resource'],
  attributes: { elem_type: attr.type(), stack_name: attr.string('') },
  infer: () => [handleShape],
});
defineKept('StackPushV2', {
  inputs: [...handleFirst, 'elem: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(), swap_memory: attr.bool(false) },
  infer: (c) => [c.inputs[1].shape],
});
defineKept('StackPopV2', {
  inputs: handleFirst,
  outputs: ['elem: elem_type'],
  attributes: { elem_type: attr.type() },
  infer: anyShape,
});
defineKept('StackCloseV2', { inputs: handleFirst, outputs: [], attributes: {}, infer: () => [] });

// --- Gradients ------------------------------------------------------------------------------------------------------

interface GradientArray {
  readonly handle: Tensor;
  readonly flow: Tensor;
}

/** The list of the gradients of the operation's list, which belongs to one call of `tf.gradients`. */
function gradientArray(node: Operation, gradient: Tensor, flow: Tensor): GradientArray {
  const [handle] = node.inputs;
  const { graph } = handle;
  // Sums of what is written twice have no gradient there.
  if (sourceOfHandle(handle).type === 'TensorArrayGradV3') {
    throw new LookupError('Second-order gradient for TensorArrays not supported.', node.describe());
  }
  return graph.withNameScope('TensorArrayGrad', () => {
    const made = addOp('TensorArrayGradV3', [handle, flow], { source: sourceOf(gradient) }).outputs[0];
    const after = graph.withControlDependencies([made], () => op('Identity', [flow], {}, 'gradient_flow'));
    return { handle: made, flow: after };
  });
}

function sourceOfHandle({ op: source }: Tensor): Operation {
  let at = source;
  while (/^(Switch|Enter|Identity)$/.test(at.type)) at = at.inputs[0].op;
  return at;
}

/** `gradients` or `outer/gradients_1`: by this, gradients of the same list find each other. */
function sourceOf({ name }: Tensor): string {
  const parts = name.split('/');
  const at = parts.findLastIndex((part) => part.startsWith('gradients'));
  return parts.slice(0, at < 0 ? 1 : at + 1).join('/');
}

/** What was put in gets what came to be the gradient there, once all that takes it out has been gone through. */
function gradientOfPut(node: Operation, flow: Tensor, take: (array: GradientArray) => Tensor): (Tensor | null)[] {
  return [null, null, take(gradientArray(node, flow, barrier(node, flow))), flow];
}

function barrier(node: Operation, flow: Tensor): Tensor {
  const out = op('Identity', [node.outputs[0]], {}, 'flow_out');
  return node.graph.withControlDependencies([out], () => op('Identity', [flow], {}, 'write_barrier'));
}

function gradientOfTake(put: 'TensorArrayWriteV3' | 'TensorArrayScatterV3'): GradientFunction {
  return (node, [gradient]) => {
    const [, index, flow] = node.inputs;
    const array = gradientArray(node, gradient!, flow);
    return [null, null, op(put, [array.handle, index, gradient!, array.flow])];
  };
}

function readFrom({ handle, flow }: GradientArray, index: Tensor, node: Operation): Tensor {
  return op('TensorArrayReadV3', [handle, index, flow], { dtype: node.inputs[2].dtype as DType });
}
