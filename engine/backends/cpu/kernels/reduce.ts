/**
 * Reductions of an expression over some axes. Where the last axis is reduced, one accumulator runs along it; where it is
 * kept, a row of accumulators is carried along, so that memory is read in order either way. Sums and products of floats
 * are accumulated in double precision, in the order of the elements.
 */

import { type DType, isFloating, sizeOf } from '../../../graph/index.ts';
import { accumulator } from '../../../ops/kernel-language/index.ts';
import { type Access, coalesce, coordinateAccess, denseAccess } from '../codegen/access.ts';
import { Block } from '../codegen/block.ts';
import { Parameters, type ScratchType } from '../codegen/body.ts';
import { storeTexts, valueTexts } from '../codegen/expression.ts';
import { coordinatesOf, leavesOf } from '../codegen/point-loop.ts';
import { combineText, neutralText } from '../codegen/reductions.ts';
import { Scope } from '../codegen/scope.ts';
import { type GeneratedKernel, type Generator, generated } from './generator.ts';

export const reduce: Generator<'reduce'> = (kernel, context): GeneratedKernel => {
  const { reduction, space, axes, operands, expr } = kernel;
  const { dtype } = expr;
  const parameters = new Parameters(context.values);
  const body = new Block();
  const target = parameters.output(kernel.output);
  const isKept = (axis: number) => !axes.includes(axis);
  const kept = space.filter((_, axis) => isKept(axis));
  if (sizeOf(kept) === 0) return generated(parameters, body);

  // Accesses over the space: where the result goes (0 along reduced axes), then leaves of the expression.
  const outAccess = alongKept(denseAccess(kept), space, isKept);
  const loads = parameters.operands(operands, space.length);
  const coordinates = coordinatesOf([expr]);
  const epilogue = kernel.epilogue ?? { operands: [], expr: accumulator(dtype) };
  const epilogueLoads = parameters.operands(epilogue.operands, kept.length);
  const epilogueCoordinates = coordinatesOf([epilogue.expr]);
  const merged = coalesce(space, [
    outAccess,
    ...coordinates.map((axis) => coordinateAccess(axis, space.length)),
    ...loads.map(({ access }) => access),
    ...epilogueCoordinates.map((axis) => alongKept(coordinateAccess(axis, kept.length), space, isKept)),
    ...epilogueLoads.map(({ access }) => alongKept(access, space, isKept)),
  ]);
  const [out, ...rest] = merged.accesses;
  const leafCount = coordinates.length + loads.length;
  // Kept and reduced axes never merge: the output steps along the former only.
  const isOuter = merged.sizes.map((_, axis) => out.strides[axis] !== 0);
  const leaves = (scope: Placement) => leavesOf(loads, coordinates, rest.slice(0, leafCount).map(scope.reorder));
  const epilogueLeaves = (scope: Placement) =>
    leavesOf(epilogueLoads, epilogueCoordinates, rest.slice(leafCount).map(scope.reorder));

  const streaming = isOuter.length > 0 && isOuter[isOuter.length - 1] && isOuter.includes(false);
  const firstOfRow = streaming ? isOuter.lastIndexOf(false) + 1 : isOuter.length;
  const all = merged.sizes.map((_, axis) => axis);
  const outerAxes = all.filter((axis) => isOuter[axis] && axis < firstOfRow);
  const reducedAxes = all.filter((axis) => !isOuter[axis]);
  const rowAxes = all.filter((axis) => axis >= firstOfRow);
  const sizesOf = (list: readonly number[]) => list.map((axis) => merged.sizes[axis]);
  const outer = new Scope([body], []).loops(sizesOf(outerAxes));
  const rounds = dtype === 'float32' && (reduction === 'sum' || reduction === 'prod');

  if (!streaming) {
    const name = body.names.next('sum');
    outer.innermost.line(`let ${name} = ${neutralText(reduction, dtype)};`);
    const inner = outer.loops(sizesOf(reducedAxes));
    const [element] = valueTexts([expr], inner, leaves(placement([...outerAxes, ...reducedAxes])));
    inner.innermost.line(`${combineText(reduction, dtype, name, element)};`);
    store(outer, [...outerAxes], { text: name, depth: outer.depth, rounded: !rounds });
    return generated(parameters, body);
  }

  const row = sizesOf(rowAxes);
  const rowAccess = denseAccess(row);
  const length = sizeOf(row);
  const sums = parameters.scratch('sums', scratchType(dtype), length);
  outer.innermost.line(`${sums}.fill(${neutralText(reduction, dtype)}, 0, ${length});`);
  const inner = outer.loops(sizesOf(reducedAxes)).loops(row);
  const place = (scope: Scope, before: number) =>
    scope.index({ offset: 0, strides: [...new Array<number>(before).fill(0), ...rowAccess.strides] });
  const [element] = valueTexts([expr], inner, leaves(placement([...outerAxes, ...reducedAxes, ...rowAxes])));
  const at = place(inner, outerAxes.length + reducedAxes.length);
  inner.innermost.line(`${combineText(reduction, dtype, `${sums}[${at.text}]`, element)};`);
  const last = outer.loops(row);
  const result = place(last, outerAxes.length);
  store(last, [...outerAxes, ...rowAxes], { text: `${sums}[${result.text}]`, depth: result.depth, rounded: !rounds });
  return generated(parameters, body);

  function store(scope: Scope, order: readonly number[], total: { text: string; depth: number; rounded: boolean }) {
    const at = placement(order);
    const [text] = storeTexts([epilogue.expr], scope, { ...epilogueLeaves(at), accumulator: total });
    scope.innermost.line(`${target}[${scope.index(at.reorder(out)).text}] = ${text};`);
  }
};

interface Placement {
  readonly reorder: (access: Access) => Access;
}
/** Accesses for a scope whose loops run over the given axes in the given order. */
function placement(order: readonly number[]): Placement {
  return { reorder: ({ offset, strides }) => ({ offset, strides: order.map((axis) => strides[axis]) }) };
}

/** An access over the kept axes as one over the whole space. */
function alongKept({ offset, strides }: Access, space: readonly number[], isKept: (axis: number) => boolean): Access {
  let next = 0;
  return { offset, strides: space.map((_, axis) => (isKept(axis) ? strides[next++] : 0)) };
}

function scratchType(dtype: DType): ScratchType {
  if (isFloating(dtype)) return 'float64';
  return dtype === 'int64' ? 'int64' : dtype === 'bool' ? 'uint8' : 'int32';
}
