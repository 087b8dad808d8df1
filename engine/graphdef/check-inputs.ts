/** Whether an imported node's inputs are what its operation takes, so that inference may rely on it. */

import { type Attributes, type DType, DTypeError, GraphError, type Tensor } from '../graph/index.ts';
import { type Argument, countOf, type RegisteredOp } from '../ops/index.ts';

/** @throws GraphError for a wrong number of inputs, DTypeError for an element type that does not fit */
export function checkInputs(
  def: RegisteredOp,
  inputs: readonly Tensor[],
  attributes: Attributes,
  nodeName: string,
): void {
  const counts = def.inputArgs.map((argument) => Math.max(0, countOf(argument, attributes)));
  const wanted = counts.reduce((sum, count) => sum + count, 0);
  if (wanted !== inputs.length) {
    throw new GraphError(
      `Node '${nodeName}': ${def.type} takes ${wanted} inputs here, but the node has ${inputs.length}.`,
    );
  }
  let at = 0;
  def.inputArgs.forEach((argument, i) => {
    inputs.slice(at, at + counts[i]).forEach((input, position) => {
      checkInput(input, argument, position);
    });
    at += counts[i];
  });

  function checkInput(input: Tensor, argument: Argument, position: number): void {
    const expected = typeOf(argument, attributes, position);
    if (expected !== undefined && input.dtype !== expected) {
      throw new DTypeError(
        `Node '${nodeName}': input '${argument.name}' of ${def.type} must be ${expected}, but '${input.name}' is ${input.dtype}.`,
      );
    }
    if (argument.isRef && !input.isRef) {
      throw new DTypeError(
        `Node '${nodeName}': input '${argument.name}' of ${def.type} must be a variable's reference, but '${input.name}' is a value.`,
      );
    }
  }
}

function typeOf(argument: Argument, attributes: Attributes, position: number): DType | undefined {
  if (argument.typeListAttr) return (attributes[argument.typeListAttr].value as readonly DType[])[position];
  return argument.typeAttr ? (attributes[argument.typeAttr].value as DType) : argument.dtype;
}
