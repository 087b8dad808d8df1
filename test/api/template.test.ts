/** `tf.makeTemplate`: names, and what is shared. Names and texts are those of TensorFlow's own tf.compat.v1. */

import { describe, expect, it } from 'vitest';
import { DTypeError, Graph, GraphError, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

const build = <T>(body: (graph: Graph) => T): T => new Graph().asDefault(body);
const scaled = (x: Tensor | number) =>
  tf.getVariable('w', [], { initializer: tf.onesInitializer() }).mul(x, { name: 'y' });

describe('tf.makeTemplate', () => {
  it('makes variables in the first call and finds them in the others', () => {
    build(() => {
      const template = tf.makeTemplate('scale', scaled);
      expect([template.variables, template.variableScope, template.variableScopeName]).toEqual([[], null, undefined]);
      expect([1, 2, 3].map((x) => template(x).name)).toEqual(['scale/y:0', 'scale_1/y:0', 'scale_2/y:0']);
      expect(template.variables.map(({ name }) => name)).toEqual(['scale/w:0']);
      expect(template.variableScopeName).toBe('scale/');
      expect([template.name, template.func]).toEqual(['scale', scaled]);
    });
  });

  it('makes its scope unique, where it is first called', () => {
    build(() => {
      const [a, b] = [tf.makeTemplate('scale', scaled), tf.makeTemplate('scale', scaled)];
      expect([b(1).name, a(1).name]).toEqual(['scale/y:0', 'scale_1/y:0']);
      const inner = tf.makeTemplate('scale', scaled);
      tf.variableScope('outer', () => inner(1));
      expect([b, a, inner].map(({ variableScopeName }) => variableScopeName)).toEqual([
        'scale/',
        'scale_1/',
        'outer/scale/',
      ]);
      expect(inner(1).name).toBe('scale_2/y:0');
      expect(inner.trainableVariables.map(({ name }) => name)).toEqual(['outer/scale/w:0']);
    });
  });

  it('opens its scope at once if told to', () => {
    build(() => {
      const early = tf.variableScope('outer', () => tf.makeTemplate('scale', scaled, { createScopeNow: true }));
      expect(early.variableScopeName).toBe('outer/scale/');
      expect(early.variables).toEqual([]);
      expect([early(1).name, early(1).name]).toEqual(['scale/y:0', 'scale_1/y:0']);
      expect(early.variables.map(({ name }) => name)).toEqual(['outer/scale/w:0']);
    });
  });

  it('takes a unique name as it is', () => {
    build(() => {
      const make = () => tf.makeTemplate('any', scaled, { uniqueName: 'named' });
      const [first, second] = [make(), make()];
      expect(first(1).name).toBe('named/y:0');
      expect(() => second(1)).toThrow(/Variable named\/w already exists, disallowed/);
    });
  });

  it('tells variables by what they are', () => {
    build(() => {
      const template = tf.makeTemplate('parts', () => {
        tf.getVariable('a', [1]);
        tf.getVariable('b', [1], { trainable: false });
        tf.getVariable('c', [1], { trainable: false, collections: [tf.GraphKeys.LOCAL_VARIABLES] });
        return tf.noOp();
      });
      tf.getVariable('other', [1]);
      template();
      const names = (variables: readonly tf.Variable[]) => variables.map(({ name }) => name.slice('parts/'.length, -2));
      expect(names(template.variables)).toEqual(['a', 'b', 'c']);
      expect(names(template.globalVariables)).toEqual(['a', 'b']);
      expect(names(template.localVariables)).toEqual(['c']);
      expect(names(template.trainableVariables)).toEqual(['a']);
      expect(names(template.nonTrainableVariables)).toEqual(['b']);
    });
  });

  it('hands its getter to the scope', () => {
    build(() => {
      const template = tf.makeTemplate('scale', scaled, {
        customGetter: (getter, name, options) => getter(name, { ...options, trainable: false }),
      });
      template(1);
      template(2);
      expect([template.variables.length, template.trainableVariables]).toEqual([1, []]);
    });
  });

  it('refuses trainable variables that a further call makes, and names that are none', () => {
    build(() => {
      const template = tf.makeTemplate('scale', (x: number) => new tf.Variable(x).mul(2));
      template(1);
      expect(() => template(2)).toThrow(GraphError);
      expect(() => template(3)).toThrow(
        "Trainable variable created when calling a template after the first time, perhaps you used tf.Variable when you meant tf.getVariable: <tf.Variable 'scale_2/Variable:0'",
      );
      expect(() => tf.makeTemplate(null as never, scaled)).toThrow('name cannot be None.');
      expect(() => tf.makeTemplate('x', 3 as never)).toThrow(DTypeError);
    });
  });

  it('may be called first again after a call that failed', () => {
    build(() => {
      let fails = true;
      const template = tf.makeTemplate('late', () => {
        if (fails) throw new Error('not yet');
        return scaled(1);
      });
      expect(() => template()).toThrow('not yet');
      expect(template.variables).toEqual([]);
      fails = false;
      expect([template().name, template().name]).toEqual(['late_1/y:0', 'late_2/y:0']);
    });
  });
});
