/** What goes wrong when a graph meets actual shapes, in the words of TensorFlow's runtime. */

import { dtypes, InvalidArgumentError, type Operation } from '../../graph/index.ts';
import type { InferenceFault, InferredInput } from '../../ops/index.ts';

export function missingFeed(op: Operation): InvalidArgumentError {
  const dtype = dtypes[op.attr('dtype', 'type')].runtimeName;
  const shape = op.outputs[0].shape;
  // TensorFlow leaves the shape out where it says nothing.
  const shapeText = shape.rank ? ` and shape ${shape.toBrackets()}` : '';
  return new InvalidArgumentError(
    `You must feed a value for placeholder tensor '${op.name}' with dtype ${dtype}${shapeText}`,
    op.describe(),
  );
}

export function planFault(
  op: Operation,
  fault: InferenceFault,
  inputs: readonly InferredInput[],
): InvalidArgumentError {
  const shapes = inputs.map((input) => input.shape.toBrackets());
  const isOfTwo = inputs.length === 2 && fault.message.includes('must be equal');
  const describe = runtimeTexts[op.type] ?? (isOfTwo ? incompatible : undefined);
  const text = describe?.(shapes, op) ?? `${fault.message}, with input shapes ${shapes.join(', ')}`;
  return new InvalidArgumentError(`${text}: operation '${op.name}' (${op.type})`, {
    ...op.describe(),
    inputShapes: shapes,
  });
}

const incompatible = ([a, b]: readonly string[]) => `Incompatible shapes: ${a} vs. ${b}`;

const runtimeTexts: Readonly<Record<string, ((shapes: readonly string[], op: Operation) => string) | undefined>> = {
  EnsureShape: ([shape], op) =>
    `Shape of tensor ${op.inputs[0].op.name} ${shape} is not compatible with expected shape ${op.attr('shape', 'shape').toBrackets()}`,
  MatMul: ([a, b]) => `Matrix size-incompatible: In[0]: ${a}, In[1]: ${b}`,
  Assign: ([ref, value]) => `Assign requires shapes of both tensors to match. lhs shape= ${ref} rhs shape= ${value}`,
  SoftmaxCrossEntropyWithLogits: ([logits, labels]) =>
    `logits and labels must be broadcastable: logits_size=${logits} labels_size=${labels}`,
};
