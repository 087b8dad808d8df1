/** Steps with variables: each is assigned to, changed and read in one run. */

import type { DType, Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op, type RegisteredOp } from '../../../engine/ops/index.ts';
import { allTypes, floatTypes, indexTypes, numericTypes, type Step, signedTypes, sizes } from './grower.ts';
import { updateKernels, updateOperands } from './update-kernels.ts';

/** A variable that holds what is given, by reference. */
function assigned(value: Tensor, shape: readonly number[]): Tensor {
  const variable = op('VariableV2', [], { shape: new tf.TensorShape([...shape]), dtype: value.dtype });
  return addOp('Assign', [variable, value]).outputs[0];
}

const read = (reference: Tensor) => op('Identity', [reference]);

function typesOfScatter(type: string): readonly DType[] {
  if (type === 'ScatterUpdate') return allTypes;
  return /M(?:ax|in)$/.test(type) ? signedTypes : numericTypes;
}

const scatter =
  (type: string): Step =>
  (g) => {
    const dtype = g.type(typesOfScatter(type));
    const [rows, columns] = [2 + g.c.below(3), 1 + g.c.below(3)];
    const x = g.of(dtype, [rows, columns]);
    // Zero divides no integer.
    const updates = g.fresh(dtype, [2, columns], g.array(dtype, [2, columns], 1, 4));
    const indices = g.ints(type === 'ScatterUpdate' ? [1, 0] : [g.c.below(rows), g.c.below(rows)]);
    return (of) => read(op(type, [assigned(of(x), [rows, columns]), indices(), of(updates)]));
  };

const scatters = ['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Update'].map((kind) => `Scatter${kind}`);

const scatterOfParts =
  (type: string): Step =>
  (g) => {
    const dtype = g.type(type === 'ScatterNdUpdate' ? allTypes : numericTypes);
    const [rows, columns] = [2 + g.c.below(3), 1 + g.c.below(3)];
    const x = g.of(dtype, [rows, columns]);
    const updates = g.of(dtype, [2]);
    const index = g.c.of(indexTypes);
    const places = g.ints([0, g.c.below(columns), 1, g.c.below(columns)], index);
    return (of) => read(op(type, [assigned(of(x), [rows, columns]), tf.reshape(places(), [2, 2]), of(updates)]));
  };

const update =
  (def: RegisteredOp): Step =>
  (g) => {
    const dtype = g.type(floatTypes);
    const operands = updateOperands(g, def, dtype, [3, 1 + g.c.below(3)]);
    const nesterov = g.flip();
    // A root of what is not finite may be anything.
    if (g.special) return undefined;
    return () => {
      const inputs = operands.map((operand) => {
        const value = tf.constant(operand.array);
        return operand.isVariable ? assigned(value, operand.array.shape) : value;
      });
      const flags = 'use_nesterov' in def.attributes ? { use_nesterov: nesterov } : {};
      return read(op(def.type, inputs, flags));
    };
  };

export const stateSteps: Readonly<Record<string, Step>> = {
  variable(g) {
    const x = g.any(allTypes);
    return (of) => read(assigned(of(x), sizes(x)));
  },
  asked(g) {
    const dtype = g.type(allTypes);
    const type = g.c.of(['Variable', 'VariableV2']);
    return () => op('IsVariableInitialized', [op(type, [], { shape: new tf.TensorShape([2]), dtype })]);
  },
  referencesInBranches(g) {
    const x = g.any(allTypes);
    const pred = g.of('bool', []);
    return (of) => {
      const reference = assigned(of(x), sizes(x));
      return tf.cond(
        of(pred),
        () => tf.identity(reference),
        () => tf.identity(of(x)),
      );
    };
  },
  referencesInLoops(g) {
    const x = g.any(signedTypes);
    return (of) => {
      const reference = assigned(of(x), sizes(x));
      return tf.whileLoop(
        (i: Tensor) => tf.less(i, 2),
        (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.add(a, tf.identity(reference))],
        [tf.constant(0, 'int32'), of(x)],
      ) as Tensor[];
    };
  },
  assignments(g) {
    const x = g.any(numericTypes);
    const y = g.of(x.known.dtype, sizes(x));
    const type = g.c.of(['AssignAdd', 'AssignSub']);
    return (of) => read(op(type, [assigned(of(x), sizes(x)), of(y)]));
  },
  ...Object.fromEntries(scatters.map((type) => [type, scatter(type)])),
  ...Object.fromEntries(
    ['ScatterNdAdd', 'ScatterNdSub', 'ScatterNdUpdate'].map((type) => [type, scatterOfParts(type)]),
  ),
  ...Object.fromEntries(updateKernels.map((def) => [def.type, update(def)])),
};
