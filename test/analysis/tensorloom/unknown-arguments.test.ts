import { describe, expect, it } from 'vitest';
import { analyzed, exportsOf, told } from './analyzed.ts';

/** Before each: `n` is a number that only a run has, `any` is anything. */
const unknowns = `
const n = Number(process.env.N);
const any = JSON.parse(process.env.X);
const list = [1, 2, 3].filter((x) => x > n);
`;

/** What `expression` is, its new sizes as question marks. */
function typeOf(expression: string): string {
  const body = `${unknowns}export const result = ${expression};`;
  expect(told(analyzed(body)).filter((text) => !text.startsWith('unused-graph-part'))).toEqual([]);
  return exportsOf(body).result.replace(/[\w./:()]*(?:size|length|:\d|\.\d)[\w./:()]*(?=[,\]])/g, '?');
}

describe('what is not known of an argument', () => {
  it.each([
    ['tf.zeros([n, 10])', 'float32[?, 10]'],
    ['tf.zeros(n)', 'float32[?]'],
    ['tf.fill([2, n], 1)', 'float32[2, ?]'],
    ['tf.truncatedNormal([n, 10], { stddev: n })', 'float32[?, 10]'],
    ['tf.placeholder("float32", [n, 5])', 'float32[?, 5]'],
    ['tf.placeholder("float32", any)', 'float32[…]'],
    ['tf.constant(1, { shape: [n, 3] })', 'float32[?, 3]'],
    ['tf.eye(n)', 'float32[?, ?]'],
    ['tf.range(n)', 'int32[?]'],
    ['tf.oneHot([1, 2], n)', 'float32[2, ?]'],
    ['tf.tile(tf.ones([2, 3]), [n, 1])', 'float32[?, 3]'],
    ['tf.tile(tf.ones([2, 3]), any)', 'float32[?, ?]'],
    ['tf.reshape(tf.zeros([4, 6]), [n, 3])', 'float32[8, 3]'],
    ['tf.reshape(tf.zeros([4, 6]), [n, n])', 'float32[?, ?]'],
    ['tf.zeros([list.length, 2])', 'float32[?, 2]'],
  ])('leaves a size open: %s', (expression, type) => {
    expect(typeOf(expression)).toBe(type);
  });

  it.each([
    ['tf.reduceSum(tf.ones([2, 3]), n)', 'float32[…]'],
    ['tf.reduceSum(tf.ones([2, 3]), n, true)', 'float32[?, ?]'],
    ['tf.concat([tf.ones([2, 3]), tf.ones([2, 3])], n)', 'float32[?, ?]'],
    ['tf.expandDims(tf.ones([2, 3]), n)', 'float32[?, ?, ?]'],
    ['tf.transpose(tf.ones([2, 3]), any)', 'float32[?, ?]'],
    ['tf.gather(tf.ones([5, 3]), list.map(() => n))', 'float32[?, 3]'],
  ])('leaves open what an axis or an order decides: %s', (expression, type) => {
    expect(typeOf(expression)).toBe(type);
  });

  it.each([
    ['tf.ones([2, 3]).mul(n)', 'float32[2, 3]'],
    ['tf.constant([1, 2], "int32").mul(n)', 'int32[2]'],
    ['tf.constant(n, { shape: [3] })', 'float32[3]'],
    ['tf.constant([n, 2], "int64")', 'int64[2]'],
    ['tf.constant(new Float32Array(5))', 'float32[5]'],
    ['tf.constant(list)', 'float32[?]'],
    ['tf.ones([2, 3]).add([n, n, n])', 'float32[2, 3]'],
    ['tf.nn.dropout(tf.ones([2, 3]), n)', 'float32[2, 3]'],
    ['tf.clipByValue(tf.ones([2]), -n, n)', 'float32[2]'],
    ['tf.matmul(new tf.NdArray("float64", [3, 4], new Float64Array(12)), tf.ones([4, 2]))', 'float32[3, 2]'],
    ['tf.stack([tf.constant(1), n])', 'float32[2]'],
    ['tf.reduceSum(tf.ones([2, 3]), 1, { name: any })', 'float32[2]'],
    ['tf.randomNormal([2], { seed: any })', 'float32[2]'],
    ['tf.add([1, 2], 1, any)', 'float32[2]'],
    ['tf.add([1, 2], 1, { ...any })', 'float32[2]'],
  ])('takes data whose elements are not known: %s', (expression, type) => {
    expect(typeOf(expression)).toBe(type);
  });

  it.each([
    'tf.add(any, 1)',
    'tf.constant(any)',
    'tf.cast(tf.ones([2]), any)',
    'tf.unstack(tf.zeros([n, 3]))',
    'tf.split(tf.zeros([6, 3]), n)',
    'tf.stack(list.map((v) => tf.constant(v)))',
    'tf.matmul(tf.ones([2, 3]), tf.ones([3, 4]), { transposeA: any })',
    'tf.nn.softmax(tf.ones([2, 3]), any)',
    'tf.squeeze(tf.ones([1, 2, 1]), n)',
    'tf.getCollection(any)',
    'tf.reduceSum(...any)',
    'tf.reduceSum(tf.ones([2, 3]), { name: "x", ...any })',
    'tf.reduceSum(tf.ones([2, 3]), { name: "x", ...(n > 3 ? { axis: 1 } : {}) })',
  ])('makes the result unknown where all hangs on it: %s', (expression) => {
    expect(typeOf(expression)).toBe('Unknown');
  });

  it('builds what a body builds though its scope is not known', () => {
    const scoped = (call: string) => exportsOf(`${unknowns}export const result = ${call};`).result;
    expect(scoped('tf.nameScope(any, () => tf.ones([2]))')).toBe('float32[2]');
    expect(scoped('tf.device(any, () => tf.ones([2]))')).toBe('float32[2]');
    expect(scoped('tf.controlDependencies([any], () => tf.ones([2]))')).toBe('float32[2]');
  });

  it('makes a variable of a value whose size is a number in a run', () => {
    expect(typeOf('new tf.Variable(tf.truncatedNormal([n, 10]))')).toBe('float32[?, 10]');
    expect(typeOf('new tf.Variable(() => tf.zeros([n]))')).toBe('float32[?]');
    expect(typeOf('new tf.Variable(new Float32Array(n))')).toBe('float32[?]');
  });

  it('never calls wrong what only is not known', () => {
    const silent = [
      'tf.constant([1, 2], "int32").mul(any.scale)',
      'tf.getDefaultGraph().getTensorByName(any)',
      'tf.nameScope(any, () => tf.constant(1, { name: "x" })); tf.getDefaultGraph().getTensorByName("x:0")',
      'tf.norm(tf.ones([2, 3]), n)',
      'tf.nn.moments(tf.ones([2, 3]), any)',
      'tf.booleanMask(tf.ones([2, 3]), tf.reshape(tf.constant([true]), any))',
      'tf.scalarMul(tf.reshape(tf.constant([1]), any), [1, 2])',
      'new tf.Variable(tf.reshape(tf.ones([6]), any))',
      'tf.unstack(tf.reshape(tf.ones([6]), [n, 2]))',
      'tf.nn.conv2d(tf.ones([1, 8, 8, 3]), tf.ones([n, n, 3, 4]), [1, n, n, 1], any)',
      'new tf.train.AdamOptimizer(any).minimize(any)',
      'tf.constant(n).add(tf.constant(1, "int32").cast(any))',
    ];
    for (const program of silent) expect([program, told(analyzed(`${unknowns}${program};`))]).toEqual([program, []]);
  });

  it('still finds what fits for no value of it', () => {
    const errors = (program: string) => told(analyzed(`${unknowns}${program};`)).map((text) => text.split(':')[0]);
    expect(errors('tf.matmul(tf.ones([2, n]), tf.ones([n, 3])).add(tf.ones([2, 4]))')).toEqual(['shape-mismatch']);
    expect(errors('tf.matmul(tf.zeros([n, 3]), tf.zeros([4, n]))')).toEqual(['shape-mismatch']);
    expect(errors('tf.ones([2, 3]).mul(n).matmul(tf.ones([2, 3]))')).toEqual(['shape-mismatch']);
    expect(errors('tf.reshape(tf.ones([7]), [2, n])')).toEqual(['shape-mismatch']);
  });
});

describe('a shape that the program asks for', () => {
  it('is null where a run has null, and unknown where a run has a number', () => {
    const found = exportsOf(`${unknowns}
      export const [a, b] = tf.placeholder('float32', [null, 3]).shape.asList();
      export const [c, d] = tf.zeros([n, 3]).shape.asList();
      export const rank = tf.zeros([n, 3]).shape.rank;
      export const full = tf.zeros([n, 3]).shape.isFullyDefined;
      export const open = tf.placeholder('float32', [null, 3]).shape.isFullyDefined;
    `);
    expect(found).toEqual({ a: 'null', b: '3', c: 'Unknown', d: '3', rank: '2', full: 'Unknown', open: 'false' });
  });
});
