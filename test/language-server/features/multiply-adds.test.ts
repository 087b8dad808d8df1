import { expect, it } from 'vitest';
import { type Operation, Tensor } from '../../../engine/graph/index.ts';
import { multiplyAddsOf } from '../../../language-server/features/multiply-adds.ts';
import { model, viewOf } from './viewed.ts';

/** Of the operation that the last line's value stands for. */
function work(expression: string): string | undefined {
  const view = viewOf(
    model("const x = tf.placeholder('float32', [null, 6], { name: 'x' });", `const y = ${expression};`),
  );
  const { result } = view.program.calls.at(-1)!;
  const op = result instanceof Tensor ? result.op : (result as Operation);
  const found = multiplyAddsOf(op);
  return found === undefined ? undefined : String(found);
}

it.for([
  ['tf.matmul(tf.zeros([2, 3]), tf.zeros([3, 5]))', '30'],
  ['tf.matmul(tf.zeros([3, 2]), tf.zeros([3, 5]), { transposeA: true })', '30'],
  ['tf.matmul(x, tf.zeros([6, 5]))', '30*x.0'],
  ['tf.matmul(tf.zeros([7, 2, 3]), tf.zeros([7, 3, 5]))', '210'],
  // 10 × 10 places, 32 filters, each over 5 × 5 × 3.
  ["tf.nn.conv2d(tf.zeros([1, 10, 10, 3]), tf.zeros([5, 5, 3, 32]), [1, 1, 1, 1], 'SAME')", '240000'],
  // 10 × 10 places, 3 × 2 outputs, each over 5 × 5 of one input.
  ["tf.nn.depthwiseConv2d(tf.zeros([1, 10, 10, 3]), tf.zeros([5, 5, 3, 2]), [1, 1, 1, 1], 'SAME')", '15000'],
  ['tf.add(x, 1)', undefined],
  ["tf.matmul(tf.placeholder('float32'), tf.zeros([3, 5]))", undefined],
] as const)('%s takes %s multiply-adds', ([expression, expected]) => {
  expect(work(expression)).toBe(expected);
});
