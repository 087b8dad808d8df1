/** Which tensors a fault is about, each with the expression that it was written as and the place it came from. */

import type { Tensor } from '../../../graph/index.ts';
import type { RelatedPlace } from '../../diagnostic.ts';
import { rangeOf, ts } from '../../syntax.ts';
import type { FaultArgument, FaultContext } from '../../tensorloom/fault-context.ts';
import { ArrayValue } from '../../values/index.ts';
import { type Operand, operandOf, tensorOf } from '../operand.ts';
import { nameOfCall, rangeOfCall } from '../text/call-text.ts';
import { typeText } from '../text/shape-text.ts';

/** Those that the operation was to read; where there is none, those among the arguments. */
export function operandsOf(fault: FaultContext): Operand[] {
  const given = [...receiverOf(fault), ...fault.args.flatMap(operandsIn)];
  if (fault.inputs.length === 0) return given;
  return fault.inputs.map((tensor) => {
    const argument = argumentOf(tensor, fault);
    return {
      parameter: argument?.parameter,
      value: tensor,
      expression: argument?.expression,
      tensor,
      shape: tensor.shape,
      dtype: tensor.dtype,
    };
  });
}

/** The variable that is assigned to: its methods are not functions with it as an argument. */
function receiverOf({ name, site, program }: FaultContext): Operand[] {
  const { node } = site;
  const isMethod =
    name.startsWith('Variable.') && ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
  const expression = isMethod ? (node.expression as ts.PropertyAccessExpression).expression : undefined;
  const value = expression && program.factOf(expression)?.values.at(-1);
  return [operandOf(value, expression, 'ref') ?? []].flat().filter(({ tensor }) => tensor);
}

/** The argument, or what is in it where it is a list of tensors. */
function operandsIn({ value, expression, parameter }: FaultArgument): Operand[] {
  const items = value instanceof ArrayValue ? value.items : undefined;
  if (!items?.some((item) => tensorOf(item))) return [operandOf(value, expression, parameter) ?? []].flat();
  const written = expression && ts.isArrayLiteralExpression(expression) ? expression.elements : undefined;
  const isWhole = written?.length === items.length && !written.some(ts.isSpreadElement);
  return items.flatMap((item, index) => operandOf(item, isWhole ? written[index] : undefined, parameter) ?? []);
}

/** The argument that a tensor is, or that it was made of: a plain value's node is named after the parameter. */
function argumentOf(tensor: Tensor, fault: FaultContext): Pick<Operand, 'parameter' | 'expression'> | undefined {
  const same = fault.args.flatMap(operandsIn).find((operand) => operand.tensor === tensor);
  if (same) return same;
  const last = tensor.op.name.slice(tensor.op.name.lastIndexOf('/') + 1);
  return tensor.op.type === 'Const' && isMadeBy(fault, tensor)
    ? fault.args.find(({ parameter, value }) => parameter === last && !tensorOf(value))
    : undefined;
}

/** Made of a plain argument of the very call that failed. */
function isMadeBy({ program, site }: FaultContext, tensor: Tensor): boolean {
  const origin = program.originOf(tensor.op);
  return !origin || origin.site.node === site.node;
}

/** Not an axis, a shape or a word: their places are those of the call. */
function isForTensor({ parameter }: Operand, { signature }: FaultContext): boolean {
  const { kind } = signature?.parameters.concat(signature.options).find(({ name }) => name === parameter) ?? {};
  return kind === 'tensor' || kind === 'tensors';
}

export function operandText({ dtype, shape }: Operand): string {
  return typeText(dtype, shape);
}

/** `float32[batch, 784] from tf.placeholder`, at the call that made it. */
export function operandPlace(operand: Operand, fault: FaultContext): RelatedPlace | undefined {
  const { tensor, expression } = operand;
  const origin = tensor && !isMadeBy(fault, tensor) ? fault.program.originOf(tensor.op) : undefined;
  if (!origin) {
    // A number that is written out is seen at the call.
    if (!isForTensor(operand, fault) || (!tensor && operand.shape.rank === 0)) return undefined;
    return expression && { range: rangeOf(expression), message: `${operandText(operand)} is written here` };
  }
  const name = nameOfCall(origin.site.node);
  return {
    range: rangeOfCall(origin.site.node),
    message: `${operandText(operand)}${name === undefined ? ' comes from here' : ` from ${name}`}`,
  };
}
