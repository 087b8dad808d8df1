/** Gradients of the program's own and templates, analysed: what is found in them, and what stays silent. */

import { describe, expect, it } from 'vitest';
import { analyzed, errorsOf, exportsOf, told } from './analyzed.ts';

const either = 'const either = Math.random() > 0.5; const unknown = JSON.parse(process.env.X);';
const x = "const x = tf.placeholder('float32', [null, 3], { name: 'x' });";

describe('tf.customGradient', () => {
  it('gives what the function gives, with its shapes', () => {
    const shapes = exportsOf(`${x}
      const f = tf.customGradient((a, b) => [{ sum: a.add(b), parts: [tf.reduceSum(a, 1)] }, (dy) => [dy, dy]]);
      const result = f(x, tf.ones([4, 3]));
      export const sum = result.sum;
      export const part = result.parts[0];
      export const gradient = tf.gradients(tf.customGradient((a) => [a, (dy) => dy.mul(2)])(x), x)[0];
    `);
    expect(shapes).toEqual({ sum: 'float32[4, 3]', part: 'float32[x.0]', gradient: 'float32[x.0, 3]' });
  });

  it('is followed into the function and into its gradient', () => {
    expect(errorsOf(`${x} tf.customGradient((a) => [tf.matmul(a, a), (dy) => dy])(x);`)).toEqual([]);
    const y = "const y = tf.placeholder('float32', [4, 3]);";
    expect(errorsOf(`${y} tf.customGradient((a) => [tf.matmul(a, a), (dy) => dy])(y);`)).toEqual([
      'shape-mismatch «tf.matmul(a, a)»',
    ]);
    const bad = `${y} const f = tf.customGradient((a) => [a, (dy) => tf.matmul(dy, dy)]);`;
    expect(errorsOf(`${bad} f(y);`)).toEqual([]);
    expect(errorsOf(`${bad} tf.gradients(f(y), y);`)).toEqual(['shape-mismatch «tf.matmul(dy, dy)»']);
  });

  it('says what the engine refuses', () => {
    expect(told(analyzed(`${x} tf.customGradient((a) => a.add(1))(x);`)).join()).toContain(
      'must return [outputs, gradient]',
    );
    const two = `${x} const f = tf.customGradient((a) => [a, (dy) => [dy, dy]]);`;
    expect(told(analyzed(`${two} tf.gradients(f(x), x);`)).join()).toContain('do not match num inputs 1');
  });

  it('stays silent about what is not known', () => {
    const programs = [
      'tf.gradients(tf.customGradient(unknown)(x), x);',
      'tf.gradients(tf.customGradient((a) => [a, unknown])(x), x);',
      'tf.gradients(tf.customGradient((a) => unknown)(x), x);',
      'tf.gradients(tf.customGradient((a) => [a, (dy) => unknown])(x), x);',
      'tf.gradients(tf.customGradient((a) => [a, (dy) => dy])(unknown), x);',
      'tf.customGradient((...args) => [args[0], () => args])(...unknown);',
    ];
    for (const program of programs) expect(errorsOf(`${either}${x}${program}`), program).toEqual([]);
  });
});

describe('a gradient that asks for itself', () => {
  const f = (condition: string) => `${either} const x = tf.constant([1]); let left = 3;
    const again = (y) => tf.gradients(y(), x)[0].add(tf.gradients(y(), x)[0]);
    const f = tf.customGradient((a) => [tf.square(a), (dy) => ${condition} ? again(() => f(x)) : dy]);
    export const y = tf.gradients(f(x), x);`;

  it('is told, whichever way it was given', () => {
    expect(told(analyzed(f('true'))).join()).toContain('asks for itself');
    const registered = `const x = tf.constant([1]);
      const y = () => tf.getDefaultGraph().gradientOverrideMap({ Square: 'Again' }, () => tf.square(x));
      tf.RegisterGradient('Again', () => tf.gradients(y(), x)[0]);
      tf.gradients(y(), x);`;
    expect(told(analyzed(registered)).join()).toContain('asks for itself');
  });

  it('is none where it ends, or may end', () => {
    expect(errorsOf(f('left-- > 0'))).toEqual([]);
    expect(errorsOf(f('unknown.left-- > 0'))).toEqual([]);
  });
});

