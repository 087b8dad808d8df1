import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { Graph, GraphKeys, pushDefaultSession, withDefaultGraph } from '../../engine/graph/index.ts';

const build = <T>(body: (graph: Graph) => T): T => withDefaultGraph(new Graph(), body);
const names = (graph: Graph) => graph.getOperations().map((op) => op.name);

describe('a variable', () => {
  it('is four operations for a plain value and three for a tensor', () => {
    expect(
      build((graph) => {
        new tf.Variable(3);
        return names(graph);
      }),
    ).toEqual(['Variable/initial_value', 'Variable', 'Variable/Assign', 'Variable/read']);
    expect(
      build((graph) => {
        new tf.Variable(tf.zeros([2]), { name: 'w' });
        return names(graph);
      }),
    ).toEqual(['zeros', 'w', 'w/Assign', 'w/read']);
  });

  it('takes its name as a scope: unique, and inside the scopes around it', () => {
    build(() => {
      const make = () => new tf.Variable(1, { name: 'w' }).name;
      expect([make(), make(), tf.nameScope('layer', make)]).toEqual(['w:0', 'w_1:0', 'layer/w:0']);
    });
  });

  it('makes a function its initial value, outside devices and control dependencies', () => {
    build((graph) => {
      tf.device('/gpu:0', () =>
        tf.controlDependencies([tf.constant(1)], () => new tf.Variable(() => tf.constant([1, 2]), { name: 'w' })),
      );
      const value = graph.getOperationByName('w/Initializer/Const');
      expect([value.device, value.controlInputs]).toEqual(['', []]);
      expect(graph.getOperationByName('w/Assign').controlInputs).toEqual([]);
      expect(graph.getOperationByName('w').device).toBe('/device:GPU:0');
    });
  });

  it('prints and describes itself', () => {
    build(() => {
      const v = new tf.Variable([1, 2], { name: 'v', dtype: 'int32' });
      expect(String(v)).toBe("<tf.Variable 'v:0' shape=(2,) dtype=int32_ref>");
      expect([v.dtype, v.op.type, v.initializer.name, v.initialValue.name]).toEqual([
        'int32',
        'VariableV2',
        'v/Assign',
        'v/initial_value:0',
      ]);
      expect(String(v.asGraphElement())).toBe('Tensor("v:0", shape=(2,), dtype=int32_ref)');
      expect(v.value().name).toBe('v/read:0');
    });
  });

  it('is in the collections, trainable or not', () => {
    build((graph) => {
      const w = new tf.Variable(1);
      const step = new tf.Variable(0, { trainable: false });
      const local = new tf.Variable(0, { trainable: false, collections: [GraphKeys.LOCAL_VARIABLES] });
      expect(tf.globalVariables()).toEqual([w, step]);
      expect(tf.trainableVariables()).toEqual([w]);
      expect(tf.localVariables()).toEqual([local]);
      expect(tf.globalVariablesInitializer().controlInputs).toEqual([w.initializer, step.initializer]);
      expect(tf.localVariablesInitializer().name).toBe('init_1');
      expect(graph.getCollection('variables')).toEqual([w, step]);
    });
  });

  it('needs an initial value of known shape and of its type', () => {
    const unknown = () => tf.placeholder('float32', [null], { name: 'x' });
    expect(() => build(() => new tf.Variable(unknown()))).toThrow('initialValue must have a shape specified');
    expect(build(() => new tf.Variable(unknown(), { validateShape: false })).shape.dims).toBeNull();
    expect(() => build(() => new tf.Variable(1.5, { dtype: 'int32' }))).toThrow('Expected int32, got 1.5');
    expect(() => build(() => new tf.Variable(tf.zeros([1]), { dtype: 'int32' }))).toThrow(
      'Tensor conversion requested dtype int32 for Tensor with dtype float32',
    );
    expect(() => build(() => new tf.Variable([1], { expectedShape: [2] }))).toThrow('not the expected (2,)');
  });

  it('has the methods of tensors, on the value it reads', () => {
    build(() => {
      const v = new tf.Variable([[1, 2]], { name: 'v' });
      expect(v.reshape([2]).op.inputs[0].name).toBe('v/read:0');
      expect(v.matmul([[1], [2]]).shape.toSymbolic()).toBe('[1, 1]');
    });
  });

  it('is evaluated by a session, given or default', async () => {
    const v = build(() => new tf.Variable(1, { name: 'v' }));
    const fetched: unknown[] = [];
    const session = { graph: v.graph, run: async (fetches: unknown) => fetched.push(fetches) };
    await v.eval(session);
    const restore = pushDefaultSession(session);
    await v.value().eval();
    await v.initializer.run();
    restore();
    expect(fetched).toEqual([v, v.value(), v.initializer]);
    await expect(v.eval()).rejects.toThrow('Cannot evaluate v:0: No default session is registered');
  });
});

describe('an initial value that reads other variables', () => {
  it('reads the initial values of those that are not initialised', () => {
    build((graph) => {
      const a = new tf.Variable(2, { name: 'a' });
      const c = new tf.Variable(tf.identity(a, { name: 'copy' }), { name: 'c' });
      const inputs = (name: string) => graph.getOperationByName(name).inputs.map((input) => input.name);
      expect(inputs('c/Assign')).toEqual(['c:0', 'copy_c:0']);
      expect(inputs('copy_c')).toEqual(['a/read_c:0']);
      expect(inputs('a/read_c')).toEqual(['c/cond/Merge:0']);
      expect(inputs('c/cond/Merge')).toEqual(['c/cond/Switch_1:0', 'c/cond/read:0']);
      expect(inputs('c/cond/Switch_1')).toEqual(['a/initial_value:0', 'c/cond/pred_id:0']);
      expect(inputs('c/cond/read')).toEqual(['c/cond/read/Switch:1']);
      expect(inputs('c/cond/read/Switch')).toEqual(['a:0', 'c/cond/pred_id:0']);
      expect(inputs('c/cond/pred_id')).toEqual(['c/IsVariableInitialized:0']);
      expect(inputs('c/cond/switch_t')).toEqual(['c/cond/Switch:1']);
      // What the user built stays as it was.
      expect(c.initialValue.name).toBe('copy:0');
      expect(inputs('copy')).toEqual(['a/read:0']);
    });
  });

  it('takes from those it reads what is safe in turn, so that a chain initialises in any order', () => {
    build((graph) => {
      const a = new tf.Variable(2, { name: 'a' });
      const b = new tf.Variable(tf.identity(a, { name: 'first' }), { name: 'b' });
      new tf.Variable(tf.identity(b, { name: 'second' }), { name: 'c' });
      expect(graph.getOperationByName('c/cond/Switch_1').inputs[0].name).toBe('first_b:0');
    });
  });

  it('keeps list inputs, attributes and shapes of what is built again', () => {
    build((graph) => {
      const a = new tf.Variable([1, 2], { name: 'a' });
      const c = new tf.Variable(tf.concat([[a], [a]], 1), { name: 'c' });
      expect(c.shape.toSymbolic()).toBe('[1, 4]');
      const again = graph.getOperationByName('concat_c');
      expect([again.attr('N', 'int'), again.inputs.length]).toEqual([2, 3]);
    });
  });
});
