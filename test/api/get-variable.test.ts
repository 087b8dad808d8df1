import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import {
  DTypeError,
  Graph,
  GraphError,
  GraphKeys,
  ShapeError,
  type Tensor,
  withDefaultGraph,
} from '../../engine/graph/index.ts';

const build = <T>(body: (graph: Graph) => T): T => withDefaultGraph(new Graph(), body);
const names = (graph: Graph) => graph.getOperations().map((op) => op.name);
const nodes = (graph: Graph) => graph.getOperations().map((op) => `${op.name} ${op.type}`);
const w = (name = 'w') => tf.getVariable(name, [1]).name;
const constant = () => tf.constant(1).name;

// Names and texts are those of TensorFlow's own tf.compat.v1, from the same programs.
describe('names of variables and operations', () => {
  it('of variables go by variable scopes, of operations by name scopes', () => {
    build(() => {
      tf.variableScope('a', (scope) => {
        expect([w(), constant()]).toEqual(['a/w:0', 'a/Const:0']);
        tf.nameScope('n', () => expect([w('v'), constant()]).toEqual(['a/v:0', 'a/n/Const:0']));
        tf.variableScope('b', (inner) => {
          expect([w(), constant(), inner.name]).toEqual(['a/b/w:0', 'a/b/Const:0', 'a/b']);
          expect(tf.getVariableScope()).toBe(inner);
        });
        expect([scope.name, scope.originalNameScope]).toEqual(['a', 'a/']);
      });
      expect(tf.getVariableScope().name).toBe('');
    });
  });

  it('of operations are made unique where a scope is opened again, of variables are not', () => {
    build(() => {
      const first = tf.variableScope('a', (scope) => {
        expect([w(), constant()]).toEqual(['a/w:0', 'a/Const:0']);
        return scope;
      });
      tf.variableScope('a', (scope) => {
        expect([w('x'), constant(), scope.originalNameScope]).toEqual(['a/x:0', 'a_1/Const:0', 'a_1/']);
      });
      tf.variableScope('c', () => {
        tf.variableScope(first, (scope) => {
          expect([w('y'), constant()]).toEqual(['a/y:0', 'c/a/Const:0']);
          expect([scope.name, scope.originalNameScope]).toEqual(['a', 'a/']);
        });
        tf.variableScope(first, { auxiliaryNameScope: false }, () => expect(constant()).toBe('c/Const:0'));
      });
      tf.variableScope(first, { reuse: true }, () => expect([w(), constant()]).toEqual(['a/w:0', 'a_2/Const:0']));
    });
  });

  it('are made from a default name, of which each scope has its own', () => {
    build(() => {
      const opened = () =>
        tf.variableScope(null, { defaultName: 'd' }, () => [
          w(),
          constant(),
          tf.variableScope(null, { defaultName: 'e' }, () => w()),
        ]);
      expect(opened()).toEqual(['d/w:0', 'd/Const:0', 'd/e/w:0']);
      expect(opened()).toEqual(['d_1/w:0', 'd_1/Const:0', 'd_1/e/w:0']);
      tf.variableScope('d_3', () => undefined);
      const name = () => tf.variableScope(null, { defaultName: 'd' }, (scope) => scope.name);
      expect([name(), name()]).toEqual(['d_2', 'd_4']);
      const ignored = tf.variableScope('given', { defaultName: 'd' }, (scope) => scope.name);
      expect(ignored).toBe('given');
    });
  });

  it('follow name scopes around a variable scope for operations only', () => {
    build(() => {
      tf.nameScope('outer', () => {
        tf.variableScope('in', (scope) => {
          expect([w(), constant(), scope.originalNameScope]).toEqual(['in/w:0', 'outer/in/Const:0', 'outer/in/']);
        });
        tf.variableScope('in2', { auxiliaryNameScope: false }, (scope) => {
          expect([w(), constant(), scope.originalNameScope]).toEqual(['in2/w:0', 'outer/Const:0', 'outer/']);
        });
      });
      tf.variableScope(tf.getVariableScope(), { reuse: tf.AUTO_REUSE }, () => {
        expect([w(), constant(), w()]).toEqual(['w:0', 'Const:0', 'w:0']);
      });
      tf.variableScope('', () => expect(w('root')).toBe('root:0'));
      const scope = tf.variableScope('x/y', (scope) => {
        expect([w(), scope.originalNameScope]).toEqual(['x/y/w:0', 'x/y/']);
        return scope;
      });
      tf.variableScope(scope, () => expect([w('z'), constant()]).toEqual(['x/y/z:0', 'y/Const:0']));
    });
  });

  it('are taken by other nodes, too: the variable keeps the name that it is asked for by', () => {
    build(() => {
      tf.constant(1, { name: 'w' });
      const variable = tf.getVariable('w', [1]);
      expect(variable.name).toBe('w_1:0');
      tf.getVariableScope().reuseVariables();
      expect(tf.getVariable('w')).toBe(variable);
    });
  });
});

