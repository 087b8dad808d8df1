/** Elementwise loops: all outputs in one pass; contiguous operands make it one flat loop. */

import { sizeOf } from '../../../graph/index.ts';
import { isIdentity, type ValueId } from '../../../ops/kernel-language/index.ts';
import { denseAccess } from '../codegen/access.ts';
import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { pointLoop } from '../codegen/point-loop.ts';
import { type Generator, type GeneratorContext, generated, type KernelOf } from './generator.ts';

export const elementwise: Generator<'elementwise'> = (kernel, context) => {
  const parameters = new Parameters(context.values);
  const body = new Block();
  const outputs = kernel.outputs.map((output) => parameters.output(output));
  if (sizeOf(kernel.space) === 0) return generated(parameters, body);
  const copied = copiedOperand(kernel, context);
  if (copied !== undefined) {
    body.line(`${outputs[0]}.set(${parameters.input(copied)});`);
    return generated(parameters, body);
  }
  const access = denseAccess(kernel.space);
  pointLoop(
    body,
    parameters,
    kernel,
    kernel.exprs,
    outputs.map((array) => ({ array, access })),
  );
  return generated(parameters, body);
};

/** The value that the kernel copies as it is, if that is all it does. */
function copiedOperand(
  { exprs, operands, space }: KernelOf<'elementwise'>,
  { values }: GeneratorContext,
): ValueId | undefined {
  const [expr] = exprs;
  if (exprs.length !== 1 || expr.kind !== 'load' || expr.dtype === 'string') return undefined;
  const { value, view } = operands[expr.operand];
  return isIdentity(view, values[value].shape, space) ? value : undefined;
}
