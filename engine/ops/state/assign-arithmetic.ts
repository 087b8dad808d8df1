/** Assignments that start from what a variable holds: sums, and updates of single slices. */

import { type Dim, type DType, TensorShape } from '../../graph/index.ts';
import { type BinaryOp, binary, type PrimitiveOf } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, typeSets } from '../registry/index.ts';

const contents = (c: LoweringContext) => c.b.read(c.variableOf(0), c.outputs[0].dtype, c.outputs[0].shape);

/** The shape that variable and operand share. */
function sharedShape(c: InferenceContext): TensorShape {
  const [ref, value] = c.inputs;
  const merged = ref.shape.mergeWith(value.shape);
  return merged ?? c.fail('dimension', `Dimensions must be equal, but are ${ref.shape} and ${value.shape}`);
}

function defineAssign(type: string, operation: BinaryOp): void {
  defineOp(type, {
    inputs: ['ref: Ref(T)', 'value: T'],
    outputs: ['output_ref: Ref(T)'],
    attributes: { T: attr.type(typeSets.numeric), use_locking: attr.bool(false) },
    stateful: true,
    infer: (c) => [sharedShape(c)],
    gradient: 'none',
    lower: (c) => {
      c.b.assign(
        c.variableOf(0),
        c.b.map([contents(c), c.inputs[1]], (x, y) => binary(operation, x, y)),
      );
      return [];
    },
  });
}
defineAssign('AssignAdd', 'add');
defineAssign('AssignSub', 'sub');

/** Types of the updates that compare. */
const ordered = ['float32', 'float64', 'int32', 'int64'] as const satisfies DType[];

/** @param types - Default: any. */
function defineScatter(type: string, mode: PrimitiveOf<'scatter'>['mode'], types?: readonly DType[]): void {
  defineOp(type, {
    inputs: ['ref: Ref(T)', 'indices: Tindices', 'updates: T'],
    outputs: ['output_ref: Ref(T)'],
    attributes: {
      T: attr.type(types),
      Tindices: attr.type(typeSets.indices),
      use_locking: attr.bool(types === undefined),
    },
    stateful: true,
    infer: (c) => {
      const [{ shape: ref }, { shape: indices }, { shape: updates }] = c.inputs;
      if (ref.dims && indices.dims && updates.rank !== 0) {
        const expected = new TensorShape([...indices.dims, ...ref.dims.slice(1)] as Dim[]);
        if (!expected.isCompatibleWith(updates)) {
          c.fail(
            'dimension',
            `Updates must have the shape ${expected.toBrackets()} of the slices they go to, but have ${updates.toBrackets()}`,
          );
        }
      }
      return [ref];
    },
    // TensorFlow says of these four alone that nothing flows back.
    gradient: ['add', 'sub', 'mul', 'div'].includes(mode) ? 'none' : 'missing',
    lower: (c) => {
      const [{ shape }] = c.outputs;
      const [, indices, given] = c.inputs;
      const base = contents(c);
      // A rank-0 update goes to every slice.
      const updates = given.shape.length ? given : c.b.broadcast(given, [...indices.shape, ...shape.slice(1)]);
      c.b.assign(c.variableOf(0), c.b.scatter(mode, shape, { base, indices: c.b.column(indices), updates }));
      return [];
    },
  });
}
defineScatter('ScatterUpdate', 'update');
defineScatter('ScatterAdd', 'add', typeSets.numeric);
defineScatter('ScatterSub', 'sub', typeSets.numeric);
defineScatter('ScatterMul', 'mul', typeSets.numeric);
defineScatter('ScatterDiv', 'div', typeSets.numeric);
defineScatter('ScatterMax', 'max', ordered);
defineScatter('ScatterMin', 'min', ordered);
