import { describe, expect, it } from 'vitest';
import { signatureHelp } from '../../../language-server/features/signature-help.ts';
import { at, model, viewOf } from './viewed.ts';

/** The signature at the bar of the last line, its active parameter in brackets. */
function help(line: string): string | null {
  const view = viewOf(
    model("const x = tf.placeholder('float32', [null, 784]);", 'const w = tf.zeros([784, 10]);', line.replace('|', '')),
  );
  const found = signatureHelp(view, at(view, line));
  if (!found) return null;
  const [{ label, parameters }] = found.signatures;
  const active = parameters![found.activeParameter!]?.label as [number, number] | undefined;
  if (!active) return label;
  return `${label.slice(0, active[0])}⟦${label.slice(...active)}⟧${label.slice(active[1])}`;
}

describe('signature help', () => {
  it('shows a callback that comes after the options', () => {
    expect(help("tf.variableScope(|'a')")).toMatchInlineSnapshot(
      `"variableScope(⟦nameOrScope⟧, { defaultName: string, reuse, initializer, regularizer, dtype: dtype, customGetter, partitioner, auxiliaryNameScope = true }, body: callback)"`,
    );
    expect(help("tf.variableScope('a', |)")).toMatchInlineSnapshot(
      `"variableScope(nameOrScope, ⟦{ defaultName: string, reuse, initializer, regularizer, dtype: dtype, customGetter, partitioner, auxiliaryNameScope = true }⟧, body: callback)"`,
    );
    expect(help("tf.variableScope('a', { reuse: |true }, () => w)")).toMatchInlineSnapshot(
      `"variableScope(nameOrScope, ⟦{ defaultName: string, reuse, initializer, regularizer, dtype: dtype, customGetter, partitioner, auxiliaryNameScope = true }⟧, body: callback)"`,
    );
    expect(help("tf.variableScope('a', { reuse: true }, |)")).toMatchInlineSnapshot(
      `"variableScope(nameOrScope, { defaultName: string, reuse, initializer, regularizer, dtype: dtype, customGetter, partitioner, auxiliaryNameScope = true }, ⟦body: callback⟧)"`,
    );
  });

  it('shows the parameters with the shapes of what they are given, half-typed too', () => {
    expect(help('tf.matmul(|')).toMatchInlineSnapshot(
      `"matmul(⟦a: tensor⟧, b: tensor, { transposeA = false, transposeB = false, name: string })"`,
    );
    expect(help('const y = tf.matmul(x, |')).toMatchInlineSnapshot(
      `"matmul(a: float32[batch, 784], ⟦b: tensor⟧, { transposeA = false, transposeB = false, name: string })"`,
    );
    expect(help('const y = tf.matmul(x, w|);')).toMatchInlineSnapshot(
      `"matmul(a: float32[batch, 784], ⟦b: float32[784, 10]⟧, { transposeA = false, transposeB = false, name: string })"`,
    );
    expect(help('tf.matmul(x, w, { transposeA: | });')).toMatchInlineSnapshot(
      `"matmul(a: float32[batch, 784], b: float32[784, 10], ⟦{ transposeA = false, transposeB = false, name: string }⟧)"`,
    );
    expect(help('tf.nn.softmaxCrossEntropyWithLogits({ logits: w, labels: |x });')).toMatchInlineSnapshot(
      `"nn.softmaxCrossEntropyWithLogits(⟦{ labels: float32[batch, 784], logits: float32[784, 10], axis = -1, name: string }⟧)"`,
    );
    expect(help('tf.reduceMean(tf.matmul(x, w), |)')).toMatchInlineSnapshot(
      `"reduceMean(inputTensor: float32[batch, 10], ⟦axis = null⟧, keepDims = false, { name: string })"`,
    );
    expect(help('tf.concat([x, x], |0)')).toMatchInlineSnapshot(
      `"concat(values: tensors, ⟦axis: axis⟧, { name = 'concat' })"`,
    );
    expect(help('tf.group(x, w, |)')).toMatchInlineSnapshot(
      `"group(⟦...inputs: float32[batch, 784]⟧, { name: string })"`,
    );
  });

  it('counts the tensor before the dot', () => {
    expect(help('x.matmul(|')).toMatchInlineSnapshot(
      `"matmul(a: float32[batch, 784], ⟦b: tensor⟧, { transposeA = false, transposeB = false, name: string })"`,
    );
    expect(help('x.reshape([-1]).add(|)')).toMatchInlineSnapshot(
      `"add(x: float32[784*batch], ⟦y: tensor⟧, { name: string })"`,
    );
  });

  it('is of the innermost call, and of none where another function is called', () => {
    expect(help('tf.matmul(tf.transpose(w|), x)')).toMatch(/^transpose\(⟦a: float32\[784, 10\]⟧/);
    expect(help('tf.matmul(Math.max(1|), x)')).toBeNull();
    expect(help('console.log(|)')).toBeNull();
    expect(help("tf.nameScope('a', () => { | });")).toBeNull();
    expect(help('tf.matmul(x, w)|;')).toBeNull();
  });
});