describe('a variable that is made', () => {
  it("begins with Glorot's numbers if it is of floats, else with zeros", () => {
    const made = build((graph) => {
      tf.getVariable('g', [2, 3]);
      tf.getVariable('i', [2], 'int32');
      tf.getVariable('b', { shape: [2], dtype: 'bool' });
      return nodes(graph);
    });
    expect(made).toEqual([
      'g/Initializer/random_uniform/shape Const',
      'g/Initializer/random_uniform/min Const',
      'g/Initializer/random_uniform/max Const',
      'g/Initializer/random_uniform/RandomUniform RandomUniform',
      'g/Initializer/random_uniform/sub Sub',
      'g/Initializer/random_uniform/mul Mul',
      'g/Initializer/random_uniform Add',
      'g VariableV2',
      'g/Assign Assign',
      'g/read Identity',
      'i/Initializer/zeros Const',
      'i VariableV2',
      'i/Assign Assign',
      'i/read Identity',
      'b/Initializer/zeros Const',
      'b VariableV2',
      'b/Assign Assign',
      'b/read Identity',
    ]);
  });

  it('begins with a value, what a function gives, or what the function itself makes of the shape', () => {
    const made = build((graph) => {
      tf.getVariable('c', { initializer: tf.constant(3) });
      tf.getVariable('n', { initializer: 3 });
      tf.getVariable('t', { dtype: 'float32', initializer: 3 });
      tf.getVariable('ci', [2, 3], 'float32', tf.constantInitializer(5));
      tf.getVariable('oi', [2, 3], { initializer: tf.onesInitializer });
      const asked = tf.getVariable('fn', { initializer: () => tf.zeros([4]) });
      expect(asked.shape.toSymbolic()).toBe('[4]');
      const own = tf.getVariable('own', [2, 3], {
        dtype: 'float64',
        initializer: (shape, { dtype }) => tf.fill([...shape], tf.constant(2, dtype)),
      });
      expect(String(own)).toBe("<tf.Variable 'own:0' shape=(2, 3) dtype=float64_ref>");
      return names(graph);
    });
    expect(made.slice(0, -6)).toEqual([
      'Const',
      ...['c', 'c/Assign', 'c/read'],
      ...['n/initial_value', 'n', 'n/Assign', 'n/read'],
      ...['Const_1', 't/initial_value', 't', 't/Assign', 't/read'],
      ...['ci/Initializer/Const', 'ci', 'ci/Assign', 'ci/read'],
      ...['oi/Initializer/ones', 'oi', 'oi/Assign', 'oi/read'],
      ...['fn/Initializer/zeros', 'fn', 'fn/Assign', 'fn/read'],
    ]);
  });

  it('is in the collections of variables, and of those that are its scope’s', () => {
    build(() => {
      const a = tf.variableScope('a', (scope) => {
        const made = [tf.getVariable('w', [1]), tf.getVariable('step', { shape: [], trainable: false })];
        expect(scope.globalVariables()).toEqual(made);
        expect(scope.trainableVariables()).toEqual([made[0]]);
        return made;
      });
      const ab = tf.variableScope('ab', () => tf.getVariable('w', { shape: [1], collections: ['variables', 'mine'] }));
      expect(tf.globalVariables()).toEqual([...a, ab]);
      expect(tf.trainableVariables()).toEqual([a[0], ab]);
      tf.variableScope('a', (scope) => expect(scope.globalVariables()).toEqual(a));
      tf.variableScope('ab', (scope) => expect(scope.getCollection('mine')).toEqual([ab]));
    });
  });

  it('takes initializer, regularizer and type from its scope, and a scope from that around it', () => {
    build((graph) => {
      const regularizer = (v: tf.Variable) => tf.nn.l2Loss(v);
      tf.variableScope('r', { initializer: tf.zerosInitializer(), regularizer, dtype: 'float64' }, () =>
        tf.variableScope('s', () => tf.getVariable('w', { shape: [2] })),
      );
      expect(names(graph)).toEqual([
        ...['r/s/w/Initializer/zeros', 'r/s/w', 'r/s/w/Assign', 'r/s/w/read'],
        'r/s/w/Regularizer/L2Loss',
      ]);
      const losses = tf.getCollection<Tensor>(GraphKeys.REGULARIZATION_LOSSES);
      expect(losses.map(String)).toEqual(['Tensor("r/s/w/Regularizer/L2Loss:0", shape=(), dtype=float64)']);
      tf.variableScope('r', { reuse: true }, (scope) => {
        scope.setDtype('float64');
        tf.variableScope('s', () => tf.getVariable('w'));
      });
      expect(tf.getCollection(GraphKeys.REGULARIZATION_LOSSES)).toEqual(losses);
    });
  });
});

