/**
 * A product whose operands are the wrong way round fits all the same where a size is open: W·x, [784, 10]·[batch, 784], has
 * a batch of 10. What is added to it shows that x·W was meant.
 */

import { dimsEqual } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { fix, swap } from '../edits/text-edits.ts';
import type { Operand } from '../operand.ts';
import { argumentOf } from '../syntax/call-arguments.ts';
import type { Fault } from './describer.ts';

/** Exchanges the operands of the product that `sum` is, if the columns are then as many as those of `other`. */
export function exchangedProduct({ tensor }: Operand, other: Operand, { program }: Fault): QuickFix | undefined {
  if (tensor?.op.type !== 'MatMul' || isTransposed(tensor.op.attributes)) return undefined;
  const [a, b] = tensor.op.inputs.map(({ shape }) => shape.dims);
  const columns = other.shape.dims?.at(-1);
  if (!a || !b || columns === undefined || !dimsEqual(b[1], a[0]) || !dimsEqual(a[1], columns)) return undefined;
  const call = program.originOf(tensor.op)?.site.node;
  const [left, right] = ['a', 'b'].map((parameter) => call && argumentOf(call, parameter));
  return left && right && fix('Exchange the operands of matmul', ...swap(left, right));
}

function isTransposed(attributes: Readonly<Record<string, { readonly value: unknown }>>): boolean {
  return attributes.transpose_a?.value === true || attributes.transpose_b?.value === true;
}
