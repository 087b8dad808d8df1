/**
 * What all dense optimizer updates share: `Apply…` operations take a variable, its slots, rank-0 hyperparameters and a
 * gradient, and rewrite variable and slots at every point at once. The formulas are those of TensorFlow's kernels.
 */

import { TensorShape } from '../../graph/index.ts';
import type { Expr, Value } from '../kernel-language/index.ts';
import { type AttrSpec, attr, defineOp, type LoweringContext, typeSets } from '../registry/index.ts';
import { mergeShapes } from '../same-shape.ts';

/** The inputs by name, as expressions over one point (hyperparameters are the same at every point). */
export type Point<N extends string> = Readonly<Record<N, Expr>>;

export interface DenseUpdate<N extends string> {
  /** The variable and its slots, in the order of the operation's inputs. */
  readonly references: readonly N[];
  /** The inputs after them, in order. */
  readonly values: readonly N[];
  /** Which of `values` have the variable's shape; the others have rank 0. */
  readonly gradient: N;
  /** Inputs of type int64. */
  readonly steps?: readonly N[];
  readonly attributes?: Readonly<Record<string, AttrSpec>>;
  /** Rank-0 values worked out once before the update, added to the point under their names. */
  readonly prepare?: (scalars: Point<N>) => Readonly<Record<string, Expr>>;
  /** New contents of the references, in their order (null: unchanged). */
  readonly step: (
    point: Point<N> & Readonly<Record<string, Expr>>,
    attributes: Pick<LoweringContext, 'attr'>,
  ) => readonly (Expr | null)[];
}

export function defineDenseUpdate<const N extends string>(type: string, update: DenseUpdate<N>): void {
  const { references, values, gradient, steps = [] } = update;
  const names = [...references, ...values];
  const scalars = values.filter((name) => name !== gradient);
  defineOp(type, {
    inputs: [
      ...references.map((name) => `${name}: Ref(T)` as const),
      ...values.map((name) => `${name}: ${steps.includes(name) ? 'int64' : 'T'}` as const),
    ],
    outputs: ['out: Ref(T)'],
    attributes: { T: attr.type(typeSets.floats), use_locking: attr.bool(false), ...update.attributes },
    stateful: true,
    infer: (c) => {
      let shape: TensorShape = TensorShape.unknown;
      names.forEach((name, index) => {
        const input = c.inputs[index].shape;
        if (!scalars.includes(name)) shape = mergeShapes(c, shape, input);
        else if (input.dims && input.dims.length > 0) {
          c.fail('rank', `Shape must be rank 0 but is rank ${input.dims.length} ('${name}')`);
        }
      });
      return [shape];
    },
    gradient: 'none',
    lower: (c) => {
      const { shape } = c.inputs[0];
      for (const { index, value } of newContents(update, c, c.inputs, shape)) c.b.assign(c.variableOf(index), value);
      return [];
    },
  });
}

/**
 * What the references hold after the step, those that change.
 * @param inputs - One for each of references and values, in this order: rank 0, or of `shape`.
 */
export function newContents<N extends string>(
  update: DenseUpdate<N>,
  c: LoweringContext,
  inputs: readonly Value[],
  shape: readonly number[],
): { index: number; value: Value }[] {
  const { dtype } = inputs[0];
  const names = [...update.references, ...update.values];
  const cast = inputs.map((input) => c.b.cast(input, dtype));
  const prepared = prepareScalars(update, c, names, cast);
  const keys = [...names, ...prepared.map(({ key }) => key)];
  const operands = [...cast, ...prepared.map(({ value }) => value)];
  const changed: number[] = [];
  const results = c.b.mapMany(
    operands,
    (...elements) => {
      const point = Object.fromEntries(keys.map((key, i) => [key, elements[i]]));
      const next = update.step(point as Point<N> & Record<string, Expr>, c);
      next.forEach((expr, i) => {
        if (expr) changed.push(i);
      });
      return next.filter((expr) => expr !== null);
    },
    shape,
  );
  return results.map((value, i) => ({ index: changed[i], value }));
}

function prepareScalars<N extends string>(
  update: DenseUpdate<N>,
  c: LoweringContext,
  names: readonly N[],
  inputs: readonly Value[],
) {
  if (!update.prepare) return [];
  const isScalar = (name: N) => name !== update.gradient && update.values.includes(name);
  const operands = names.flatMap((name, i) => (isScalar(name) ? [{ name, value: inputs[i] }] : []));
  let keys: string[] = [];
  const results = c.b.mapMany(
    operands.map(({ value }) => value),
    (...elements) => {
      const point = Object.fromEntries(operands.map(({ name }, i) => [name, elements[i]]));
      const prepared = update.prepare!(point as Point<N>);
      keys = Object.keys(prepared);
      return Object.values(prepared);
    },
    [],
  );
  return results.map((value, i) => ({ key: keys[i], value }));
}
