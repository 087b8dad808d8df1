/**
 * Updates of single rows: `SparseApply…` operations are the dense ones for a gradient that is given as slices, and leave
 * all other rows as they are. Slices of one row add up before the step, which TensorFlow's kernels leave to the caller.
 */

import { TensorShape } from '../../graph/index.ts';
import type { PrimitiveOf, Value } from '../kernel-language/index.ts';
import { attr, defineOp, type LoweringContext, typeSets } from '../registry/index.ts';
import { mergeShapes } from '../same-shape.ts';
import { type DenseUpdate, defineDenseUpdate, newContents } from './dense-update.ts';

/** Defines `type` and `Sparse<type>`, whose input after the gradient holds the rows' indices. */
export function defineUpdate<const N extends string>(type: string, update: DenseUpdate<N>): void {
  defineDenseUpdate(type, update);
  defineSparseUpdate(`Sparse${type}`, update);
}

function defineSparseUpdate<N extends string>(type: string, update: DenseUpdate<N>): void {
  const { references, values, gradient, steps = [] } = update;
  const at = references.length + values.indexOf(gradient);
  defineOp(type, {
    inputs: [
      ...references.map((name) => `${name}: Ref(T)` as const),
      ...values.flatMap((name) => {
        if (name === gradient) return ['grad: T', 'indices: Tindices'] as const;
        return [`${name}: ${steps.includes(name) ? 'int64' : 'T'}` as const];
      }),
    ],
    outputs: ['out: Ref(T)'],
    attributes: {
      T: attr.type(typeSets.floats),
      Tindices: attr.type(typeSets.indices),
      use_locking: attr.bool(false),
      ...update.attributes,
    },
    stateful: true,
    infer: (c) => {
      let shape: TensorShape = TensorShape.unknown;
      for (let i = 0; i < references.length; i++) shape = mergeShapes(c, shape, c.inputs[i].shape);
      const [grad, indices] = [c.inputs[at].shape, c.inputs[at + 1].shape];
      if (indices.dims && indices.dims.length !== 1) {
        c.fail('rank', `Shape must be rank 1 but is rank ${indices.dims.length} ('indices')`);
      }
      if (shape.dims && indices.dims) {
        mergeShapes(c, new TensorShape([indices.dims[0], ...shape.dims.slice(1)]), grad);
      }
      return [shape];
    },
    gradient: 'none',
    lower: (c) => {
      const [{ shape }] = c.inputs;
      const indices = c.inputs[at + 1];
      const rows = new Rows(c, indices, shape);
      // The sum of a row's slices, once for each of them: what is computed and written twice is the same twice.
      const summed = rows.gather(rows.scatter(null, c.inputs[at], 'add'));
      const points = c.inputs.flatMap((input, i) => {
        if (i < references.length) return [rows.gather(input)];
        return i === at ? [summed] : i === at + 1 ? [] : [input];
      });
      for (const { index, value } of newContents(update, c, points, rows.pointShape)) {
        c.b.assign(c.variableOf(index), rows.scatter(c.inputs[index], value, 'update'));
      }
      return [];
    },
  });
}

/** The rows of tensors of one shape that `indices` name. */
class Rows {
  readonly #c: LoweringContext;
  readonly #indices: Value;
  readonly #shape: readonly number[];
  readonly #inner: number;

  constructor(c: LoweringContext, indices: Value, shape: readonly number[]) {
    this.#c = c;
    this.#shape = shape;
    this.#inner = shape.slice(1).reduce((a, b) => a * b, 1);
    this.#indices = c.b.reshape(indices, [indices.shape[0], 1]);
  }

  /** One row an index. */
  get pointShape(): readonly number[] {
    return [this.#indices.shape[0], this.#inner];
  }

  gather(params: Value): Value {
    const { b } = this.#c;
    const output = b.value(params.dtype, [1, ...this.pointShape]);
    b.append({
      kind: 'gather',
      output: output.id,
      params: b.reshape(params, [1, this.#shape[0], this.#inner]).id,
      indices: this.#indices.id,
      outer: 1,
      indexed: [this.#shape[0]],
      inner: this.#inner,
    });
    return b.reshape(output, this.pointShape);
  }

  /** `base` (null: zeros) with the rows of `updates` in it. */
  scatter(base: Value | null, updates: Value, mode: PrimitiveOf<'scatter'>['mode']): Value {
    return this.#c.b.scatter(mode, this.#shape, { base, indices: this.#indices, updates });
  }
}