describe('a variable that is there', () => {
  it('is given again where the scope reuses, as scopes inside do', () => {
    build((graph) => {
      const layer = () => tf.variableScope('layer', () => tf.getVariable('w', [2]));
      const w = tf.variableScope('model', layer);
      const before = graph.lastId;
      expect(tf.variableScope('model', { reuse: true }, layer)).toBe(w);
      expect(tf.variableScope('model', { reuse: tf.AUTO_REUSE }, layer)).toBe(w);
      tf.variableScope('model', (scope) => {
        scope.reuseVariables();
        expect(scope.reuse).toBe(true);
        expect(layer()).toBe(w);
      });
      expect(graph.lastId).toBe(before);
      expect(tf.variableScope('model', { reuse: tf.AUTO_REUSE }, () => tf.getVariable('v', [1])).name).toBe(
        'model/v:0',
      );
    });
  });

  it('of a size that is not said has any', () => {
    build(() => {
      const w = tf.getVariable('w', [2, 3]);
      tf.getVariableScope().reuseVariables();
      expect([tf.getVariable('w'), tf.getVariable('w', [null, 3])]).toEqual([w, w]);
    });
  });

  it('is refused where the scope does not reuse, and one that is not there where it does', () => {
    build(() => {
      tf.getVariable('w', [2, 3]);
      expect(() => tf.getVariable('w', [2, 3])).toThrow(
        'Variable w already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?',
      );
      expect(() => tf.variableScope('', { reuse: true }, () => tf.getVariable('q', [2, 3]))).toThrow(
        'Variable q does not exist, or was not created with tf.get_variable(). ' +
          'Did you mean to set reuse=tf.AUTO_REUSE in VarScope?',
      );
      new tf.Variable(1, { name: 'own' });
      expect(() => tf.variableScope('', { reuse: true }, () => tf.getVariable('own', []))).toThrow(GraphError);
    });
  });

  it('is refused with another shape or type', () => {
    build(() => {
      tf.getVariable('w', [2, 3]);
      tf.getVariable('i', [2], 'int32');
      tf.getVariableScope().reuseVariables();
      const refused = (call: () => unknown, type: typeof GraphError, text: string) => {
        expect(call).toThrow(type);
        expect(call).toThrow(text);
      };
      refused(
        () => tf.getVariable('w', [2, 4]),
        ShapeError,
        'Trying to share variable w, but specified shape (2, 4) and found shape (2, 3).',
      );
      refused(
        () => tf.getVariable('w', [2, 3], 'int32'),
        DTypeError,
        'Trying to share variable w, but specified dtype int32 and found dtype float32_ref.',
      );
      refused(
        () => tf.getVariable('i'),
        DTypeError,
        'Trying to share variable i, but specified dtype float32 and found dtype int32_ref.',
      );
    });
  });

  it('is one of its graph', () => {
    const [a, b] = [build(() => tf.getVariable('w', [1])), build(() => tf.getVariable('w', [1]))];
    expect(a.graph).not.toBe(b.graph);
  });

  it('is forgotten with what is taken back of the graph', () => {
    build((graph) => {
      const mark = graph.mark();
      tf.variableScope(null, { defaultName: 'd' }, () => tf.getVariable('w', [1]));
      tf.getVariableScope().reuseVariables();
      graph.rollback(mark);
      graph.release(mark);
      expect(tf.variableScope(null, { defaultName: 'd' }, () => tf.getVariable('w', [1])).name).toBe('d/w:0');
    });
  });
});

