/** Steps with branches, loops and lists. */

import type { Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { allTypes, floatTypes, numericTypes, type Step, signedTypes, sizes } from './grower.ts';

const counter = () => tf.constant(0, 'int32');

export const controlSteps: Readonly<Record<string, Step>> = {
  cond(g) {
    const x = g.any(floatTypes);
    const y = g.of(x.known.dtype, sizes(x));
    const pred = g.of('bool', []);
    return (of) =>
      tf.cond(
        of(pred),
        () => tf.multiply(of(x), of(y)),
        () => tf.add(tf.tanh(of(x)), tf.constant(0.5, x.known.dtype)),
      );
  },
  condOfAny(g) {
    const x = g.any(allTypes);
    const y = g.of(x.known.dtype, sizes(x));
    const pred = g.of('bool', []);
    return (of) =>
      tf.cond(
        of(pred),
        () => of(x),
        () => tf.identity(of(y)),
      );
  },
  switchAndMerge(g) {
    const x = g.any(allTypes);
    const pred = g.of('bool', []);
    return (of) => {
      const [no, yes] = addOp('Switch', [of(x), of(pred)]).outputs;
      return addOp('Merge', [[tf.identity(no), tf.identity(yes)]]).outputs;
    };
  },
  whileLoop(g) {
    const x = g.any(floatTypes);
    const y = g.of(x.known.dtype, sizes(x));
    const passes = g.c.below(4);
    return (of) =>
      tf.whileLoop(
        (i: Tensor) => tf.less(i, passes),
        (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.multiply(tf.sin(a), tf.reduceSum(tf.tanh(of(y))))],
        [counter(), of(x)],
      ) as Tensor[];
  },
  whileLoopOfNumbers(g) {
    const x = g.any(signedTypes, 0, 2);
    const passes = 1 + g.c.below(3);
    const [condition, body] = [
      (i: Tensor) => tf.less(i, passes),
      (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.subtract(a, tf.cast(i, x.known.dtype))],
    ];
    return (of) => tf.whileLoop(condition, body, [counter(), of(x)]) as Tensor[];
  },
  whileLoopOfAny(g) {
    const x = g.any(allTypes);
    const passes = g.c.below(4);
    return (of) =>
      tf.whileLoop(
        (i: Tensor) => tf.less(i, passes),
        (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.identity(a)],
        [counter(), of(x)],
      ) as Tensor[];
  },
  rows(g) {
    const x = g.any(numericTypes, 1, 3);
    if (!sizes(x)[0] || x.open.shape.rank === null) return undefined;
    const { dtype } = x.known;
    return (of) => [
      tf.mapFn((row: Tensor) => tf.multiply(row, row), of(x)),
      tf.foldl((a: Tensor, row: Tensor) => tf.add(a, row), of(x)),
      tf.scan((a: Tensor, row: Tensor) => tf.add(a, tf.multiply(row, tf.cast(2, dtype))), of(x)),
    ];
  },
  list(g) {
    const x = g.any(allTypes, 1, 3);
    const n = sizes(x)[0];
    if (!n || x.open.shape.rank === null) return undefined;
    const picked = [n - 1, g.c.below(n), g.c.below(n)];
    const at = g.c.below(n);
    return (of) => {
      const made = new tf.TensorArray(x.known.dtype, tf.constant(n, 'int32'), { clearAfterRead: false }).unstack(of(x));
      return [made.read(at), made.gather(tf.constant(picked, 'int32')), made.stack(), made.size()];
    };
  },
  writtenList(g) {
    const x = g.any(allTypes, 0, 2);
    const y = g.of(x.known.dtype, sizes(x));
    return (of) => {
      const made = new tf.TensorArray(x.known.dtype, 2, { clearAfterRead: false });
      return made.write(1, of(x)).write(0, of(y)).stack();
    };
  },
  parts(g) {
    const x = g.any(allTypes, 1, 2);
    const n = sizes(x)[0];
    if (n < 2 || x.open.shape.rank === null) return undefined;
    const first = 1 + g.c.below(n - 1);
    return (of) => {
      const options = { inferShape: false, clearAfterRead: false };
      const made = new tf.TensorArray(x.known.dtype, 2, options).split(of(x), tf.constant([first, n - first], 'int32'));
      return [made.read(0), made.concat()];
    };
  },
  nothingLeft(g) {
    const x = g.any(allTypes);
    return (of) => {
      const trigger = addOp('ControlTrigger', []);
      return tf.controlDependencies([trigger, of(x)], () => op('Identity', [of(x)]));
    };
  },
};
