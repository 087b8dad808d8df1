/** Products of matrices whose inner sizes differ, and of what are no matrices. */

import { type Dim, dimsEqual, dimsMayBeEqual, isKnown } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { ts } from '../../syntax.ts';
import { setOption } from '../edits/call-options.ts';
import { fix, swap } from '../edits/text-edits.ts';
import { wrapIn } from '../edits/wrap-tensor.ts';
import type { Operand } from '../operand.ts';
import { correctSize, sizePlaces } from '../provenance/correct-size.ts';
import { dimText } from '../text/shape-text.ts';
import type { Describer, Fault, Wording } from './describer.ts';
import { operandText } from './operands.ts';

const types = new Set(['MatMul', 'BatchMatMul', 'BatchMatMulV2']);

export const matmulFault: Describer = (fault) => {
  const [a, b] = fault.operands;
  if (!types.has(fault.failed?.type ?? '') || !a?.shape.dims || !b?.shape.dims) return undefined;
  const flat = [a, b].find(({ shape }) => shape.rank! < 2);
  if (flat) return notAMatrix(fault, flat);
  const sides = sidesOf(fault, a, b);
  return dimsMayBeEqual(sides.innerA.size, sides.innerB.size) ? undefined : innerSizes(fault, a, b, sides);
};

function notAMatrix(fault: Fault, flat: Operand): Wording {
  const isFirst = flat === fault.operands[0];
  const [axis, form] = isFirst ? ['0', '[1, n]'] : ['1', '[n, 1]'];
  const [size] = flat.shape.dims!;
  const other = fault.operands[isFirst ? 1 : 0].shape.dims?.at(isFirst ? -2 : -1);
  const fits = flat.shape.rank === 1 && other !== undefined && dimsEqual(size, other);
  return {
    message:
      `matmul multiplies matrices, but the ${isFirst ? 'first' : 'second'} operand is ${operandText(flat)}, ` +
      `which has ${flat.shape.rank === 0 ? 'no axis' : 'one axis'}.`,
    fixes: fits ? [wrapIn(`Make it a matrix ${form}`, 'expandDims', flat.expression, axis)] : [],
  };
}

/** The axis that is summed over and the other one, of each operand. */
interface Sides {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly innerA: Side;
  readonly innerB: Side;
  readonly outerA: Side;
  readonly outerB: Side;
}
interface Side {
  readonly axis: number;
  readonly size: Dim;
}

function sidesOf(fault: Fault, a: Operand, b: Operand): Sides {
  const flag = (...names: string[]) =>
    fault.args.some(({ parameter, value }) => names.includes(parameter!) && value === true);
  const [transposeA, transposeB] = [flag('transposeA'), flag('transposeB')];
  const side = ({ shape }: Operand, fromEnd: number): Side => ({
    axis: shape.rank! + fromEnd,
    size: shape.dims!.at(fromEnd)!,
  });
  return {
    transposeA,
    transposeB,
    innerA: side(a, transposeA ? -2 : -1),
    outerA: side(a, transposeA ? -1 : -2),
    innerB: side(b, transposeB ? -1 : -2),
    outerB: side(b, transposeB ? -2 : -1),
  };
}

function innerSizes(fault: Fault, a: Operand, b: Operand, sides: Sides): Wording {
  const { innerA, innerB, transposeA, transposeB } = sides;
  const [left, right] = [innerA.size, innerB.size].map(dimText);
  const transposed = [transposeA && 'the first', transposeB && 'the second'].filter(Boolean).join(' and ');
  return {
    message:
      `matmul cannot multiply ${operandText(a)} by ${operandText(b)}${transposed ? ` (${transposed} transposed)` : ''}: ` +
      `the inner sizes ${left} and ${right} must be equal.`,
    related: [
      ...(a.tensor ? sizePlaces(a.tensor, innerA.axis, fault.program) : []),
      ...(b.tensor ? sizePlaces(b.tensor, innerB.axis, fault.program) : []),
    ],
    fixes: [
      ...otherOrders(fault, a, b, sides),
      flattened(a, innerB.size),
      ...corrections(fault, [b, innerB], [a, innerA]),
      ...corrections(fault, [a, innerA], [b, innerB]),
    ],
  };
}

/** One operand transposed, or the two exchanged, where the inner sizes are then sure to be equal. */
function otherOrders(fault: Fault, a: Operand, b: Operand, sides: Sides): (QuickFix | undefined)[] {
  const { innerA, innerB, outerA, outerB, transposeA, transposeB } = sides;
  const call = fault.site.node;
  const isPlain = fault.name === 'matmul' && ts.isCallExpression(call);
  if (!isPlain) return [];
  const transpose = (name: string, which: string, isSet: boolean): QuickFix | undefined => {
    const edit = setOption(call, name, String(!isSet));
    return edit && fix(`${isSet ? 'Do not transpose' : 'Transpose'} the ${which} operand`, edit);
  };
  if (dimsEqual(innerA.size, outerB.size)) return [transpose('transposeB', 'second', transposeB)];
  if (dimsEqual(outerA.size, innerB.size)) return [transpose('transposeA', 'first', transposeA)];
  const fitsExchanged = !transposeA && !transposeB && dimsEqual(outerB.size, outerA.size);
  if (!fitsExchanged || !a.expression || !b.expression) return [];
  return [fix('Exchange the operands', ...swap(a.expression, b.expression))];
}

/** Images or feature maps are flattened before a fully connected layer. */
function flattened(a: Operand, inner: Dim): QuickFix | undefined {
  const { dims } = a.shape;
  if (dims!.length < 3 || !isKnown(inner) || !dims!.slice(1).every(isKnown)) return undefined;
  const size = (dims!.slice(1) as number[]).reduce((product, dim) => product * dim, 1);
  if (size !== inner) return undefined;
  return wrapIn('Flatten the first operand', 'reshape', a.expression, `[-1, ${inner}]`);
}

function corrections(fault: Fault, [wrong, at]: [Operand, Side], [, right]: [Operand, Side]): (QuickFix | undefined)[] {
  if (!wrong.tensor || !isKnown(right.size) || !isKnown(at.size)) return [];
  return [correctSize(wrong.tensor, at.axis, right.size, fault.program)];
}
