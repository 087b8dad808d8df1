import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

describe('JavaScript operators', () => {
  const [a, b] = [tf.constant(1, { name: 'operand' }), new tf.Variable(1)] as unknown as number[];
  it.each<[string, () => unknown]>([
    ['a + b', () => a + b],
    ['b * 2', () => b * 2],
    ['a < 2', () => a < 2],
    ['-a', () => -a],
  ])('cannot compute with tensors: %s', (_, compute) => {
    expect(compute).toThrow("JavaScript's operators do not compute with tensors: write a.add(b)");
  });
  it('leave descriptions alone', () => {
    expect(`${a}`).toContain('operand:0');
    expect([b].join()).toContain('tf.Variable');
  });
});
