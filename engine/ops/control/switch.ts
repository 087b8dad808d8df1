/** Switch, RefSwitch and Merge: where a branch begins and where branches meet. The planner decides them. */

import { type Dim, dimsEqual, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { scalarTensor } from '../constant.ts';
import { addOp, attr, defineOp, type InferenceContext, type LoweringContext, op } from '../registry/index.ts';
import { CondContext } from './cond-context.ts';
import { isLoopMerge, isLoopSwitch, outputContext } from './context.ts';
import { gradientLoopOf } from './gradient-loop.ts';

function decidedByPlanner(c: LoweringContext): never {
  throw new RangeError(`Internal: '${c.name}' reached the lowering; the planner takes branches itself.`);
}

function inferSwitch(c: InferenceContext) {
  const [data, pred] = c.inputs;
  if (pred.shape.rank !== null && pred.shape.rank !== 0)
    c.fail('rank', `Shape must be rank 0 but is rank ${pred.shape.rank}`);
  return [data, data];
}

defineOp('Switch', {
  inputs: ['data: T', 'pred: bool'],
  outputs: ['output_false: T', 'output_true: T'],
  attributes: { T: attr.type() },
  valueInputs: ['pred'],
  infer: inferSwitch,
  gradient: fromLiveOutput,
  lower: decidedByPlanner,
});

/** A Switch that hands the variable on, not its value: what lies on the branch not taken need not be initialised. */
defineOp('RefSwitch', {
  inputs: ['data: Ref(T)', 'pred: bool'],
  outputs: ['output_false: Ref(T)', 'output_true: Ref(T)'],
  attributes: { T: attr.type() },
  valueInputs: ['pred'],
  infer: inferSwitch,
  gradient: fromLiveOutput,
  lower: decidedByPlanner,
});

defineOp('Merge', {
  inputs: ['inputs: N * T'],
  outputs: ['output: T', 'value_index: int32'],
  attributes: { T: attr.type(), N: attr.int() },
  infer: (c) => [c.inputs.map(({ shape }) => shape).reduce((a, b) => eitherShape(c, a, b)), TensorShape.scalar],
  gradient: toLiveInput,
  lower: decidedByPlanner,
});

/** The gradient comes from the branch that was taken: that of the other, if only zeros, is dead as its output is. */
function fromLiveOutput(node: Operation, [ifFalse, ifTrue]: readonly (Tensor | null)[]): (Tensor | null)[] {
  if (isLoopSwitch(node)) return [ofLoopVariable(node, ifFalse, ifTrue), null];
  if (!ifFalse || !ifTrue) return [null, null];
  return [addOp('Merge', [[ifFalse, ifTrue]], {}, { name: 'cond_grad' }).outputs[0], null];
}

/** Gone through twice: first from what leaves the loop, then from what goes on, which the next pass back begins with. */
function ofLoopVariable(node: Operation, leaving: Tensor | null, goingOn: Tensor | null): Tensor | null {
  const loop = gradientLoopOf(node);
  if (loop.merges.has(node)) {
    if (goingOn) loop.closeGradient(node, goingOn);
    return null;
  }
  if (!leaving) return null;
  const merge = addOp('Merge', [[leaving, leaving]], {}, { name: 'b_switch' }).outputs[0];
  loop.merges.set(node, merge);
  return merge;
}

/** The gradient goes to the input that was taken; for the others it is dead, as they are (TensorFlow's _MergeGrad). */
function toLiveInput(merge: Operation, [gradient]: readonly (Tensor | null)[]): (Tensor | null)[] {
  if (isLoopMerge(merge)) {
    const { condition } = gradientLoopOf(merge).context;
    return gradient ? [...addOp('Switch', [gradient, condition!]).outputs] : [null, null];
  }
  const context = outputContext(merge.inputs[0].op);
  if (context instanceof CondContext && gradient && merge.inputs.length === 2) {
    return [...addOp('Switch', [gradient, context.predicate], {}, { name: 'cond_grad' }).outputs];
  }
  return merge.inputs.map((_, index) => {
    const isTaken = op('Equal', [merge.outputs[1], scalarTensor(index, 'int32')]);
    return gradient && addOp('Switch', [gradient, isTaken]).outputs[1];
  });
}

/** What is known of a tensor that has one shape or the other. */
function eitherShape(c: InferenceContext, a: TensorShape, b: TensorShape): TensorShape {
  if (!a.dims || !b.dims || a.dims.length !== b.dims.length) return TensorShape.unknown;
  return new TensorShape(a.dims.map((dim, axis): Dim => (dimsEqual(dim, b.dims![axis]) ? dim : c.fresh(axis))));
}
