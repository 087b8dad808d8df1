import { afterEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { Graph, type Operation, setRunDefaults, type Tensor, withDefaultGraph } from '../../engine/graph/index.ts';

const build = <T>(body: (graph: Graph) => T): T => withDefaultGraph(new Graph(), body);
const seedsOf = (op: Operation) => [op.attr('seed', 'int'), op.attr('seed2', 'int')];
/** The random operation that a composite function made. */
const drawOf = (tensor: Tensor) =>
  tensor.graph.getOperations().find((op) => op.attributes.seed2 && op.id <= tensor.op.id) as Operation;

afterEach(() => setRunDefaults({}));

describe('seeds', () => {
  it('follow from the seeds of graph and operation', () => {
    build((graph) => {
      expect(seedsOf(drawOf(tf.randomShuffle([1, 2], { seed: 7 })))).toEqual([87654321, 7]);
      expect(graph.seed).toBeNull();
    });
    build(() => {
      tf.setRandomSeed(1234);
      expect(seedsOf(drawOf(tf.randomShuffle([1, 2], { seed: 7 })))).toEqual([1234, 7]);
    });
    build(() => expect(seedsOf(drawOf(tf.randomShuffle([1, 2])))).toEqual([0, 0]));
  });

  it('of an operation without one are the number of operations before it, its operands included', () => {
    build(() => {
      tf.setRandomSeed(1);
      expect(seedsOf(drawOf(tf.randomUniform([2], { minval: 0, maxval: 1 })))).toEqual([1, 3]);
    });
  });

  it('come from the run where the file sets none', () => {
    setRunDefaults({ seed: 5 });
    build(() => expect(seedsOf(drawOf(tf.truncatedNormal([2], { seed: 3 })))).toEqual([5, 3]));
  });

  it('are whole numbers', () => {
    expect(() => build(() => tf.setRandomSeed(0.5))).toThrow('A seed is a whole number, not 0.5.');
  });
});

describe('shapes', () => {
  it('come from the shape operand, known or not', () => {
    build(() => {
      expect(tf.randomNormal([2, 3]).shape.toSymbolic()).toBe('[2, 3]');
      const x = tf.placeholder('float32', [null, 4], { name: 'x' });
      expect(tf.randomUniform(tf.shape(x)).shape.toSymbolic()).toBe('[x.0, 4]');
      expect(tf.multinomial(x, 3).shape.toSymbolic()).toBe('[x.0, 3]');
      expect(tf.multinomial(x, 3).dtype).toBe('int64');
      expect(tf.randomShuffle(x).shape.toSymbolic()).toBe('[x.0, 4]');
    });
  });
});

describe('element types', () => {
  it('are those asked for', () => {
    build(() => {
      expect(tf.randomNormal([1], { dtype: 'float64' }).dtype).toBe('float64');
      const whole = tf.randomUniform([2], 3, 40, 'int32');
      expect([whole.op.type, whole.dtype]).toEqual(['RandomUniformInt', 'int32']);
    });
  });

  it('are refused where there are no such numbers', () => {
    expect(() => build(() => tf.randomNormal([1], { dtype: 'int32' }))).toThrow('Invalid dtype int32');
    expect(() => build(() => tf.randomUniform([1], { dtype: 'int32' }))).toThrow(
      'Must specify maxval for integer dtype',
    );
  });
});
