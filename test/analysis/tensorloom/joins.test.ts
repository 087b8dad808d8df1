import { describe, expect, it } from 'vitest';
import { analyzed, errorsOf, exportsOf, told } from './analyzed.ts';

const either = 'const either = Math.random() > 0.5; const n = Number(process.env.N);';
const anonymous = (text: string) => text.replace(/size\.\d+/g, '?');

function resultOf(body: string): string {
  expect(told(analyzed(either + body)).filter((text) => !text.startsWith('unused'))).toEqual([]);
  return anonymous(exportsOf(either + body).result);
}

describe('one tensor of two', () => {
  it.each([
    ['tf.ones([2, 3])', 'tf.zeros([2, 3])', 'float32[2, 3]'],
    ['tf.ones([2, 3])', 'tf.zeros([2, 4])', 'float32[2, ?]'],
    ['tf.ones([2, 3])', 'tf.zeros([2])', 'float32[…]'],
    ['tf.ones([2])', "tf.ones([2], 'int32')", 'Unknown'],
    ['tf.ones([2])', 'null', 'Unknown'],
    ['new tf.Variable(tf.ones([2]))', 'new tf.Variable(tf.ones([3]))', 'float32[?]'],
    ["tf.placeholder('float32', [null, 3])", "tf.placeholder('float32', [null, 3])", 'float32[?, 3]'],
    ['tf.ones([2]).shape', 'tf.ones([3]).shape', 'TensorShape'],
  ])('of %s and %s has what both have', (a, b, type) => {
    expect(resultOf(`export const result = either ? ${a} : ${b};`)).toBe(type);
  });

  it('is a node that reads both, so that both are needed', () => {
    const { program } = analyzed(`${either} export const result = either ? tf.ones([2]) : tf.zeros([3]);`);
    const merge = program.graphs[0].getOperations().find(({ type }) => type === 'Merge')!;
    expect(merge.inputs.map((input) => input.name)).toEqual(['ones:0', 'zeros:0']);
    expect(program.originOf(merge)).toBeDefined();
  });

  it('is the same node each time the same two meet', () => {
    const { program } = analyzed(`${either}
      const [a, b] = [tf.ones([2]), tf.zeros([2])];
      for (let i = 0; i < 50; i++) console.log(either ? a : b, n > 3 ? a : b);
    `);
    expect(program.graphs[0].getOperations().filter(({ type }) => type === 'Merge')).toHaveLength(1);
  });

  it('takes no name from the program', () => {
    expect(
      exportsOf(`${either}
      const x = either ? tf.ones([2]) : tf.zeros([2]);
      export const { name } = tf.ones([3]);
    `),
    ).toEqual({ name: 'ones_1:0' });
  });

  it('still fails where it fits in neither case', () => {
    expect(
      errorsOf(`${either} const x = either ? tf.ones([2, 3]) : tf.ones([5, 3]); tf.matmul(x, tf.ones([4, 1]));`),
    ).toHaveLength(1);
    expect(
      errorsOf(`${either} const x = either ? tf.ones([2, 3]) : tf.ones([2, 4]); tf.matmul(x, tf.ones([4, 1]));`),
    ).toEqual([]);
  });

  it('may be a variable, with all that one has', () => {
    const body = `${either}
      const v = either ? new tf.Variable(tf.ones([2])) : new tf.Variable(tf.ones([3]));
      export const initializer = v.initializer;
      export const sum = v.add(1);
      await new tf.Session().run(v.initializer);
    `;
    expect(errorsOf(body)).toEqual([]);
    expect(anonymous(exportsOf(body).sum)).toBe('float32[?]');
  });
});

