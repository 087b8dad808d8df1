/** Elementwise loops: all outputs in one pass; contiguous operands make it one flat loop. */

import { sizeOf } from '../../../graph/index.ts';
import { isIdentity } from '../../../ops/kernel-language/index.ts';
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
  if (isWholeCopy(kernel, context)) {
    body.line(`${outputs[0]}.set(${parameters.input(kernel.operands[0].value)});`);
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

function isWholeCopy({ exprs, operands, space }: KernelOf<'elementwise'>, { values }: GeneratorContext): boolean {
  if (exprs.length !== 1 || exprs[0].kind !== 'load' || exprs[0].dtype === 'string') return false;
  const { value, view } = operands[exprs[0].operand];
  return isIdentity(view, values[value].shape, space);
}
