import { describe, expect, it } from 'vitest';
import { analyzed, errorsOf, exportsOf, told } from './analyzed.ts';

const either = 'const either = Math.random() > 0.5; const n = Number(process.env.N);';
const messages = (body: string) => told(analyzed(`${either}${body}`)).filter((text) => /Variable|share/.test(text));

describe('a variable asked for by name', () => {
  it('has the shape and type that were asked for', () => {
    const shapes = exportsOf(`${either}
      export const a = tf.getVariable('a', [784, 10]);
      export const b = tf.getVariable('b', { shape: [10], dtype: 'int32' });
      export const c = tf.getVariable('c', { initializer: [[1, 2]] });
      export const d = tf.getVariable('d', { initializer: () => tf.zeros([5]) });
      export const e = tf.getVariable('e', { shape: [3, 4], initializer: tf.truncatedNormalInitializer({ stddev: 0.1 }) });
      export const f = tf.getVariable('f', { shape: [3], initializer: JSON.parse(process.env.X) });
      export const g = tf.getVariable('g', { shape: [3], initializer: tf.constantInitializer(JSON.parse(process.env.X)) });
      export const h = tf.getVariable('h', { shape: [3], initializer: (shape) => JSON.parse(process.env.X) });
      export const i = tf.variableScope('s', { dtype: 'float64' }, () => tf.getVariable('i', [2]));
      export const j = tf.getVariable(process.env.NAME, [6]);
      export const k = tf.getVariable(process.env.NAME, [7]);
      export const s1 = tf.variableScope(process.env.S, () => tf.getVariable('w', [6]));
      export const s2 = tf.variableScope(process.env.S, () => tf.getVariable('w', [7]));
      export const m = tf.getVariable('m', { shape: [3], regularizer: JSON.parse(process.env.X) });
    `);
    expect(shapes).toEqual({
      a: 'float32[784, 10]',
      b: 'int32[10]',
      c: 'float32[1, 2]',
      d: 'float32[5]',
      e: 'float32[3, 4]',
      f: 'float32[3]',
      g: 'float32[3]',
      h: 'float32[3]',
      i: 'float64[2]',
      j: 'float32[6]',
      k: 'float32[7]',
      s1: 'float32[6]',
      s2: 'float32[7]',
      m: 'float32[3]',
    });
  });

  it('may have sizes that only a run knows', () => {
    const { w, product } = exportsOf(`${either}
      export const w = tf.getVariable('w', [n, 10]);
      export const product = tf.matmul(tf.placeholder('float32', [null, 20]), w);
      tf.variableScope('', { reuse: true }, () => tf.getVariable('w', [20, 10]));
    `);
    expect(w).toMatch(/^float32\[.+, 10\]$/);
    expect(product).toMatch(/, 10\]$/);
    expect(errorsOf(`${either} tf.matmul(tf.ones([2, 3]), tf.getVariable('w', [n, 10]));`)).toEqual([]);
  });

  it('is the one that was made before, where the scope reuses', () => {
    const shapes = exportsOf(`
      const layer = (x) => tf.variableScope('layer', { reuse: tf.AUTO_REUSE }, () =>
        tf.matmul(x, tf.getVariable('w', [20, 5])));
      layer(tf.ones([3, 20]));
      export const again = layer(tf.ones([7, 20]));
      export const w = tf.variableScope('layer', { reuse: true }, () => tf.getVariable('w'));
      export const count = tf.globalVariables().length;
    `);
    expect(shapes).toEqual({ again: 'float32[7, 5]', w: 'float32[20, 5]', count: '1' });
  });

  it('gives shapes that do not fit away', () => {
    expect(errorsOf(`const w = tf.getVariable('w', [784, 10]); tf.matmul(tf.ones([2, 783]), w);`)).toEqual([
      'shape-mismatch «tf.matmul(tf.ones([2, 783]), w)»',
    ]);
  });

  it('warns of what trains it', () => {
    const { diagnostics } = analyzed(`const w = tf.getVariable('w', [2]);
      const sess = new tf.Session();
      await sess.run(w);`);
    expect(diagnostics.map(({ code }) => code)).toContain('uninitialized-variable');
  });
});

