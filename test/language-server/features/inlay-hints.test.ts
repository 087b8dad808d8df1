import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { inlayHints } from '../../../language-server/features/inlay-hints.ts';
import { at, everything, model, viewOf } from './viewed.ts';

/** The text with hints in it, between ‹ and ›. */
function hinted(...lines: string[]): string {
  const view = viewOf(model(...lines));
  const hints = inlayHints(view, everything);
  return hints.reduceRight((text, { position, label, paddingLeft }) => {
    const offset = view.offsetAt(position);
    return `${text.slice(0, offset)}‹${paddingLeft ? ' ' : ''}${label}›${text.slice(offset)}`;
  }, view.text);
}

describe('inlay hints', () => {
  it('stand behind declared names and parameters whose shapes are not written there', () => {
    expect(
      hinted(
        "const x = tf.placeholder('float32', [null, 784]);",
        'const n = 28;',
        "const y = tf.placeholder('float32', [null, n * n]);",
        'const w = tf.zeros([784, 10]), b = new tf.Variable(tf.zeros([10]));',
        'let logits = x.matmul(w).add(b);',
        'const { a, c: [d, e] } = { a: logits, c: tf.split(x, 2, 1) };',
        'function dense(input: tf.Tensor, units = 10, { gain = tf.constant(2) } = {}) {',
        '  const kernel = tf.zeros([784, units]);',
        '  return tf.matmul(input, kernel).mul(gain);',
        '}',
        'const outputs = [dense(x), dense(y, 20)].map(o => o.relu());',
        'class Layer { scale = logits.mul(2); }',
        'new Layer();',
        'for (const each of outputs) tf.identity(each);',
      ),
    ).toMatchInlineSnapshot(`
      "import * as tf from 'tensorloom';
      const x = tf.placeholder('float32', [null, 784]);
      const n = 28;
      const y‹: float32[batch, 784]› = tf.placeholder('float32', [null, n * n]);
      const w = tf.zeros([784, 10]), b = new tf.Variable(tf.zeros([10]));
      let logits‹: float32[batch, 10]› = x.matmul(w).add(b);
      const { a‹: float32[batch, 10]›, c: [d‹: float32[batch, 392]›, e‹: float32[batch, 392]›] } = { a: logits, c: tf.split(x, 2, 1) };
      function dense(input: tf.Tensor‹ float32[batch, 784]›, units = 10, { gain‹: float32› = tf.constant(2) } = {}) {
        const kernel‹: float32[784, 10] | float32[784, 20]› = tf.zeros([784, units]);
        return tf.matmul(input, kernel).mul(gain);
      }
      const outputs = [dense(x), dense(y, 20)].map(o‹: float32[batch, 10] | float32[batch, 20]› => o.relu());
      class Layer { scale‹: float32[batch, 10]› = logits.mul(2); }
      new Layer();
      for (const each‹: float32[batch, 10] | float32[batch, 20]› of outputs) tf.identity(each);
      "
    `);
  });

  it('say nothing of what is no tensor, or may be none', () => {
    const lines = [
      'declare const given: any;',
      'const one = 1;',
      'const maybe = given ? tf.zeros([2]).add(1) : null;',
      'const optimizer = new tf.train.AdamOptimizer(0.1);',
      'const unused = (x) => x;',
    ];
    expect(hinted(...lines)).toBe(model(...lines));
  });

  it('tell which tensors they were', () => {
    const view = viewOf(model('const f = x => x;', 'f(tf.zeros([1]));', "f(tf.zeros([2], { name: 'two' }));"));
    const [{ label, tooltip }] = inlayHints(view, everything);
    expect(label).toBe(': float32[1] | float32[2]');
    expect((tooltip as MarkupContent).value).toBe('- `float32[1]` `zeros:0`\n- `float32[2]` `two:0`');
  });

  it('are those of the lines asked for', () => {
    const view = viewOf(model('const a = tf.zeros([1]).add(1);', 'const b = a.add(1);', 'const c = b.add(1);'));
    const hints = inlayHints(view, { start: at(view, '|const b'), end: at(view, 'const b = a.add(1);|') });
    expect(hints.map(({ position }) => position)).toEqual([at(view, 'const b| =')]);
  });
});