describe('what getVariable and variableScope refuse', () => {
  it.each<[string, () => unknown]>([
    ['Shape of a new variable (z) must be fully defined, but instead was <unknown>.', () => tf.getVariable('z')],
    [
      'Shape of a new variable (z) must be fully defined, but instead was (?, 2).',
      () => tf.getVariable('z', [null, 2]),
    ],
    [
      'If initializer is a constant, do not specify shape.',
      () => tf.getVariable('z', [2], { initializer: tf.constant([1, 2]) }),
    ],
    [
      "Initializer type '<dtype: 'int32'>' and explicit dtype '<dtype: 'float32'>' don't match.",
      () => tf.getVariable('z', { dtype: 'float32', initializer: tf.constant(3, 'int32') as never }),
    ],
    ['A variable needs a name, not ', () => tf.getVariable('')],
    [
      'If defaultName is not given then nameOrScope is required',
      () => tf.variableScope(null as never, () => undefined),
    ],
    [
      'reuse=True cannot be used without a nameOrScope',
      () => tf.variableScope(null, { defaultName: 'd', reuse: true }, () => undefined),
    ],
    ['nameOrScope must be a string or a VariableScope, not 7', () => tf.variableScope(7 as never, () => undefined)],
    ['The reuse parameter must be', () => tf.variableScope('a', { reuse: 'yes' as never }, () => undefined)],
    ['variableScope needs a callback', () => tf.variableScope('a', {} as never)],
    ["The callback of variableScope('a') returned a promise", () => tf.variableScope('a', async () => 1)],
  ])('%s', (text, call) => {
    build(() => {
      expect(call).toThrow(text);
      expect(tf.getVariableScope().name).toBe('');
      expect(tf.getDefaultGraph().currentNameScope).toBe('');
    });
  });
});

describe('a custom getter', () => {
  beforeEach(() => tf.resetDefaultGraph());

  it('is handed what finds or makes variables, full names and the defaults of the scope', () => {
    const asked: unknown[] = [];
    const scope = { initializer: tf.onesInitializer, customGetter };
    function customGetter(...[getter, name, options]: Parameters<tf.CustomGetter>) {
      asked.push([name, options.shape, options.initializer === tf.onesInitializer, options.dtype]);
      return getter(name, { trainable: false });
    }
    const v = tf.variableScope('a', scope, () => tf.getVariable('v', [2]));
    expect(asked).toEqual([['a/v', [2], true, 'float32']]);
    expect([v.op.name, v.trainable]).toEqual(['a/v', false]);
  });

  it('may give a tensor, and rename', () => {
    const twice: tf.CustomGetter = (getter, name) => getter(`${name}_raw`).value().mul(2);
    const made = tf.variableScope('a', { customGetter: twice }, () => tf.layers.dense(tf.ones([1, 2]), 1));
    expect(tf.globalVariables().map(({ op }) => op.name)).toEqual(['a/dense/kernel_raw', 'a/dense/bias_raw']);
    expect(made.shape.asList()).toEqual([1, 1]);
  });

  it('of a scope inside is handed that of the scope around it', () => {
    const order: string[] = [];
    const noting =
      (text: string): tf.CustomGetter =>
      (getter, name) => {
        order.push(text);
        return getter(name);
      };
    tf.variableScope('a', { customGetter: noting('outer') }, () =>
      tf.variableScope('b', { customGetter: noting('inner') }, () => tf.getVariable('v', [1])),
    );
    tf.getVariable('w', { shape: [1], customGetter: noting('own') });
    expect(order).toEqual(['inner', 'outer', 'own']);
  });
});

it.each([
  ['getVariable', () => tf.getVariable('v', { shape: [2], partitioner: (() => [1]) as never })],
  ['variableScope', () => tf.variableScope('a', { partitioner: (() => [1]) as never }, () => 1)],
])('%s refuses to split variables', (name, build) => {
  expect(build).toThrow(`tf.${name} takes no partitioner: a variable is kept whole here.`);
});

it('keeps a constraint with the variable', () => {
  tf.resetDefaultGraph();
  const constraint = (value: Tensor) => tf.abs(value);
  expect(tf.getVariable('v', { shape: [2], constraint }).constraint).toBe(constraint);
  expect(tf.getVariable('w', [2]).constraint).toBeNull();
});
