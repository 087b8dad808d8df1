/** StridedSlice (`x[1:3, ::2, newaxis]`) and its gradient. */

import { type AttrKind, type AttrOf, type Dim, isKnown, type Operation, TensorShape } from '../../graph/index.ts';
import { along, fixed, type View } from '../kernel-language/index.ts';
import {
  attr,
  defineOp,
  type InferenceContext,
  type InferredInput,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { type IndexType, shapeTensor } from './integers.ts';
import { viewValue } from './partial-view.ts';
import { type Extent, extentOf, keepsSize, type Masks, planSlice, type SlicePlan } from './strided-slice-spec.ts';

const attributes = {
  T: attr.type(),
  Index: attr.type(typeSets.indices),
  begin_mask: attr.int(0),
  end_mask: attr.int(0),
  ellipsis_mask: attr.int(0),
  new_axis_mask: attr.int(0),
  shrink_axis_mask: attr.int(0),
};

interface WithAttributes {
  attr<K extends AttrKind>(name: string, kind: K): AttrOf<K>;
}

const masksOf = (node: WithAttributes): Masks => ({
  begin: node.attr('begin_mask', 'int'),
  end: node.attr('end_mask', 'int'),
  ellipsis: node.attr('ellipsis_mask', 'int'),
  newAxis: node.attr('new_axis_mask', 'int'),
  shrinkAxis: node.attr('shrink_axis_mask', 'int'),
});

/** The masks as attributes of another operation of the family. */
const maskAttributes = (node: Operation) =>
  Object.fromEntries(
    Object.keys(attributes)
      .slice(2)
      .map((name) => [name, node.attr(name, 'int')]),
  );

defineOp('StridedSlice', {
  inputs: ['input: T', 'begin: Index', 'end: Index', 'strides: Index'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['begin', 'end', 'strides'],
  infer: (c) => {
    const [input, ...operands] = c.inputs;
    const count = operands.map(lengthOf).find((length) => length !== undefined);
    if (!input.shape.dims || count === undefined) return [TensorShape.unknown];
    const plan = inferPlan(c, input.shape.dims.length, count, operands);
    const { dims } = input.shape;
    const extents = plan.ranges.map((range, axis) => {
      if (range.stride === 0) c.fail('value', `strides[${axis}] must be non-zero`);
      const extent = extentOf(range, dims[axis]);
      if (extent === 'outside') c.fail('value', `slice index ${range.begin} of dimension ${axis} out of bounds`);
      return extent as Extent | undefined;
    });
    const shape = new TensorShape(
      plan.result.map((axis, at): Dim => {
        if (axis === 'new') return 1;
        if (keepsSize(plan.ranges[axis.input])) return dims[axis.input];
        return extents[axis.input]?.count ?? c.fresh(at);
      }),
    );
    const known = extents.every((extent) => extent !== undefined);
    return [{ shape, value: known ? viewValue(input.value, input.shape, shape, viewOf(plan, extents)) : undefined }];
  },
  gradient: (node, [gradient]) => {
    const [input, begin, end, strides] = node.inputs;
    const shape = shapeTensor(input, begin.dtype as IndexType);
    return [op('StridedSliceGrad', [shape, begin, end, strides, gradient!], maskAttributes(node)), null, null, null];
  },
  lower: (c) => {
    const [input] = c.inputs;
    const { plan, extents } = lowerPlan(c, input.shape, 1);
    return [c.b.view(input, c.outputs[0].shape, viewOf(plan, extents))];
  },
});

defineOp('StridedSliceGrad', {
  inputs: ['shape: Index', 'begin: Index', 'end: Index', 'strides: Index', 'dy: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['shape', 'begin', 'end', 'strides'],
  infer: (c) => {
    const { value, shape } = c.inputs[0];
    const rank = value?.length ?? lengthOf({ shape });
    if (rank === undefined) return [TensorShape.unknown];
    return [new TensorShape(Array.from({ length: rank }, (_, axis) => value?.[axis] ?? c.fresh(axis)))];
  },
  gradient: (node, [gradient]) => {
    const [, begin, end, strides] = node.inputs;
    const slice = op('StridedSlice', [gradient!, begin, end, strides], maskAttributes(node));
    return [null, null, null, null, slice];
  },
  // Zeros, with the gradient written where the slice was read.
  lower: (c) => {
    const [{ dtype, shape }] = c.outputs;
    const dy = c.inputs[4];
    const { plan, extents } = lowerPlan(c, shape, 1);
    const backwards = extents.map(({ step }) => step < 0);
    const view: View = plan.result.map((axis) => {
      if (axis === 'new') return fixed();
      const { count } = extents[axis.input];
      return backwards[axis.input] ? along(axis.input, count - 1, -1) : along(axis.input);
    });
    const piece = {
      space: extents.map(({ count }) => count),
      start: extents.map(({ start, step, count }) => (step < 0 ? start + (count - 1) * step : start)),
      step: extents.map(({ step }) => Math.abs(step)),
      operands: [{ value: dy.id, view }],
      expr: c.b.piece(dy, []).expr,
    };
    const empty = piece.space.some((size) => size === 0);
    return [c.b.assemble(dtype, shape, 0, empty ? [] : [piece])];
  },
});

/** How the input is read at the points of the result. */
function viewOf(plan: SlicePlan, extents: readonly (Extent | undefined)[]): View {
  return extents.map((extent, input) => {
    const at = plan.result.findIndex((axis) => axis !== 'new' && axis.input === input);
    return at < 0 ? fixed(extent!.start) : along(at, extent!.start, extent!.step);
  });
}

function inferPlan(c: InferenceContext, rank: number, count: number, operands: readonly InferredInput[]): SlicePlan {
  const [begin, end, strides] = operands.map(({ value }) =>
    Array.from({ length: count }, (_, i) => (typeof value?.[i] === 'number' ? (value[i] as number) : undefined)),
  );
  const plan = planSlice(rank, count, { begin, end, strides }, masksOf(c));
  return plan ?? c.fail('rank', `Index out of range using input dim ${rank}; input has only ${rank} dims`);
}

function lowerPlan(
  c: LoweringContext,
  shape: readonly number[],
  first: number,
): { plan: SlicePlan; extents: Extent[] } {
  const [begin, end, strides] = [0, 1, 2].map((i) => c.valueOf(first + i));
  const plan = planSlice(shape.length, begin.length, { begin, end, strides }, masksOf(c))!;
  return { plan, extents: plan.ranges.map((range, axis) => extentOf(range, shape[axis]) as Extent) };
}

function lengthOf({ shape }: Pick<InferredInput, 'shape'>): number | undefined {
  const dim = shape.dims?.[0];
  return dim !== undefined && isKnown(dim) ? dim : undefined;
}
