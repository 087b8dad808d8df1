/**
 * Lets the sum over the rows of a product be taken while the product is made: the gradient of a bias, or the mean of a
 * batch. What the product's tiles store is added up before it leaves the registers.
 */

import { sizeOf } from '../../graph/index.ts';
import {
  identityView,
  isIdentity,
  load,
  type Primitive,
  type PrimitiveOf,
  substitute,
  type ValueId,
} from '../../ops/index.ts';
import { addValue, type Program } from '../program.ts';

/** Elements below which a kernel of its own adds up as fast: the product needs one more phase for it. */
const WORTHWHILE = 4096;

const LEAST_ROWS = 32;

type Product = PrimitiveOf<'matmul'> | PrimitiveOf<'conv2d'>;

export function sumColumns(program: Program): Program {
  const products = new Map<ValueId, number>();
  const primitives: (Primitive | null)[] = [];
  for (const p of program.primitives) {
    primitives.push(p);
    if (p.kind === 'matmul' || p.kind === 'conv2d') products.set(p.output, primitives.length - 1);
    if (p.kind !== 'reduce' || !sumsRows(program, p)) continue;
    const position = products.get(p.operands[0].value);
    const product = position === undefined ? undefined : (primitives[position] as Product & Primitive);
    if (position === undefined || product === undefined || product.columnSums !== undefined) continue;
    if (product.kind === 'matmul' && !hasTallMatrices(program.values[product.output].shape)) continue;
    const { epilogue } = p;
    const sums = epilogue === null ? p.output : addValue(program, { dtype: 'float32', shape: [p.space.at(-1)!] }).id;
    primitives[position] = { ...product, columnSums: sums, covers: [...new Set([...product.covers, ...p.covers])] };
    primitives[primitives.length - 1] = epilogue && {
      kind: 'elementwise',
      outputs: [p.output],
      space: program.values[p.output].shape,
      operands: [...epilogue.operands, { value: sums, view: identityView(1) }],
      exprs: [
        substitute(epilogue.expr, (leaf) =>
          leaf.kind === 'accumulator' ? load(epilogue.operands.length, 'float32') : undefined,
        ),
      ],
      covers: p.covers,
    };
  }
  return { ...program, primitives: primitives.filter((p) => p !== null) };
}

/** Each matrix of a batch has sums of its own first, which are added up in turn. */
function hasTallMatrices(shape: readonly number[]): boolean {
  return sizeOf(shape.slice(0, -2)) === 1 || shape.at(-2)! >= LEAST_ROWS;
}

/** Whether it is the sum of a whole value over all axes but the last. */
function sumsRows({ values }: Program, { reduction, space, axes, operands, expr }: PrimitiveOf<'reduce'>): boolean {
  if (reduction !== 'sum' || operands.length !== 1 || expr.kind !== 'load' || expr.dtype !== 'float32') return false;
  const [{ value, view }] = operands;
  const last = space.length - 1;
  return (
    sizeOf(space) >= WORTHWHILE &&
    axes.length === last &&
    !axes.includes(last) &&
    isIdentity(view, values[value].shape, space) &&
    values[value].dtype === 'float32'
  );
}
