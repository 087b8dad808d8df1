/**
 * Gradients against central differences. A point is the inputs x together with the weights w of a sum over the outputs,
 * L = Σ w · y(x). The first derivatives must be the slopes of L; the derivatives of G = Σ v · dL/dx, with fixed v, must
 * be the slopes of G, in x and in w.
 */

import { expect } from 'vitest';
import { type DType, errors, Graph, NdArray, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { type GradientCase, type Sample, sample } from './gradient-case.ts';

type FloatType = 'float32' | 'float64';
/** What is said of the inputs' shapes when the graph is built. */
type Knowledge = 'sizes' | 'ranks' | 'nothing';

/** Numbers of every tensor fetched at one point. */
interface Numbers {
  readonly outputs: readonly Float64Array[];
  readonly first: readonly (NdArray | null)[];
  readonly second: readonly (NdArray | null)[];
}

/** A case's graph, ready to be evaluated at any point. */
export interface Evaluator extends Disposable {
  readonly graph: Graph;
  /** The weights w, one sample an output. */
  readonly weights: readonly Sample[];
  /** The weights v, one sample an input. */
  readonly directions: readonly Sample[];
  readonly secondIsMissing: boolean;
  at(xs: readonly Float64Array[], ws: readonly Float64Array[]): Promise<Numbers>;
}

/** Builds a case with its first derivatives, and the second where there are any. */
export function prepare(
  { inputs, build }: GradientCase,
  dtype: FloatType = 'float64',
  knowledge: Knowledge = 'sizes',
  outputShapes?: readonly (readonly number[])[],
): Evaluator {
  const graph = new Graph();
  return graph.asDefault(() => {
    const placeholder = (shape: readonly number[], type: DType, name: string): Tensor =>
      tf.placeholder(type, knowledge === 'sizes' ? [...shape] : knowledge === 'ranks' ? shape.map(() => null) : null, {
        name,
      });
    const xs = inputs.map(({ shape }, i) => placeholder(shape, dtype, `x${i}`));
    const built = build(...xs);
    const ys = (Array.isArray(built) ? built : [built]).filter((y): y is Tensor => y !== null);
    const shapes = outputShapes ?? ys.map((y) => knownShape(y));
    const weights = shapes.map((shape) => sample(shape, -1.3, 1.7));
    const directions = inputs.map(({ shape }) => sample(shape, -1.1, 1.6));
    const ws = ys.map((y, i) => placeholder(shapes[i], y.dtype, `w${i}`));
    const vs = xs.map((x, i) => tf.constant(arrayOf(directions[i].values, directions[i].shape, x.dtype as FloatType)));
    const first = tf.gradients(ys, xs, { gradYs: ws });
    const flowing = first.flatMap((gradient, i) => (gradient ? [{ gradient, v: vs[i] }] : []));
    let second: (Tensor | null)[] = [];
    let secondIsMissing = false;
    try {
      if (flowing.length > 0) {
        second = tf.gradients(
          flowing.map(({ gradient }) => gradient),
          [...xs, ...ws],
          { gradYs: flowing.map(({ v }) => v) },
        );
      }
    } catch (error) {
      if (!(error instanceof errors.LookupError)) throw error;
      secondIsMissing = true;
    }
    const session = new tf.Session({ graph });
    const fetched = [...ys, ...[...first, ...second].filter((tensor) => tensor !== null)];
    const unused = [...xs, ...ws].filter((tensor) => tensor.consumers().length === 0 && !fetched.includes(tensor));
    return {
      graph,
      weights,
      directions,
      secondIsMissing,
      async at(xValues, wValues) {
        const feeds = [
          ...xs.map((x, i) => [x, arrayOf(xValues[i], inputs[i].shape, dtype)] as const),
          ...ws.map((w, i) => [w, arrayOf(wValues[i], shapes[i], w.dtype as FloatType)] as const),
        ].filter(([tensor]) => !unused.includes(tensor));
        const results = [...(await session.run(fetched, feeds as [Tensor, NdArray][]))] as (NdArray | number)[];
        const take = (tensor: Tensor | null) => (tensor ? asArray(results.shift()!, tensor.dtype) : null);
        const outputs = ys.map((y) => Float64Array.from(take(y)!.data as ArrayLike<number>));
        return { outputs, first: first.map(take), second: second.map(take) };
      },
      [Symbol.dispose]: () => session.close(),
    };
  });
}

/** Inference must know every size of a graph whose placeholders say all of theirs. */
function knownShape(y: Tensor): readonly number[] {
  expect(y.shape.known, `the static shape of ${y.name} (${y.op.type})`).toBeDefined();
  return y.shape.known!;
}

/** Compares every first and second derivative with central differences. */
export async function checkAgainstDifferences(check: GradientCase): Promise<void> {
  using evaluator = prepare(check);
  const { weights, directions, secondIsMissing } = evaluator;
  expect(secondIsMissing, 'whether the second derivative is missing').toBe(check.second === 'missing');
  const xs = check.inputs.map(({ values }) => values);
  const ws = weights.map(({ values }) => values);
  const here = await evaluator.at(xs, ws);
  const checksSecond = check.second === undefined;
  const [tolerance, step] = [check.tolerance ?? 1e-6, check.step ?? 1e-5];

  const lossOf = ({ outputs }: Numbers) => dot(outputs, ws);
  const slopeOf = ({ first }: Numbers) =>
    dot(
      first.map((g, i) => (g?.data as Float64Array) ?? new Float64Array(xs[i].length)),
      directions.map((v) => v.values),
    );

  for (const [k, values] of [...xs, ...ws].entries()) {
    const isInput = k < xs.length;
    const shape = isInput ? check.inputs[k].shape : weights[k - xs.length].shape;
    const name = isInput ? `x${k}` : `w${k - xs.length}`;
    if (isInput) expectShape(here.first[k], shape, `dL/d${name}`);
    if (checksSecond) expectShape(here.second[k] ?? null, shape, `dG/d${name}`);
    if (!isInput && !checksSecond) continue;
    for (const j of values.keys()) {
      const moved = async (by: number) => {
        const copy = Float64Array.from(values);
        copy[j] += by;
        const point = [...xs, ...ws].map((other, i) => (i === k ? copy : other));
        return evaluator.at(point.slice(0, xs.length), point.slice(xs.length));
      };
      const [above, below] = [await moved(step), await moved(-step)];
      const slope = (f: (numbers: Numbers) => number) => (f(above) - f(below)) / (2 * step);
      if (isInput) expectNear(elementOf(here.first[k], j), slope(lossOf), tolerance, `dL/d${name}[${j}]`);
      if (checksSecond)
        expectNear(elementOf(here.second[k] ?? null, j), slope(slopeOf), tolerance, `dG/d${name}[${j}]`);
    }
  }
}

interface Variant {
  readonly dtype: FloatType;
  readonly knowledge: Knowledge;
}
const variants: readonly Variant[] = [
  { dtype: 'float64', knowledge: 'ranks' },
  { dtype: 'float64', knowledge: 'nothing' },
  { dtype: 'float32', knowledge: 'sizes' },
];

/** The derivatives do not depend on how much of the shapes was known when the graph was built, nor on the precision. */
export async function checkVariants(check: GradientCase): Promise<void> {
  using reference = prepare(check);
  const shapes = reference.weights.map(({ shape }) => shape);
  const xs = check.inputs.map(({ values }) => values);
  const ws = reference.weights.map(({ values }) => values);
  const expected = await reference.at(xs, ws);
  for (const { dtype, knowledge } of variants) {
    const refusal =
      knowledge === 'sizes' ? undefined : (check.needsSizes ?? (knowledge === 'nothing' ? check.needsRank : undefined));
    if (refusal) {
      expect(() => prepare(check, dtype, knowledge, shapes)).toThrow(refusal);
      continue;
    }
    using evaluator = prepare(check, dtype, knowledge, shapes);
    expect(evaluator.secondIsMissing).toBe(reference.secondIsMissing);
    const found = await evaluator.at(xs, ws);
    const tolerance = dtype === 'float64' && !check.tolerance ? 1e-12 : 2e-4;
    for (const order of check.second === 'not the slope' ? (['first'] as const) : (['first', 'second'] as const)) {
      for (const [k, gradient] of found[order].entries()) {
        const label = `with ${knowledge} of the shapes known, in ${dtype}: ${order} derivative ${k}`;
        expectSame(gradient, expected[order][k], tolerance, label);
      }
    }
  }
}

function expectSame(found: NdArray | null, expected: NdArray | null, tolerance: number, label: string): void {
  if (found && expected) expect(found.shape, label).toEqual(expected.shape);
  const size = (found ?? expected)?.data.length ?? 0;
  for (let j = 0; j < size; j++) expectNear(elementOf(found, j), elementOf(expected, j), tolerance, `${label}[${j}]`);
}

function expectShape(gradient: NdArray | null, shape: readonly number[], label: string): void {
  if (gradient && gradient.shape.join() !== shape.join()) {
    expect.fail(`${label} has shape [${gradient.shape}], but what it is the gradient of has [${shape}].`);
  }
}

function expectNear(found: number, expected: number, tolerance: number, label: string): void {
  const allowed = tolerance * (1 + Math.abs(expected));
  if (!(Math.abs(found - expected) <= allowed)) {
    expect.fail(`${label} is ${found}, but should be ${expected} (within ${allowed.toExponential(1)}).`);
  }
}

const elementOf = (gradient: NdArray | null, index: number): number =>
  gradient ? Number((gradient.data as ArrayLike<number>)[index]) : 0;

function dot(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): number {
  let sum = 0;
  for (const [k, values] of a.entries()) for (let j = 0; j < values.length; j++) sum += values[j] * b[k][j];
  return sum;
}

function arrayOf(values: Float64Array, shape: readonly number[], dtype: FloatType): NdArray {
  return dtype === 'float64' ? new NdArray(dtype, shape, values) : new NdArray(dtype, shape, Float32Array.from(values));
}

function asArray(value: NdArray | number, dtype: DType): NdArray {
  return value instanceof NdArray ? value : new NdArray(dtype as 'float64', [], Float64Array.of(value));
}