describe('tf.RegisterGradient', () => {
  it('is known to gradients, and may be interpreted more than once', () => {
    const program = `${either}${x}
      const register = () => tf.RegisterGradient('Twice', (op, dy) => dy.mul(op.outputs[0]));
      if (either) register(); else register();
      const y = tf.getDefaultGraph().gradientOverrideMap({ Round: 'Twice' }, () => tf.round(x));
      export const gradient = tf.gradients(y, x)[0];
    `;
    expect(errorsOf(program)).toEqual([]);
    expect(exportsOf(program)).toEqual({ gradient: 'float32[x.0, 3]' });
    // Nothing is left of one program for the next.
    expect(errorsOf(program)).toEqual([]);
  });

  it('of another program counts for nothing', () => {
    analyzed(`tf.RegisterGradient('Elsewhere', (op, dy) => dy);`);
    const y = `${x} const y = tf.getDefaultGraph().gradientOverrideMap({ Relu: 'Elsewhere' }, () => tf.nn.relu(x));`;
    const exported = `${y} export const gradient = tf.gradients(y, x);`;
    expect(exportsOf(exported)).toEqual({ gradient: 'Unknown' });
    // A module that is not here may have registered it.
    expect(errorsOf(exported)).toEqual([]);
    expect(errorsOf(`import 'guided-backprop'; ${exported}`)).toEqual([]);
    expect(errorsOf(`${either}${y} tf.RegisterGradient(unknown, (op, dy) => dy); tf.gradients(y, x);`)).toEqual([]);
    expect(errorsOf(`${either}${y} tf.RegisterGradient('Elsewhere', unknown); tf.gradients(y, x);`)).toEqual([]);
  });

  it('refuses the name of a type that has a gradient', () => {
    const twice = "tf.RegisterGradient('TruncateMod', (op, dy) => [dy, null]);";
    expect(errorsOf(`${twice}`)).toEqual([]);
    expect(told(analyzed("tf.RegisterGradient('Relu', (op, dy) => dy);")).join()).toContain(
      "Registering two gradient with name 'Relu'!",
    );
  });

  it('lets a loss train through an operation that lets nothing through by itself', () => {
    const loss = (override: string) => `${x}
      const w = new tf.Variable(tf.ones([3, 1]));
      const y = tf.getDefaultGraph().gradientOverrideMap(${override}, () => tf.round(tf.matmul(x, w)));
      new tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduceSum(y));`;
    expect(told(analyzed(loss('{}'))).join()).toContain('lets no gradient through');
    expect(told(analyzed(loss("{ Round: 'Identity' }"))).join()).not.toContain('gradient through');
  });
});

describe('tf.makeTemplate', () => {
  it('gives what the function gives, with the variables of the first call', () => {
    const shapes = exportsOf(`${x}
      const layer = tf.makeTemplate('layer', (values, { size }) => tf.matmul(values, tf.getVariable('w', [3, size])));
      export const first = layer(x, { size: 5 });
      export const second = layer(tf.ones([2, 3]), { size: 5 });
      export const variable = layer.variables[0];
      export const count = layer.trainableVariables.length;
    `);
    expect(shapes).toEqual({
      first: 'float32[x.0, 5]',
      second: 'float32[2, 5]',
      variable: 'float32[3, 5]',
      count: '1',
    });
  });

  it('finds what does not fit in further calls', () => {
    const layer = `${either}${x} const layer = tf.makeTemplate('layer', (values, size) =>
      tf.matmul(values, tf.getVariable('w', [3, size])));`;
    expect(told(analyzed(`${layer} layer(x, 5); layer(x, 6);`)).join()).toMatch(/Trying to share variable layer\/w/);
    expect(errorsOf(`${layer} layer(x, 5); layer(tf.ones([2, 4]), 5);`)).toHaveLength(1);
    expect(errorsOf(`${layer} layer(x, 5); layer(x, 5); layer(unknown, unknown);`)).toEqual([]);
    expect(errorsOf(`${layer} if (either) layer(x, 5); layer(x, unknown);`)).toEqual([]);
  });

  it('tells of variables that a further call makes, where there surely was a first', () => {
    const fresh = `${either} const t = tf.makeTemplate('t', () => new tf.Variable(1));`;
    expect(told(analyzed(`${fresh} t(); t();`)).join()).toContain('Trainable variable created');
    expect(errorsOf(`${fresh} t();`)).toEqual([]);
    expect(errorsOf(`${fresh} if (either) t(); t();`)).toEqual([]);
    expect(errorsOf(`${either} const t = tf.makeTemplate('t', unknown); t(); t();`)).toEqual([]);
    expect(errorsOf(`${either} const t = tf.makeTemplate(unknown, () => tf.getVariable('w', [2])); t(); t();`)).toEqual(
      [],
    );
  });
});
