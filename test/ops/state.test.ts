import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { Graph, type Tensor, withDefaultGraph } from '../../engine/graph/index.ts';
import { addOp, findOp } from '../../engine/ops/index.ts';

const build = <T>(body: () => T): T => withDefaultGraph(new Graph(), body);
const variable = (value: number[], name = 'v') => new tf.Variable(value, { name });

describe('updates of variables', () => {
  it('give references of the merged shape', () => {
    const updated = build(() => tf.assignAdd(variable([1, 2]), tf.placeholder('float32')));
    expect(updated.isRef).toBe(true);
    expect(updated.shape.toSymbolic()).toBe('[2]');
    expect(build(() => tf.scatterAdd(variable([1, 2]), [0, 1], [3, 4])).shape.toSymbolic()).toBe('[2]');
  });

  it('are refused where shapes or types do not fit', () => {
    expect(() => build(() => tf.assignSub(variable([1, 2]), [1, 2, 3]))).toThrow(
      "Dimensions must be equal, but are (2,) and (3,) for 'AssignSub' (op: 'AssignSub') with input shapes: [2], [3].",
    );
    expect(() => build(() => tf.scatterUpdate(variable([1, 2]), [0, 1], [[3], [4]]))).toThrow(
      'Updates must have the shape',
    );
    expect(() => build(() => tf.assignAdd(variable([1, 2]), tf.zeros([2], 'int32')))).toThrow(
      "Input 'value' of 'AssignAdd' Op has type int32 that does not match type float32 of argument 'ref'.",
    );
    expect(() => build(() => tf.assign(tf.constant(1), 2))).toThrow('requires a variable');
  });

  it('compare numbers of the types that TensorFlow compares', () => {
    const pixels = () => new tf.Variable(tf.zeros([2], 'uint8'));
    expect(build(() => tf.scatterAdd(pixels(), [0], tf.ones([1], 'uint8'))).dtype).toBe('uint8');
    expect(() => build(() => tf.scatterMax(pixels(), [0], tf.ones([1], 'uint8')))).toThrow(
      'not in list of allowed values: float32, float64, int32, int64',
    );
  });

  it('are placed with their variable', () => {
    build(() => {
      const v = tf.device('/gpu:0', () => variable([1, 2]));
      const update = tf.device('/cpu:0', () => v.assignAdd([1, 1]));
      expect(update.device).toBe('/device:GPU:0');
      expect(update.op.attributes._class).toEqual({ kind: 'strings', value: ['loc:@v'] });
      expect(v.value().device).toBe('/device:GPU:0');
    });
  });

  it('hide what they are given from gradients, or refuse them, as in TensorFlow', () => {
    const through = (update: (v: tf.Variable, x: Tensor) => Tensor) =>
      build(() => {
        const x = tf.constant([1]);
        return tf.gradients(tf.identity(update(variable([1, 2]), x)), [x]);
      });
    expect(through((v, x) => tf.scatterAdd(v, [0], x))).toEqual([null]);
    for (const update of [tf.scatterUpdate, tf.scatterMax, tf.scatterMin]) {
      expect(() => through((v, x) => update(v, [0], x))).toThrow('No gradient defined for operation');
    }
  });

  it('exist under the old type name of variables, for old graph files', () => {
    expect(findOp('Variable')?.outputArgs).toEqual(findOp('VariableV2')?.outputArgs);
  });

  it('take what an update gave', () => {
    build(() => {
      const v = variable([1, 2]);
      const twice = tf.assignAdd(v.assign([0, 0]), [1, 1]);
      expect(twice.op.inputs[0].op.type).toBe('Assign');
      expect(() => addOp('AssignAdd', [v.value(), v.value()])).toThrow('requires a variable');
    });
  });
});
