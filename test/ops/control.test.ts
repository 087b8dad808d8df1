import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { Graph, withDefaultGraph } from '../../engine/graph/index.ts';
import { addOp, op } from '../../engine/ops/index.ts';

const build = <T>(body: () => T): T => withDefaultGraph(new Graph(), body);

describe('branches', () => {
  it('have the shape of what goes in, and meet in what both have', () => {
    build(() => {
      const pred = tf.placeholder('bool', []);
      const [no, yes] = addOp('Switch', [tf.zeros([2, 3]), pred]).outputs;
      expect([no.shape.toSymbolic(), yes.shape.toSymbolic()]).toEqual(['[2, 3]', '[2, 3]']);
      const [merged, index] = addOp('Merge', [[no, tf.zeros([2, 4])]]).outputs;
      expect(merged.shape.toSymbolic()).toBe('[2, Merge:0.1]');
      expect(index.dtype).toBe('int32');
      expect(op('Merge', [[no, tf.zeros([2])]]).shape.dims).toBeNull();
    });
  });

  it('of a variable stay references, so that the dead one need not be initialised', () => {
    build(() => {
      const v = new tf.Variable(1);
      const branches = addOp('RefSwitch', [v.asGraphElement(), tf.constant(true)]).outputs;
      expect(branches.every((branch) => branch.isRef)).toBe(true);
    });
  });

  it('need a predicate of rank 0', () => {
    expect(() => build(() => addOp('Switch', [tf.zeros([2]), tf.constant([true])]))).toThrow(
      'Shape must be rank 0 but is rank 1',
    );
  });
});

describe('group', () => {
  it('waits for everything, whatever it is given as', () => {
    build(() => {
      const v = new tf.Variable(1, { name: 'v' });
      const done = tf.group(v.initializer, [tf.constant(2, { name: 'c' }), [v]], { name: 'all' });
      expect(done.name).toBe('all');
      expect(done.type).toBe('NoOp');
      expect(done.controlInputs.map((input) => input.name)).toEqual(['v/Assign', 'c', 'v']);
      expect(tf.group().controlInputs).toEqual([]);
    });
  });

  it('waits for each device by itself', () => {
    build(() => {
      const parts = ['/cpu:0', '/gpu:0'].map((device) => tf.device(device, () => tf.constant(1)));
      const done = tf.group(...parts);
      expect(done.controlInputs.map(({ name, device }) => [name, device])).toEqual([
        ['group_deps/NoOp', '/device:CPU:0'],
        ['group_deps/NoOp_1', '/device:GPU:0'],
      ]);
    });
  });
});

describe('tuple', () => {
  it('holds each tensor back until all are there', () => {
    build(() => {
      const [a, nothing, b] = tf.tuple([tf.constant(1, { name: 'a' }), null, tf.constant(2, { name: 'b' })]);
      expect(nothing).toBeNull();
      expect([a, b].map((tensor) => tensor.name)).toEqual([
        'tuple/control_dependency:0',
        'tuple/control_dependency_1:0',
      ]);
      expect(a.op.controlInputs[0].controlInputs.map((input) => input.name)).toEqual(['a', 'b']);
      expect(() => tf.tuple([null])).toThrow('Must have at least one Tensor');
    });
  });
});

describe('effects', () => {
  it('Print hands its input on and takes data of any type', () => {
    build(() => {
      const x = tf.zeros([2]);
      const printed = tf.Print(x, [x, 'text', [1, 2]], { message: 'x is ', firstN: 5 });
      expect(printed.shape.toSymbolic()).toBe('[2]');
      expect(printed.op.attr('U', 'types')).toEqual(['float32', 'string', 'float32']);
      expect([printed.op.attr('message', 'string'), printed.op.attr('first_n', 'int')]).toEqual(['x is ', 5]);
    });
  });

  it('Assert needs a condition of rank 0', () => {
    expect(build(() => tf.Assert(true, ['so'])).name).toBe('Assert/Assert');
    expect(() => build(() => tf.Assert([true, false], ['so']))).toThrow('Shape must be rank 0 but is rank 1');
  });
});
