/** GraphDefs whose nodes call functions, as TensorFlow 2 writes them. */

import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

const float = 'attr { key: "T" value { type: DT_FLOAT } }';
const input = 'node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }';
const call = (name: string, of: string, inputs: readonly string[], op = 'PartitionedCall') =>
  `node { name: "${name}" op: "${op}" ${inputs.map((each) => `input: "${each}"`).join(' ')}
    attr { key: "f" value { func { name: "${of}" attr { key: "Type" value { type: DT_FLOAT } } } } } }`;

/** Rows of a matrix, the last first: the second output of a split, and the first. */
const swap = `function {
  signature { name: "swap" input_arg { name: "rows" type: DT_FLOAT }
    output_arg { name: "last" type: DT_FLOAT } output_arg { name: "first" type: DT_FLOAT } }
  node_def { name: "axis" op: "Const" attr { key: "dtype" value { type: DT_INT32 } }
    attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape {} int_val: 0 } } } }
  node_def { name: "split" op: "Split" input: "axis:output:0" input: "rows" ${float} attr { key: "num_split" value { i: 2 } } }
  ret { key: "last" value: "split:output:1" } ret { key: "first" value: "split:output:0" } }`;

/** Twice the square, by a call of another function whose type the call fills in. */
const nested = `function {
  signature { name: "twice" input_arg { name: "a" type_attr: "Type" } output_arg { name: "sum" type_attr: "Type" }
    attr { name: "Type" type: "type" } }
  node_def { name: "add" op: "Add" input: "a" input: "a" attr { key: "T" value { placeholder: "Type" } } }
  ret { key: "sum" value: "add:z:0" } }
function {
  signature { name: "twice_square" input_arg { name: "a" type: DT_FLOAT } output_arg { name: "y" type: DT_FLOAT } }
  node_def { name: "square" op: "Square" input: "a" ${float} }
  node_def { name: "inner" op: "twice" input: "square:y:0" attr { key: "Type" value { type: DT_FLOAT } } }
  ret { key: "y" value: "inner:sum:0" } }`;

/** Adds one to a variable that it is given, and gives what it holds then. */
const count = `function {
  signature { name: "count" input_arg { name: "v" type: DT_RESOURCE } output_arg { name: "n" type: DT_FLOAT } control_output: "add" }
  node_def { name: "one" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } }
    attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape {} float_val: 1 } } } }
  node_def { name: "add" op: "AssignAddVariableOp" input: "v" input: "one:output:0" attr { key: "dtype" value { type: DT_FLOAT } } }
  node_def { name: "read" op: "ReadVariableOp" input: "v" input: "^add" attr { key: "dtype" value { type: DT_FLOAT } } }
  ret { key: "n" value: "read:value:0" } control_ret { key: "add" value: "add" } }
function { signature { name: "only_count" input_arg { name: "v" type: DT_RESOURCE } control_output: "add" }
  node_def { name: "counted" op: "StatefulPartitionedCall" input: "v" attr { key: "f" value { func { name: "count" } } } }
  control_ret { key: "add" value: "counted" } }`;
const variable = `node { name: "v" op: "VarHandleOp" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape {} } } }
node { name: "zero" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } }
  attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape {} float_val: 0 } } } }
node { name: "init" op: "AssignVariableOp" input: "v" input: "zero" attr { key: "dtype" value { type: DT_FLOAT } } }`;

function load(nodes: string, ...functions: string[]): tf.Graph {
  tf.importGraphDef(`${nodes} library { ${functions.join('\n')} }`, { name: '' });
  return tf.getDefaultGraph();
}

const plain = (value: unknown) => (value as tf.NdArray).toArray();

describe('a call of a function', () => {
  it('gives what the function gives, under the name of the call', async () => {
    load(`${input} ${call('called', 'swap', ['x'])}`, swap);
    using sess = new tf.Session();
    const found = await sess.run(['called:0', 'called:1'], { 'x:0': [[1], [2]] });
    expect(found.map(plain)).toEqual([[[2]], [[1]]]);
  });

  it('may lie in another function, which says for which type it is meant', async () => {
    const graph = load(`${input} ${call('called', 'twice_square', ['x'])}`, nested);
    using sess = new tf.Session();
    expect(await sess.run('called:0', { 'x:0': 3 })).toBe(18);
    expect(graph.getOperationByName('called/inner/add').type).toBe('Add');
    const [gradient] = tf.gradients(graph.getTensorByName('called:0'), [graph.getTensorByName('x:0')]);
    expect(await sess.run(gradient!, { 'x:0': 3 })).toBe(12);
  });

  it('has its effects, each time it is run, and before who waits for it', async () => {
    const waits =
      'node { name: "after" op: "ReadVariableOp" input: "v" input: "^quiet" attr { key: "dtype" value { type: DT_FLOAT } } }';
    load(
      `${variable} ${call('counted', 'count', ['v'], 'StatefulPartitionedCall')}
       ${call('quiet', 'only_count', ['v'], 'StatefulPartitionedCall')} ${waits}`,
      count,
    );
    using sess = new tf.Session();
    await sess.run('init');
    expect(await sess.run('counted:0')).toBe(1);
    expect(await sess.run('counted:0')).toBe(2);
    expect(await sess.run('quiet')).toBeNull();
    expect(await sess.run('after:0')).toBe(4);
  });

  it('waits for what the call waits for', async () => {
    load(`${variable} ${call('counted', 'count', ['v', '^init'], 'StatefulPartitionedCall')}`, count);
    using sess = new tf.Session();
    expect([await sess.run('counted:0'), await sess.run('counted:0')]).toEqual([1, 1]);
  });

  it('is refused where the function is not there, calls itself, or reads what is not in it', () => {
    expect(() => load(`${input} ${call('called', 'nobody', ['x'])}`, swap)).toThrow(
      /'called'.* calls 'nobody', which is no/,
    );
    const endless = `function { signature { name: "again" input_arg { name: "a" type: DT_FLOAT } output_arg { name: "y" type: DT_FLOAT } }
      node_def { name: "inner" op: "again" input: "a" } ret { key: "y" value: "inner:y:0" } }`;
    expect(() => load(`${input} ${call('called', 'again', ['x'])}`, endless)).toThrow(
      /the function 'again' calls itself/,
    );
    const broken = swap.replace('input: "rows"', 'input: "columns:y:0"');
    expect(() => load(`${input} ${call('called', 'swap', ['x'])}`, broken)).toThrow(
      /reads 'columns:y:0', which is not in it/,
    );
  });

  it('is refused where a node has no output of the name', () => {
    const renamed = swap.replace('"split:output:1"', '"split:parts:1"');
    expect(() => load(`${input} ${call('called', 'swap', ['x'])}`, renamed)).toThrow(
      /reads 'parts' of 'split' \(Split\), which has no such output/,
    );
  });

  it('of a loop is refused with what to do', () => {
    expect(() => load(`${input} node { name: "w" op: "StatelessWhile" input: "x" }`)).toThrow(
      /'w' is a StatelessWhile.*Freeze the model/,
    );
  });
});
