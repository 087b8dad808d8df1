/** GraphDefs with resource variables, as TensorFlow writes them for Keras, run with reference variables. */

import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

const attributes = (attr: Readonly<Record<string, string>>) =>
  Object.entries(attr)
    .map(([key, value]) => `attr { key: "${key}" value { ${value} } }`)
    .join(' ');
const node = (name: string, op: string, input: readonly string[] = [], attr: Readonly<Record<string, string>> = {}) =>
  `node { name: "${name}" op: "${op}" ${input.map((each) => `input: "${each}"`).join(' ')} ${attributes(attr)} }`;
const dtype = { dtype: 'type: DT_FLOAT' };
const handle = (name: string, sharedName = name, size = 3) =>
  node(name, 'VarHandleOp', [], {
    ...dtype,
    shape: `shape { dim { size: ${size} } }`,
    container: 's: ""',
    shared_name: `s: "${sharedName}"`,
    _output_shapes: 'list { shape {} }',
  });
const floats = (name: string, values: readonly number[]) =>
  node(name, 'Const', [], {
    ...dtype,
    value: `tensor { dtype: DT_FLOAT tensor_shape { dim { size: ${values.length} } } ${values.map((value) => `float_val: ${value}`).join(' ')} }`,
  });
const ints = (name: string, values: readonly number[]) =>
  node(name, 'Const', [], {
    dtype: 'type: DT_INT32',
    value: `tensor { dtype: DT_INT32 tensor_shape { dim { size: ${values.length} } } ${values.map((value) => `int_val: ${value}`).join(' ')} }`,
  });

const variable = [
  handle('v'),
  floats('one', [1, 2, 3]),
  node('v/Assign', 'AssignVariableOp', ['v', 'one'], { ...dtype, validate_shape: 'b: false' }),
  node('v/Read', 'ReadVariableOp', ['v'], dtype),
];

function load(...nodes: string[]): tf.Graph {
  tf.importGraphDef([...variable, ...nodes].join('\n'), { name: '' });
  return tf.getDefaultGraph();
}

const plain = (value: unknown) => (value as tf.NdArray).toArray();

