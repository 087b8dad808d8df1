/** Sum, Mean, Prod, Max, Min, All, Any: one row each. */

import {
  addDims,
  type Dim,
  type DType,
  dimsEqual,
  isFloating,
  isKnown,
  multiplyDims,
  type PartialValue,
} from '../../graph/index.ts';
import { binary, literal, type ProgramBuilder, type Reduction, type Value } from '../kernel-language/index.ts';
import { integersOf } from '../math/integer-value.ts';
import { attr, defineOp, type GradientRule, type InferenceContext, typeSets } from '../registry/index.ts';
import { knownAxes, reducedShape, resolveAxes } from './axes.ts';
import { extremeGradient, meanGradient, sumGradient } from './gradients.ts';
import { productGradient } from './product-gradient.ts';

interface ReductionRow {
  readonly reduction: Reduction;
  /** Undefined: bool, without a type attribute. */
  readonly dtypes?: readonly DType[];
  readonly gradient: GradientRule;
  /** Joins two elements of a tensor that serves as a shape, beginning with the neutral element. */
  readonly element?: { readonly neutral: Dim | null; readonly join: (x: Dim, y: Dim) => Dim | null };
  /** Mean divides by how many elements were added. */
  readonly average?: boolean;
}

const larger = (pick: (x: number, y: number) => number) => (x: Dim, y: Dim) => {
  if (isKnown(x) && isKnown(y)) return pick(x, y);
  return dimsEqual(x, y) ? x : null;
};

const rows: Readonly<Record<string, ReductionRow>> = {
  Sum: {
    reduction: 'sum',
    dtypes: typeSets.numeric,
    gradient: sumGradient,
    element: { neutral: 0, join: addDims },
  },
  Mean: { reduction: 'sum', dtypes: typeSets.numeric, gradient: meanGradient, average: true },
  Prod: {
    reduction: 'prod',
    dtypes: typeSets.numeric,
    gradient: productGradient,
    element: { neutral: 1, join: multiplyDims },
  },
  Max: {
    reduction: 'max',
    dtypes: typeSets.numeric,
    gradient: extremeGradient,
    element: { neutral: null, join: larger(Math.max) },
  },
  Min: {
    reduction: 'min',
    dtypes: typeSets.numeric,
    gradient: extremeGradient,
    element: { neutral: null, join: larger(Math.min) },
  },
  All: { reduction: 'all', gradient: 'none' },
  Any: { reduction: 'any', gradient: 'none' },
};

for (const [type, row] of Object.entries(rows)) {
  defineOp(type, {
    inputs: [row.dtypes ? 'input: T' : 'input: bool', 'reduction_indices: Tidx'],
    outputs: [row.dtypes ? 'output: T' : 'output: bool'],
    attributes: {
      keep_dims: attr.bool(false),
      ...(row.dtypes && { T: attr.type(row.dtypes) }),
      Tidx: attr.type(typeSets.indices, 'int32'),
    },
    valueInputs: ['reduction_indices'],
    infer: (c) => {
      const [input, indices] = c.inputs;
      const axes = knownAxes(c, indices.value, input.shape.rank);
      return [
        { shape: reducedShape(c, input.shape, axes, c.attr('keep_dims', 'bool')), value: reducedValue(c, axes, row) },
      ];
    },
    gradient: row.gradient,
    lower: (c) => {
      const [input] = c.inputs;
      const axes = resolveAxes(c.valueOf(1), input.shape.length);
      const shape = c.outputs[0].shape;
      if (axes.length === 0) return [input];
      const reduced = c.b.reduce(row.reduction, input, axes);
      const count = axes.reduce((product, axis) => product * input.shape[axis], 1);
      const result = row.average ? divideBy(c.b, reduced, count) : reduced;
      return [shape.length === result.shape.length ? result : c.b.reshape(result, shape)];
    },
  });
}

/** The mean of no floats is NaN (0 / 0), of no integers 0. */
function divideBy(b: ProgramBuilder, sum: Value, count: number): Value {
  const { dtype } = sum;
  const divisor = isFloating(dtype) ? count : Math.max(count, 1);
  return b.map([sum], (x) => binary('div', x, literal(divisor, dtype)));
}

/** All elements of a known vector joined: the number of elements of a shape, say. */
function reducedValue(
  c: InferenceContext,
  axes: readonly number[] | undefined,
  { element }: ReductionRow,
): PartialValue | undefined {
  const elements = integersOf(c.inputs[0]);
  if (!element || !elements || c.inputs[0].shape.rank !== 1 || !axes) return undefined;
  if (axes.length === 0) return elements;
  if (elements.length === 0) return [element.neutral];
  const joined = elements.reduce<Dim | null>(
    (x, y) => (x === null || y === null ? null : element.join(x, y)),
    elements[0] === null ? null : (element.neutral ?? elements[0]),
  );
  const fits = c.inputs[0].dtype === 'int32' ? (n: number) => (n | 0) === n : Number.isSafeInteger;
  return [joined !== null && isKnown(joined) && !fits(joined) ? null : joined];
}