describe('a tensor that a loop changes', () => {
  it('keeps the shape that every pass keeps', () => {
    expect(
      resultOf(`
        let x = tf.placeholder('float32', [null, 10], { name: 'x' });
        for (let i = 0; i < n; i++) x = tf.nn.relu(tf.matmul(x, new tf.Variable(tf.zeros([10, 10]))));
        export const result = x;
      `),
    ).toBe('float32[x.0, 10]');
  });

  it('has an open size where passes differ', () => {
    expect(
      resultOf(`
        let x = tf.ones([1, 2]);
        for (let i = 0; i < n; i++) x = tf.concat([x, tf.ones([1, 2])], 0);
        export const result = x;
      `),
    ).toBe('float32[?, 2]');
  });

  it('leaves nothing of what was tried in the graph', () => {
    const { program } = analyzed(`${either}
      let x = tf.ones([2]);
      const optimizer = new tf.train.AdamOptimizer();
      const w = new tf.Variable(tf.zeros([2]));
      for (const step of tf.train.steps(100)) x = x.add(optimizer.minimize(tf.reduceSum(w.mul(x))) && 1);
      export const kept = optimizer.variables();
    `);
    const operations = program.graphs[0].getOperations();
    expect(
      operations.every((op, id) => op.id === id && op.inputs.every(({ op: input }) => operations[input.id] === input)),
    ).toBe(true);
    expect(
      operations
        .filter(({ type }) => type === 'ApplyAdam')
        .every(({ inputs }) => inputs.every(({ op }) => operations[op.id] === op)),
    ).toBe(true);
  });
});

describe('graphs', () => {
  it('are kept apart from the default graph of the process', () => {
    const { program } = analyzed(`
      const graph = new tf.Graph();
      graph.asDefault(() => tf.constant(1, { name: 'own' }));
      tf.constant(2, { name: 'first' });
      tf.resetDefaultGraph();
      tf.constant(3, { name: 'second' });
      export const same = tf.getDefaultGraph() === graph;
    `);
    const names = program.graphs.map((graph) => graph.getOperations().map(({ name }) => name));
    expect(names).toEqual([['first'], ['own'], ['second']]);
    expect(program.graphs.map((graph) => graph.getOperations()[0].source)).toEqual([undefined, undefined, undefined]);
    expect(program.exports.get('same')).toBe(false);
  });

  it('refuse to start over inside one', () => {
    expect(errorsOf('new tf.Graph().asDefault(() => tf.resetDefaultGraph());')).toHaveLength(1);
  });

  it('may have been replaced, where that is not known', () => {
    const body =
      'const a = tf.constant(1); if (Math.random() > 0.5) tf.resetDefaultGraph(); tf.add(a, tf.constant(2));';
    expect(errorsOf(body)).toEqual([]);
  });
});

describe('instanceof', () => {
  it('knows the objects of the engine and the stand-ins', () => {
    expect(
      exportsOf(`
        const x = tf.constant(1);
        const v = new tf.Variable(1);
        const sess = new tf.InteractiveSession();
        export const tensor = x instanceof tf.Tensor;
        export const other = x instanceof tf.Variable;
        export const variable = v instanceof tf.Variable;
        export const optimizer = new tf.train.AdamOptimizer() instanceof tf.train.Optimizer;
        export const session = sess instanceof tf.Session;
        export const plain = {} instanceof tf.Tensor;
        export const array = new tf.NdArray('float32', [1], new Float32Array(1)) instanceof tf.NdArray;
      `),
    ).toMatchObject({
      tensor: 'true',
      other: 'false',
      variable: 'true',
      optimizer: 'true',
      session: 'true',
      plain: 'false',
    });
  });

  it('leaves classes of the program alone that extend those of the engine', () => {
    const body = `
      class Mine extends tf.train.AdamOptimizer { minimize(loss) { return super.minimize(loss); } }
      export const train = new Mine(0.1).minimize(tf.reduceSum(new tf.Variable(tf.ones([2]))));
    `;
    expect(errorsOf(body)).toEqual([]);
    expect(exportsOf(body)).toEqual({ train: 'Unknown' });
  });
});