describe('an imported resource variable', () => {
  it('is initialized, read and added to', async () => {
    const graph = load(
      node('known', 'VarIsInitializedOp', ['v']),
      node('add', 'AssignAddVariableOp', ['v', 'one'], dtype),
      node('subtract', 'AssignSubVariableOp', ['v', 'one'], dtype),
      node('shape', 'VariableShape', ['v'], { out_type: 'type: DT_INT32' }),
    );
    using sess = new tf.Session();
    expect(await sess.run('known:0')).toBe(false);
    await sess.run('v/Assign');
    expect(await sess.run('known:0')).toBe(true);
    expect(plain(await sess.run('v/Read:0'))).toEqual([1, 2, 3]);
    await sess.run('add');
    await sess.run('add');
    await sess.run('subtract');
    expect(plain(await sess.run('v/Read:0'))).toEqual([2, 4, 6]);
    expect(plain(await sess.run('shape:0'))).toEqual([3]);
    expect(graph.getOperationByName('v').type).toBe('VariableV2');
  });

  it('keeps what was read before it changed', async () => {
    load(
      node('add', 'AssignAddVariableOp', ['v', 'one', '^v/Read'], dtype),
      node('old', 'Identity', ['v/Read', '^add'], { T: 'type: DT_FLOAT' }),
      node('new', 'ReadVariableOp', ['v', '^add'], dtype),
    );
    using sess = new tf.Session();
    await sess.run('v/Assign');
    expect((await sess.run(['old:0', 'new:0'])).map(plain)).toEqual([
      [1, 2, 3],
      [2, 4, 6],
    ]);
  });

  it('has rows that are gathered, scattered to, and updated', async () => {
    const indexed = { ...dtype, Tindices: 'type: DT_INT32' };
    load(
      ints('rows', [2, 0]),
      floats('two', [10, 20]),
      node('rate', 'Const', [], { ...dtype, value: 'tensor { dtype: DT_FLOAT tensor_shape {} float_val: 0.5 }' }),
      node('gathered', 'ResourceGather', ['v', 'rows'], {
        ...indexed,
        batch_dims: 'i: 0',
        validate_indices: 'b: true',
      }),
      node('scatter', 'ResourceScatterAdd', ['v', 'rows', 'two'], indexed),
      node('step', 'ResourceApplyGradientDescent', ['v', 'rate', 'one'], { T: 'type: DT_FLOAT' }),
    );
    using sess = new tf.Session();
    await sess.run('v/Assign');
    expect(plain(await sess.run('gathered:0'))).toEqual([3, 1]);
    await sess.run('scatter');
    expect(plain(await sess.run('v/Read:0'))).toEqual([21, 2, 13]);
    await sess.run('step');
    expect(plain(await sess.run('v/Read:0'))).toEqual([20.5, 1, 11.5]);
  });

  it('is the same under one shared name, and through what hands its handle on', async () => {
    load(
      handle('again', 'v'),
      handle('other', ''),
      node('handed', 'Identity', ['v'], { T: 'type: DT_RESOURCE' }),
      node('read_again', 'ReadVariableOp', ['again'], dtype),
      node('read_handed', 'ReadVariableOp', ['handed', '^again'], dtype),
      node('read_other', 'ReadVariableOp', ['other'], dtype),
      node('end', 'DestroyResourceOp', ['v'], { ignore_lookup_error: 'b: true' }),
    );
    using sess = new tf.Session();
    await sess.run('v/Assign');
    expect((await sess.run(['read_again:0', 'read_handed:0'])).map(plain)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    await expect(sess.run('read_other:0')).rejects.toThrow(/uninitialized value other/);
    expect(await sess.run('end')).toBeNull();
  });

  it('is read on the branch that is taken', async () => {
    load(
      node('p', 'Placeholder', [], { dtype: 'type: DT_BOOL', shape: 'shape {}' }),
      node('Switch', 'Switch', ['v', 'p'], { T: 'type: DT_RESOURCE' }),
      node('taken', 'ReadVariableOp', ['Switch:1'], dtype),
      node('Switch_1', 'Switch', ['one', 'p'], { T: 'type: DT_FLOAT' }),
      node('twice', 'Add', ['Switch_1', 'Switch_1'], { T: 'type: DT_FLOAT' }),
      node('Merge', 'Merge', ['twice', 'taken'], { T: 'type: DT_FLOAT', N: 'i: 2' }),
    );
    using sess = new tf.Session();
    await sess.run('v/Assign');
    expect(plain(await sess.run('Merge:0', { 'p:0': true }))).toEqual([1, 2, 3]);
    expect(plain(await sess.run('Merge:0', { 'p:0': false }))).toEqual([2, 4, 6]);
  });

  it('has a gradient', async () => {
    const graph = load(node('y', 'Mul', ['v/Read', 'v/Read'], { T: 'type: DT_FLOAT' }));
    const [gradient] = tf.gradients(graph.getTensorByName('y:0'), [graph.getTensorByName('v:0')]);
    using sess = new tf.Session();
    await sess.run('v/Assign');
    expect(plain(await sess.run(gradient!))).toEqual([2, 4, 6]);
  });

  it('is refused where rows are gathered batch by batch', () => {
    const attr = { ...dtype, Tindices: 'type: DT_INT32', batch_dims: 'i: 1' };
    expect(() => load(ints('rows', [2, 0]), node('gathered', 'ResourceGather', ['v', 'rows'], attr))).toThrow(
      /ResourceGather/,
    );
  });

  it('is refused where an update is unknown, by the name that the file has', () => {
    const update = node('step', 'ResourceApplyNothing', ['v'], { T: 'type: DT_FLOAT' });
    expect(() => load(update)).toThrow(/ResourceApplyNothing/);
  });
});
