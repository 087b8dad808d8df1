/**
 * Chooses in which order the axes of intermediate values lie in memory. What elementwise kernels make may lie in any order,
 * as its readers read it through views: so it lies as most of those want it that are near, which leaves no copies between
 * operations of another order (images with channels first, whose convolutions have them last).
 */

import { sizeOf } from '../../graph/index.ts';
import {
  coordinate,
  type Expr,
  type Operand,
  type Primitive,
  type PrimitiveOf,
  substitute,
  type ValueId,
  type View,
} from '../../ops/index.ts';
import { rewriteExpressions } from '../expressions.ts';
import { addValue, type Program, readsOf } from '../program.ts';

/** The axes as they were, outermost first. */
type Order = readonly number[];

/** Elements below which any order is as good: they stay in the first-level cache. */
const WORTHWHILE = 4096;

export function chooseLayouts(program: Program): Program {
  const readers = findReaders(program);
  /** Values that lie in another order now: the value that took their place, and its order. */
  const turned = new Map<ValueId, { readonly value: ValueId; readonly order: Order }>();
  const primitives = program.primitives.map((original) => {
    const p = rewriteOperands(original, (operand) => {
      const instead = turned.get(operand.value);
      return instead ? { value: instead.value, view: instead.order.map((axis) => operand.view[axis]) } : operand;
    });
    if (p.kind === 'reduce') return turnedReduce(p);
    return p.kind === 'elementwise' ? turnedElementwise(p) : p;
  });
  return { ...program, primitives };

  function turnedElementwise(p: PrimitiveOf<'elementwise'>): Primitive {
    if (sizeOf(p.space) < WORTHWHILE || p.outputs.some((output) => readers.get(output) === undefined)) return p;
    const order = cheapest(p.space, [
      ...wishesOfOperands(p.operands, p.space),
      ...p.outputs.flatMap((output) => wishesOfReaders(readers.get(output)!)),
    ]);
    if (isInOrder(order)) return p;
    const shape = order.map((axis) => p.space[axis]);
    const outputs = p.outputs.map((output) => {
      const value = addValue(program, { dtype: program.values[output].dtype, shape }).id;
      turned.set(output, { value, order });
      return value;
    });
    return { ...p, ...turnedBody(p, order), outputs, exprs: p.exprs.map((expr) => turnedExpr(expr, order)) };
  }

  /** Its output stays as it is; the loops may go another way. */
  function turnedReduce(p: PrimitiveOf<'reduce'>): Primitive {
    if (sizeOf(p.space) < WORTHWHILE) return p;
    const order = cheapest(p.space, wishesOfOperands(p.operands, p.space));
    if (isInOrder(order) || !keepsOrder(p, order)) return p;
    const axes = p.axes.map((axis) => order.indexOf(axis)).sort((a, b) => a - b);
    return { ...p, ...turnedBody(p, order), axes, expr: turnedExpr(p.expr, order) };
  }

  function turnedBody({ space, operands }: { space: readonly number[]; operands: readonly Operand[] }, order: Order) {
    return {
      space: order.map((axis) => space[axis]),
      operands: operands.map(({ value, view }) => ({
        value,
        view: view.map((along) => (along.axis === null ? along : { ...along, axis: order.indexOf(along.axis) })),
      })),
    };
  }

  /** The orders in which the large operands lie. */
  function wishesOfOperands(operands: readonly Operand[], space: readonly number[]): Order[] {
    return operands.flatMap(({ value, view }) => {
      const { shape } = program.values[value];
      const order = view.map(({ axis }) => axis!);
      return isTurn(view, shape, space) ? [order] : [];
    });
  }

  /** The orders in which readers go through the value. */
  function wishesOfReaders(all: readonly Reader[]): Order[] {
    return all.flatMap(({ view, reduction }) => {
      const order = view.map((_, axis) => axis);
      // What cannot be told is best left as it is.
      if (!view.every(({ axis, step }) => axis !== null && step === 1)) return [order];
      order.sort((a, b) => view[a].axis! - view[b].axis!);
      return reduction ? [] : [order];
    });
  }
}

interface Reader {
  readonly view: View;
  /** A reduction, which may go through what it reads in another order. */
  readonly reduction: boolean;
}

/** By value, who reads it through views; values that somebody reads as they lie have no entry. */
function findReaders(program: Program): Map<ValueId, Reader[]> {
  const found = new Map<ValueId, Reader[]>();
  const fixed = new Set(program.results);
  for (const p of program.primitives) {
    const viewed = new Map<ValueId, number>();
    rewriteOperands(p, (operand, isMain) => {
      const reader = { view: operand.view, reduction: p.kind === 'reduce' && isMain };
      const readers = found.get(operand.value);
      if (readers) readers.push(reader);
      else found.set(operand.value, [reader]);
      viewed.set(operand.value, (viewed.get(operand.value) ?? 0) + 1);
      return operand;
    });
    for (const value of readsOf(p)) {
      const left = viewed.get(value) ?? 0;
      if (left === 0) fixed.add(value);
      viewed.set(value, left - 1);
    }
  }
  for (const value of fixed) found.delete(value);
  return found;
}

/** `isMain`: not of an epilogue. */
function rewriteOperands(p: Primitive, rewrite: (operand: Operand, isMain: boolean) => Operand): Primitive {
  return rewriteExpressions(p, (operands, exprs, space) => {
    const all = operands.map((operand) => rewrite(operand, space !== null));
    return all.some((operand, i) => operand !== operands[i]) ? { operands: all, exprs } : undefined;
  });
}

/** The order that fewest of the wishes differ from; of equal ones, the order as it is. Axes of size 1 lie anywhere. */
function cheapest(space: readonly number[], wishes: readonly Order[]): Order {
  const asItIs = space.map((_, axis) => axis);
  const keyOf = (order: Order) => order.filter((axis) => space[axis] > 1).join();
  const counts = new Map([[keyOf(asItIs), { order: asItIs as Order, count: 0 }]]);
  for (const order of wishes) {
    const entry = counts.get(keyOf(order)) ?? { order, count: 0 };
    counts.set(keyOf(order), { ...entry, count: entry.count + 1 });
  }
  let best = counts.get(keyOf(asItIs))!;
  for (const entry of counts.values()) if (entry.count > best.count) best = entry;
  return best.order;
}

/** Whether the axes that a reduction keeps follow one another as before. */
function keepsOrder({ axes }: PrimitiveOf<'reduce'>, order: Order): boolean {
  const kept = order.filter((axis) => !axes.includes(axis));
  return kept.every((axis, i) => i === 0 || kept[i - 1] < axis);
}

/** Whether each axis of an operand goes with one of the space, in some order. */
function isTurn(view: View, shape: readonly number[], space: readonly number[]): boolean {
  const driving = new Set(view.map(({ axis }) => axis));
  return (
    view.length === space.length &&
    driving.size === space.length &&
    view.every(({ axis, start, step }, k) => axis !== null && start === 0 && step === 1 && shape[k] === space[axis])
  );
}

const isInOrder = (order: Order) => order.every((axis, i) => axis === i);

function turnedExpr(expr: Expr, order: Order): Expr {
  return substitute(expr, (leaf) =>
    leaf.kind === 'coordinate' ? coordinate(order.indexOf(leaf.axis), leaf.dtype) : undefined,
  );
}
