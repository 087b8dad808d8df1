/** Whether a kernel may write over one of the values it reads. */

import { isIdentity, type Operand, type Primitive, type ValueId } from '../../ops/index.ts';
import { type Program, readsOf } from '../program.ts';

/**
 * True if every read of memory `root` by `p` happens at the very element that is stored next: then the result may lie
 * in the same memory. Elementwise kernels load a point before they store it; a scatter starts from its base.
 */
export function mayOverwrite(
  program: Program,
  p: Primitive,
  root: ValueId,
  rootOf: (value: ValueId) => ValueId,
): boolean {
  if (p.kind === 'elementwise') {
    return p.operands.every((operand) => rootOf(operand.value) !== root || readsInPlace(program, operand, p.space));
  }
  if (p.kind === 'scatter' && p.base !== null && rootOf(p.base) === root) {
    return rootOf(p.indices) !== root && rootOf(p.updates) !== root;
  }
  return !readsOf(p).some((value) => rootOf(value) === root);
}

function readsInPlace(program: Program, { value, view }: Operand, space: readonly number[]): boolean {
  return isIdentity(view, program.values[value].shape, space);
}