describe('faults of sharing', () => {
  it('are a name that is taken, and one that is not there', () => {
    expect(messages("tf.getVariable('w', [2]); tf.getVariable('w', [2]);")).toEqual([
      'invalid-argument: tf.getVariable: Variable w already exists, disallowed. Did you mean to set reuse=True or ' +
        'reuse=tf.AUTO_REUSE in VarScope?',
    ]);
    expect(messages("tf.variableScope('a', { reuse: true }, () => tf.getVariable('w', [2]));")).toEqual([
      'invalid-argument: tf.getVariable: Variable a/w does not exist, or was not created with tf.get_variable(). ' +
        'Did you mean to set reuse=tf.AUTO_REUSE in VarScope?',
    ]);
  });

  it('are another shape or type', () => {
    const again = (args: string) =>
      messages(`tf.getVariable('w', [2, 3]); tf.getVariableScope().reuseVariables(); tf.getVariable('w', ${args});`);
    expect(again('[2, 3]')).toEqual([]);
    expect(again('[2, 4]')).toEqual([
      'shape-mismatch: tf.getVariable: Trying to share variable w, but specified shape (2, 4) and found shape (2, 3).',
    ]);
    expect(again("[2, 3], 'int32'")).toEqual([
      'dtype-mismatch: tf.getVariable: Trying to share variable w, but specified dtype int32 and found dtype float32_ref.',
    ]);
    expect(again('[n, 3]')).toEqual([]);
  });

  it('are none where a run may have it otherwise', () => {
    for (const body of [
      "if (either) tf.getVariable('w', [2]); else tf.getVariable('w', [3]);",
      "if (either) tf.getVariable('w', [2]); tf.getVariable('w', [2]);",
      "tf.variableScope('a', { reuse: either }, () => tf.getVariable('w', [2])); tf.variableScope('a', { reuse: either }, () => tf.getVariable('w', [2]));",
      "const f = (again) => tf.variableScope('a', (scope) => { if (again) scope.reuseVariables(); return tf.getVariable('w', [2]); }); f(either); f(either);",
      "export function a() { return tf.getVariable('w', [2]); } export function b() { return tf.getVariable('w', [3]); }",
      "tf.getVariable('w', [2]); export function again() { return tf.getVariable('w', [2]); }",
      "tf.getVariable(process.env.NAME, [2]); tf.variableScope('', { reuse: true }, () => tf.getVariable('w', [2]));",
      "for (let i = 0; i < n; i++) tf.getVariable('w' + i, [2]);",
      "for (let i = 0; i < 3; i++) tf.getVariable('w' + i, [2]);",
      "tf.getVariable('w', [2]); new tf.Graph().asDefault(() => tf.getVariable('w', [3]));",
      "tf.getVariable('w', [2]); tf.resetDefaultGraph(); tf.getVariable('w', [3]);",
      "tf.getVariable('c', { initializer: [n] }); tf.variableScope('', { reuse: true }, () => tf.getVariable('c', [1], 'int32'));",
      "for (let i = 0; i < n; i++) { if (i > 0) tf.getVariableScope().reuseVariables(); tf.getVariable('w', [2]); }",
      "for (const i of [0, 1]) tf.variableScope(tf.getVariableScope(), { reuse: i > 0 }, () => tf.getVariable('w', [2]));",
      "for (const a of ['a', 'b']) tf.variableScope(a, { dtype: process.env.T }, () => tf.getVariable('w', [2]));",
      "for (const a of ['a', 'b']) tf.variableScope(a, JSON.parse(process.env.X), () => tf.getVariable('w', [2]));",
      "tf.getVariable(process.env.NAME, [2]); tf.variableScope('', { reuse: either }, () => tf.getVariable('w'));",
      "try { tf.getVariable('w', [2]); tf.getVariable('w', [2]); } catch {}",
      "tf.variableScope(process.env.A, () => tf.getVariable('w', [2])); tf.variableScope(process.env.B, () => tf.getVariable('w', [2]));",
    ]) {
      expect([body, messages(body)]).toEqual([body, []]);
    }
  });

  it('are those of loops that surely come round', () => {
    expect(messages("for (let i = 0; i < 3; i++) tf.getVariable('w', [2]);")).toHaveLength(1);
  });

  it('throw where the program deals with them', () => {
    const { made } = exportsOf(`
      const found = () => tf.variableScope('', { reuse: true }, () => tf.getVariable('w'));
      let made;
      try { made = found(); } catch { made = tf.getVariable('w', [4]); }
      export { made };
    `);
    expect(made).toMatch(/float32\[4\]|Unknown/);
  });
});

describe('a variable scope', () => {
  it('refuses a callback that waits', () => {
    expect(errorsOf("tf.variableScope('a', async () => 1);")).toHaveLength(1);
  });

  it('that is not known still has its body looked at', () => {
    const options = 'JSON.parse(process.env.X)';
    expect(
      errorsOf(`tf.variableScope('a', ${options}, () => tf.matmul(tf.ones([2, 3]), tf.ones([2, 3])));`),
    ).toHaveLength(1);
    expect(exportsOf(`export const x = tf.variableScope('a', ${options}, () => tf.ones([2]));`).x).toBe('float32[2]');
  });
});

it('of a custom getter, which is not followed, nothing is said', () => {
  const body = `
    const getter = (next, name, options) => next(name, { ...options, shape: [7] });
    export const v = tf.variableScope('s', { customGetter: getter }, () => tf.getVariable('v', [3]));
    tf.matmul(tf.ones([2, 7]), tf.expandDims(v, 1));
    tf.variableScope('s', { reuse: true }, () => tf.getVariable('v', [7]));
  `;
  expect(errorsOf(body)).toEqual([]);
  expect(errorsOf("tf.getVariable('w', { shape: [2], partitioner: () => [1] });")).toHaveLength(1);
});
