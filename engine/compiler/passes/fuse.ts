/**
 * Fuses elementwise work into what reads it: an elementwise kernel, the prologue of a reduction, a piece of an assembly.
 * One loop then does what several did, and the values between them are never stored.
 */

import { sizeOf } from '../../graph/index.ts';
import {
  binary,
  composeViews,
  coordinate,
  type Expr,
  fixed,
  isIdentity,
  isVectorizable,
  literal,
  load,
  type Operand,
  type Primitive,
  type PrimitiveOf,
  substitute,
  type ValueId,
  type View,
} from '../../ops/index.ts';
import { type Body, costOf, rewriteExpressions } from '../expressions.ts';
import { addValue, countUses, type Program } from '../program.ts';
import { holdsBack, takesRegisters } from './costly.ts';
import { Hazards } from './hazards.ts';

const maxNodes = 96;
const maxOperands = 16;
/** What is computed by so few operations may be computed again for each reader, rather than be stored. */
const cheapNodes = 3;
/** An operand this much smaller than the result is read from the cache. */
const LARGE = 8;
/** Names that a producer hands to each of its readers. */
const mostNames = 16;

type Elementwise = PrimitiveOf<'elementwise'>;

export function fuse(program: Program): Program {
  const uses = countUses(program);
  const hazards = new Hazards(program);
  const producers = new Map<ValueId, number>();
  const products = new Set(
    program.primitives.flatMap((p) => (p.kind === 'matmul' || p.kind === 'conv2d' ? [p.output] : [])),
  );
  const primitives: Primitive[] = [];
  /** Producers whose operations somebody covers. */
  const told = new Set<number>();
  /** Position, in the program as it was, of each primitive kept so far. */
  const origin: number[] = [];
  program.primitives.forEach((original, index) => {
    const covers = new Set<string>();
    const fused = rewriteExpressions(original, (operands, exprs, space) => {
      let body: Body = { operands, exprs };
      // Each round may bring new operands that can be fused in turn, but producers are fused already: one round does.
      for (let i = 0; i < operands.length && space; i++) body = inline(body, i, space, index, covers) ?? body;
      return body;
    });
    const p: Primitive = { ...fused, covers: [...new Set([...covers, ...original.covers])] };
    if (p.kind === 'elementwise') for (const output of p.outputs) producers.set(output, primitives.length);
    else if (p.kind === 'reshape') producers.set(p.output, primitives.length);
    primitives.push(p);
    origin.push(index);
  });
  return { ...program, primitives };

  /** The body with operand `i` replaced by what its producer computes, or undefined if that cannot or should not be. */
  function inline(body: Body, i: number, space: readonly number[], at: number, covers: Set<string>): Body | undefined {
    const operand = body.operands[i];
    const found = producerOf(operand.value);
    if (!found) return undefined;
    const { producer, position, shape } = found;
    const expr = producer.exprs[producer.outputs.indexOf(found.output)];
    const trivial = costOf(expr) === 0 && producer.operands.length <= 1;
    const readOnce = found.uses === 1 && sizeOf(space) <= sizeOf(shape);
    const nodes =
      costOf(expr) * body.exprs.reduce((n, e) => n + countLoads(e, i), 0) +
      body.exprs.reduce((n, e) => n + costOf(e), 0);
    const again =
      costOf(expr) <= cheapNodes &&
      isCheapToRead(producer, sizeOf(shape)) &&
      sizeOf(space) <= sizeOf(shape) &&
      !mayRide(producer);
    if (!trivial && !((readOnce || again) && nodes <= maxNodes)) return undefined;
    if (body.operands.length + producer.operands.length > maxOperands) return undefined;
    if (!hazards.maySink(origin[position], at) || holdsBack([expr], body.exprs)) return undefined;
    const outer = viewThroughReshape(producer.space, shape, operand.view);
    const inner = outer
      ? producer.operands.map((o) => ({ value: o.value, view: composeViews(o.view, outer) }))
      : flatOperands(producer, shape, operand.view);
    if (!inner) return undefined;
    if (!outer && usesCoordinates(expr)) return undefined;
    // A copy that thousands read may itself cover thousands: then only its first reader stands for it.
    if (producer.covers.length <= mostNames || !told.has(position))
      for (const name of producer.covers) covers.add(name);
    told.add(position);
    const base = body.operands.length;
    const inlined = substitute(expr, (leaf) => {
      if (leaf.kind === 'load') return load(base + leaf.operand, leaf.dtype);
      if (leaf.kind === 'coordinate') return coordinateThrough(leaf.axis, leaf.dtype, outer!);
      return undefined;
    });
    return {
      operands: [...body.operands, ...inner],
      exprs: body.exprs.map((e) =>
        substitute(e, (leaf) => (leaf.kind === 'load' && leaf.operand === i ? inlined : undefined)),
      ),
    };
  }

  /** Reading its operands moves about as much memory as reading its result: then computing it again costs nothing. */
  function isCheapToRead({ operands, exprs }: Elementwise, size: number): boolean {
    if (exprs.length > 1 || takesRegisters(exprs[0])) return false;
    const large = operands.filter(({ value }) => sizeOf(program.values[value].shape) * LARGE > size);
    return large.length <= 1 && operands.length <= maxOperands / 2;
  }

  /** It costs nothing as a product's epilogue, while nobody else reads the product itself. */
  function mayRide({ operands, exprs, space }: Elementwise): boolean {
    const isOwnProduct = ({ value, view }: Operand) =>
      products.has(value) && uses[value] === 1 && isIdentity(view, program.values[value].shape, space);
    return isVectorizable(exprs) && operands.some(isOwnProduct);
  }

  /** The elementwise primitive that makes a value, seen through reshapes. */
  function producerOf(value: ValueId) {
    let output = value;
    let useCount = uses[value];
    for (;;) {
      const position = producers.get(output);
      if (position === undefined) return undefined;
      const p = primitives[position];
      if (p.kind === 'elementwise') {
        return { producer: p, position, output, uses: useCount, shape: program.values[value].shape };
      }
      if (p.kind !== 'reshape') return undefined;
      output = p.input;
      useCount = Math.max(useCount, uses[output]);
    }
  }

  /** Operands of a producer that computes element by element in memory order, re-read under the consumer's shape. */
  function flatOperands(producer: Elementwise, shape: readonly number[], view: View): Operand[] | undefined {
    const result: Operand[] = [];
    for (const { value, view: own } of producer.operands) {
      const from = program.values[value].shape;
      if (sizeOf(from) === 1) result.push({ value, view: from.map(() => fixed()) });
      else if (isIdentity(own, from, producer.space)) result.push({ value: reshaped(value, shape), view });
      else return undefined;
    }
    return result;
  }

  function reshaped(value: ValueId, shape: readonly number[]): ValueId {
    const output = addValue(program, { dtype: program.values[value].dtype, shape }).id;
    primitives.push({ kind: 'reshape', output, input: value, covers: [] });
    origin.push(Number.NaN);
    return output;
  }
}

