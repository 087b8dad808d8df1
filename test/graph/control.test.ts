import { beforeEach, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

it('what is made where control dependencies are cleared does not count as waiting', () => {
  const wait = tf.noOp({ name: 'wait' });
  const y = tf.controlDependencies([wait], () => {
    const v = new tf.Variable(0);
    return tf.identity(v.value());
  });
  expect(y.op.controlInputs).toEqual([wait]);
});

it('a device function sees the full name of the operation', () => {
  const seen: (string | undefined)[] = [];
  tf.nameScope('layer', () =>
    tf.device(
      (op) => {
        seen.push(op.name);
        return null;
      },
      () => [tf.noOp({ name: 'a' }), tf.noOp({ name: 'a' })],
    ),
  );
  expect(seen).toEqual(['layer/a', 'layer/a_1']);
});
