import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../../language-server/features/hover.ts';
import { at, model, textAt, viewOf } from './viewed.ts';

const text = model(
  "const x = tf.placeholder('float32', [null, 784], { name: 'x' });",
  "const w = new tf.Variable(tf.zeros([784, 500]), { name: 'weights' });",
  'const steps = new tf.Variable(0, { trainable: false });',
  "const layer = (input: tf.Tensor, units: number) => tf.nameScope('layer', () => input.matmul(tf.zeros([784, units])));",
  'const hidden = tf.matmul(x, w).relu();',
  'const [wide, narrow] = [layer(x, 100), layer(x, 10)];',
  'const image = tf.reshape(x, [-1, 28, 28, 1]);',
  "const features = tf.nn.conv2d(image, tf.zeros([5, 5, 1, 32]), [1, 1, 1, 1], 'SAME');",
  'const train = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduceMean(hidden), { globalStep: steps });',
  'const data = tf.data.Dataset.fromTensorSlices({ image: new Float32Array(784), label: new Int32Array(784) }).batch(56);',
  'const digits = tf.data.digits({ train: 500 });',
  'const [images] = digits.train.nextBatch(50);',
  'using session = new tf.Session();',
  "await session.run('layer/MatMul:0', { 'x:0': images });",
  'session.graph.getTensorByName(`no\\nname`);',
  'const units = 500;',
);
const view = viewOf(text);
const hoverAt = (marked: string): string | undefined =>
  (hover(view, at(view, marked))?.contents as MarkupContent)?.value;

describe('a hover', () => {
  it('tells the type and shape of a tensor, its full name and the type of its operation', () => {
    expect(hoverAt('const |x =')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (tensor) x: float32[batch, 784]
      \`\`\`

      \`x:0\` (Placeholder)"
    `);
    expect(hoverAt('tf.matmul(|x, w)')).toBe(hoverAt('const |x ='));
  });

  it('on the name of a function tells what its call gives, with the work that it takes', () => {
    expect(hoverAt('tf.mat|mul(x, w)')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (tensor) matmul: float32[batch, 500]
      \`\`\`

      \`MatMul:0\` (MatMul)

      392 k × batch multiply-adds"
    `);
    expect(hoverAt('w).re|lu()')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (tensor) relu: float32[batch, 500]
      \`\`\`

      \`Relu:0\` (Relu)"
    `);
    expect(hoverAt('tf.nn.conv|2d')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (tensor) conv2d: float32[batch, 28, 28, 32]
      \`\`\`

      \`Conv2D:0\` (Conv2D)

      627 k × batch multiply-adds"
    `);
  });

  it('counts the parameters and bytes of a variable', () => {
    expect(hoverAt('const |w =')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (variable) w: float32[784, 500]
      \`\`\`

      \`weights:0\` (VariableV2)

      392,000 parameters, 1.6 MB"
    `);
    expect(hoverAt('const ste|ps')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (variable) steps: float32
      \`\`\`

      \`Variable:0\` (VariableV2)

      1 parameter, 4 B, not trained"
    `);
  });

  it('has a line for each of several tensors that one line makes', () => {
    expect(hoverAt('input.mat|mul')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (tensor) matmul: float32[batch, 100] | float32[batch, 10]
      \`\`\`

      2 values, in order:

      - \`float32[batch, 100]\` \`layer/MatMul:0\` (MatMul), 78 k × batch multiply-adds
      - \`float32[batch, 10]\` \`layer_1/MatMul:0\` (MatMul), 7.8 k × batch multiply-adds"
    `);
    expect(hoverAt('(in|put: tf')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (tensor) input: float32[batch, 784]
      \`\`\`

      \`x:0\` (Placeholder)"
    `);
    expect(hoverAt('[wi|de,')).toContain('float32[batch, 100]');
  });

  it('tells of operations, optimizers, data and sessions', () => {
    expect(hoverAt('const tra|in =')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (operation) train: AssignAdd
      \`\`\`

      \`GradientDescent\` (AssignAdd)

      Gives \`float32\`"
    `);
    expect(hoverAt('tf.train.Gradient|Descent')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (optimizer) GradientDescentOptimizer
      \`\`\`

      Its operations are in the scope \`GradientDescent\`"
    `);
    expect(hoverAt('const da|ta')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (dataset) data: Dataset of { image: float32[56], label: int32[56] }
      \`\`\`

      14 elements"
    `);
    expect(hoverAt('digits.tra|in.')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (dataset) train: images float32[500, 784], labels class numbers
      \`\`\`

      500 examples"
    `);
    expect(hoverAt('[im|ages]')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (data) images: NdArray float32[50, 784]
      \`\`\`

      Images"
    `);
    expect(hoverAt('using ses|sion')).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (session) session: Session
      \`\`\`

      Runs a graph of 56 operations"
    `);
  });

  it('on a string that names a tensor tells of that', () => {
    expect(hoverAt("'layer/Mat|Mul:0'")).toMatchInlineSnapshot(`
      "\`\`\`typescript
      (tensor) float32[batch, 100]
      \`\`\`

      \`layer/MatMul:0\` (MatMul)

      78 k × batch multiply-adds"
    `);
    expect(textAt(view, hover(view, at(view, "'|x:0'"))!.range!)).toBe("'x:0'");
  });

  it('on a string that names nothing is none', () => {
    expect(hoverAt('`no\\n|name`')).toBeUndefined();
  });

  it('leaves plain JavaScript to others', () => {
    for (const place of ['uni|ts = 500', 'un|its: number', 'import * as t|f', '5|00;', "'SA|ME'"]) {
      expect(hoverAt(place), place).toBeUndefined();
    }
  });
});
