import { describe, expect, it } from 'vitest';
import { documentSymbols } from '../../../language-server/features/document-symbols.ts';
import { outline } from '../shown.ts';
import { model, textAt, viewOf } from './viewed.ts';

const lines = [
  "const x = tf.placeholder('float32', [null, 784], { name: 'x' });",
  'function layer(input, units) {',
  "  return tf.nameScope('layer', () => {",
  "    const w = new tf.Variable(tf.zeros([input.shape.dims[1], units]), { name: 'weights' });",
  '    return tf.matmul(input, w);',
  '  });',
  '}',
  "const y = tf.nameScope('model', () => layer(layer(x, 100), 10));",
  'const train = new tf.train.AdamOptimizer().minimize(tf.reduceMean(y));',
];

describe('the outline', () => {
  it('is what the calls made, by scope', () => {
    expect(outline(documentSymbols(viewOf(model(...lines))))).toMatchInlineSnapshot(`
      "
      x  Placeholder float32[batch, 784]
      model  scope
        layer  scope
          weights  float32[784, 100]
          zeros  Fill float32[784, 100]
          MatMul  MatMul float32[batch, 100]
        layer_1  scope
          weights  float32[100, 10]
          zeros  Fill float32[100, 10]
          MatMul  MatMul float32[batch, 10]
      Adam  NoOp
      Mean  Mean float32"
    `);
  });

  it('has variable scopes, and variables by the names they are asked for', () => {
    const view = viewOf(
      model(
        "const x = tf.placeholder('float32', [null, 784], { name: 'x' });",
        "const layer = (units) => tf.variableScope('layer', { reuse: tf.AUTO_REUSE }, () => {",
        "  const w = tf.getVariable('weights', [784, units]);",
        '  return tf.matmul(x, w);',
        '});',
        'layer(10);',
        'layer(10);',
      ),
    );
    expect(outline(documentSymbols(view))).toMatchInlineSnapshot(`
      "
      x  Placeholder float32[batch, 784]
      layer  scope
        weights  float32[784, 10]
        MatMul  MatMul float32[batch, 10]
      layer_1  scope
        MatMul  MatMul float32[batch, 10]"
    `);
  });

  it('tells scopes that hold the same, and those whose names are computed, from each other', () => {
    const view = viewOf(
      model(
        'function layer(input, name) {',
        "  const scaled = () => tf.nameScope('scaled', () => input.mul(tf.ones([2], { name: 'factors' })));",
        '  return tf.nameScope(name, () => scaled());',
        '}',
        "tf.nameScope('m', () => layer(tf.zeros([2]), 'first'));",
        "for (const i of [1, 2]) layer(tf.zeros([2]), 'layer' + i);",
      ),
    );
    expect(outline(documentSymbols(view))).toMatchInlineSnapshot(`
      "
      layer1  scope
        scaled  scope
          mul  Mul float32[2]
          factors  Const float32[2]
      layer2  scope
        scaled  scope
          mul  Mul float32[2]
          factors  Const float32[2]
      m  scope
        first  scope
          scaled  scope
            mul  Mul float32[2]
            factors  Const float32[2]
        zeros  Const float32[2]
      zeros  Const float32[2]
      zeros_1  Const float32[2]"
    `);
  });

  it('selects the name where one is written, within the call', () => {
    const view = viewOf(model(...lines));
    const [first] = documentSymbols(view);
    expect([first.name, textAt(view, first.selectionRange), textAt(view, first.range)]).toEqual([
      'x',
      "'x'",
      lines[0].slice('const x = '.length, -1),
    ]);
  });
});
