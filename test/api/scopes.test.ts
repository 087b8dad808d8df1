import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { Graph, ShapeError, withDefaultGraph } from '../../engine/graph/index.ts';

const build = <T>(body: (graph: Graph) => T): T => withDefaultGraph(new Graph(), body);

describe('scopes', () => {
  it('give back what the callback returns and end with it', () => {
    build(() => {
      const x = tf.nameScope('a', (scope) => [scope, tf.constant(1).name]);
      expect([x, tf.constant(1).name]).toEqual([['a/', 'a/Const:0'], 'Const:0']);
      expect(() => tf.nameScope('b', async () => 1)).toThrow('returned a promise');
      expect(tf.constant(1).name).toBe('Const_1:0');
    });
  });

  it('place operations and make them wait', () => {
    build(() => {
      const first = tf.constant(1);
      const second = tf.device('/cpu:0', () => tf.controlDependencies([first], () => tf.constant(2)));
      expect([second.device, second.op.controlInputs]).toEqual(['/device:CPU:0', [first.op]]);
    });
  });

  it('are methods of a graph too', () => {
    const graph = new Graph();
    const x = graph.asDefault(() => graph.nameScope('a', () => graph.device('/cpu:0', () => tf.constant(1))));
    expect([x.name, x.device, x.graph]).toEqual(['a/Const:0', '/device:CPU:0', graph]);
    expect(tf.getDefaultGraph()).not.toBe(graph);
  });

  it('follow the tensors: what takes one builds in its graph', () => {
    const graph = new Graph();
    const x = graph.asDefault(() => tf.zeros([2, 3]));
    expect(tf.reshape(x, [6]).graph).toBe(graph);
  });
});

describe('collections', () => {
  it('are copied by getCollection and shared by getCollectionRef', () => {
    build((graph) => {
      tf.addToCollection('losses', 1);
      tf.getCollection('losses').push(2);
      expect(tf.getCollection('losses')).toEqual([1]);
      tf.getCollectionRef('losses').push(2);
      expect(graph.getCollection('losses')).toEqual([1, 2]);
      expect(tf.getCollection('nothing')).toEqual([]);
    });
  });
});

describe('assertShape', () => {
  it('adds what it states to the static shape', () => {
    build(() => {
      const x = tf.placeholder('float32', [null, 3]);
      expect(tf.assertShape(x, [5, null])).toBe(x);
      expect(x.shape.toSymbolic()).toBe('[5, 3]');
    });
  });

  it('refuses what cannot be', () => {
    build(() => {
      const x = tf.placeholder('float32', [null, 3], { name: 'x' });
      expect(() => tf.assertShape(x, [null, 4])).toThrow(ShapeError);
      expect(() => x.assertShape([null, null, null])).toThrow('has shape (?, 3), not (?, ?, ?) as asserted.');
    });
  });
});

describe('element types', () => {
  it('are their own names', () => {
    expect([tf.float32, tf.string, tf.asDtype('int64')]).toEqual(['float32', 'string', 'int64']);
    expect(() => tf.asDtype('float')).toThrow("'float' is not an element type");
  });
});