/**
 * `view` reads a tensor of `shape`, which is `space` reshaped. The same view over `space`, where the two differ only in
 * axes of size 1.
 */
function viewThroughReshape(space: readonly number[], shape: readonly number[], view: View): View | undefined {
  const axes = shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  let next = 0;
  const result = space.map((size) => {
    if (size === 1) return fixed();
    const axis = axes[next++];
    return axis !== undefined && shape[axis] === size ? view[axis] : undefined;
  });
  return next === axes.length && result.every((v) => v !== undefined) ? (result as View) : undefined;
}

function coordinateThrough(axis: number, dtype: 'int32' | 'int64', outer: View): Expr {
  const { axis: driving, start, step } = outer[axis];
  if (driving === null) return literal(start, dtype);
  const scaled =
    step === 1 ? coordinate(driving, dtype) : binary('mul', coordinate(driving, dtype), literal(step, dtype));
  return start === 0 ? scaled : binary('add', scaled, literal(start, dtype));
}

function countLoads(expr: Expr, operand: number): number {
  let count = 0;
  substitute(expr, (leaf) => {
    if (leaf.kind === 'load' && leaf.operand === operand) count++;
    return undefined;
  });
  return count;
}

function usesCoordinates(expr: Expr): boolean {
  let found = false;
  substitute(expr, (leaf) => {
    found ||= leaf.kind === 'coordinate';
    return undefined;
  });
  return found;
}
