import { describe, expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-types';
import { completion } from '../../../language-server/features/completion/index.ts';
import { at, model, textAt, viewOf } from './viewed.ts';

const before = [
  "const x = tf.placeholder('float32', [null, 784], { name: 'input/x' });",
  "const logits = tf.nameScope('model', () => tf.matmul(x, new tf.Variable(tf.zeros([784, 10]), { name: 'w' })));",
  'const image = tf.reshape(x, [-1, 28, 28, 1]);',
  'const session = new tf.Session();',
];

/** What is offered at the bar of the last line: label and detail. */
function offered(line: string): string[] {
  const view = viewOf(model(...before, line.replace('|', '')));
  const offset = view.text.lastIndexOf(line.replace('|', '')) + line.indexOf('|');
  return completion(view, view.positionAt(offset)).map(({ label, detail }) => `${label}  ${detail}`);
}
const labels = (line: string) => offered(line).map((each) => each.split('  ')[0]);

describe('completion', () => {
  it('offers the axes of the operand with their sizes', () => {
    expect(offered('tf.reduceMean(logits, |)')).toEqual(['0  size batch', '1  size 10', '-1  the last axis']);
    expect(labels('image.reduceSum(|)')).toEqual(['0', '1', '2', '3', '-1']);
    expect(labels('tf.argmax(logits, |')).toEqual(['0', '1', '-1']);
    expect(labels('tf.concat([image, image], |)')).toEqual(['0', '1', '2', '3', '-1']);
    expect(labels('tf.reduceMean(image, { axis: | })')).toEqual(['0', '1', '2', '3', '-1']);
    expect(labels('tf.reduceMean(image, { axis: [1, |] })')).toEqual(['0', '1', '2', '3', '-1']);
    expect(labels('tf.argmax(logits, -|)')).toEqual(['0', '1', '-1']);
    expect(offered('tf.expandDims(logits, |)')).toEqual([
      '0  a new axis before that of size batch, the first',
      '1  a new axis before that of size 10',
      '2  a new axis at the end',
      '-1  a new last axis',
    ]);
  });

  it('offers sizes of the tensors there are for shapes', () => {
    expect(offered('tf.reshape(image, [|])')).toMatchInlineSnapshot(`
      [
        "-1  what is left of float32[batch, 28, 28, 1]",
        "28  image: float32[batch, 28, 28, 1]",
        "784  x: float32[batch, 784]",
        "10  logits: float32[batch, 10]",
      ]
    `);
    expect(labels("tf.placeholder('float32', [|")).toContain('null');
    expect(labels('tf.zeros([784, |])')).toContain('10');
    expect(labels('tf.zeros(|)')).toEqual([]);
  });

  it('offers element types', () => {
    expect(offered("tf.cast(logits, '|')")).toMatchInlineSnapshot(`
      [
        "float32  floating point, 4 bytes",
        "float64  floating point, 8 bytes",
        "int32  integer, 4 bytes",
        "uint8  integer, 1 byte",
        "string  text or bytes",
        "int64  integer, 8 bytes",
        "bool  true or false, 1 byte",
      ]
    `);
    expect(labels("tf.placeholder('|', [1])")).toContain('int32');
    expect(labels("tf.zeros([1], '|')")).toContain('int32');
    expect(labels("tf.constant(1, { dtype: '|' })")).toContain('int32');
  });

  it('offers names where names are asked for', () => {
    expect(labels("session.graph.getTensorByName('|')")).toContain('model/MatMul:0');
    expect(labels("session.graph.getOperationByName('|')")).toContain('model/w/Assign');
    expect(offered("session.run('|')")).toMatchInlineSnapshot(`
      [
        "input/x:0  Placeholder float32[batch, 784]",
        "model/zeros:0  Fill float32[784, 10]",
        "model/w:0  VariableV2 float32[784, 10]",
        "model/MatMul:0  MatMul float32[batch, 10]",
        "Reshape:0  Reshape float32[batch, 28, 28, 1]",
        "input/x  Placeholder",
        "model/zeros  Fill",
        "model/w  VariableV2",
        "model/MatMul  MatMul",
        "Reshape  Reshape",
      ]
    `);
    expect(labels("session.run(['x', '|'])")).toContain('model/MatMul:0');
    expect(labels("session.run({ a: '|' })")).toContain('model/MatMul:0');
    for (const feeds of ["{ '|': 1 }", "[['|', 1]]", "new Map([['|', 1]])", "[[x, 1], ['|', 2]]"]) {
      expect(labels(`session.run(logits, ${feeds})`), feeds).toEqual(['input/x:0']);
    }
    expect(labels("tf.trainableVariables('|')")).toEqual(['model']);
  });

  it('offers names in calls that are only begun', () => {
    const begun = ["session.run('|", "session.run(['|", "session.run(logits, { '|", "session.run(logits, [['|"];
    for (const line of begun) expect(labels(line), line).toContain('input/x:0');
    expect(labels("session.graph.getTensorByName('model|")).toContain('model/MatMul:0');
  });

  it('replaces the whole string, whose name has slashes and colons in it', () => {
    const view = viewOf(model(...before, "session.run('mod/Ma');"));
    const [{ textEdit, filterText }] = completion(view, at(view, "run('mod/|Ma')"));
    expect(textAt(view, (textEdit as TextEdit).range)).toBe('mod/Ma');
    expect(filterText).toBe('input/x:0');
  });

  it('offers nothing anywhere else', () => {
    for (const line of [
      'const |',
      "console.log('|')",
      'tf.matmul(|)',
      "session.run(logits, [[x, '|']])",
      'x.|',
      "const s = '|';",
      '// tf.reduceMean(x, |',
    ]) {
      expect(offered(line), line).toEqual([]);
    }
  });
});
