import { describe, expect, it } from 'vitest';
import { errorsOf, exportsOf } from './analyzed.ts';

const either = 'const either = Math.random() > 0.5; const n = Number(process.env.N);';

/** What `tf.getDefaultGraph().getTensorByName(name)` gives after `body`. */
const found = (body: string, name: string) =>
  exportsOf(`${either}${body}; export const found = tf.getDefaultGraph().getTensorByName('${name}');`).found;
const lookUpErrors = (body: string, name: string) =>
  errorsOf(`${either}${body}; tf.getDefaultGraph().getTensorByName('${name}');`);

describe('a name that is looked up', () => {
  it('is that of what is there', () => {
    expect(found("tf.ones([2], { name: 'x' })", 'x:0')).toBe('float32[2]');
    expect(lookUpErrors("tf.ones([2], { name: 'x' })", 'y:0')).toHaveLength(1);
  });

  it('may be that of either of two branches', () => {
    const branches = `either ? tf.ones([2], { name: 'x' }) : tf.ones([3], { name: 'x' })`;
    expect(found(branches, 'x:0')).toBe('Unknown');
    expect(found(`${branches}; tf.ones([4], { name: 'y' })`, 'y:0')).toBe('float32[4]');
    expect(lookUpErrors(branches, 'z:0')).toHaveLength(1);
    const scopes = branches.replaceAll(/tf\.ones.*?\}\)/g, (call) => `tf.nameScope('s', () => ${call})`);
    expect(found(scopes, 's/x:0')).toBe('Unknown');
  });

  it('may be one of a loop whose passes are not counted', () => {
    const loop = "for (let i = 0; i < n; i++) tf.ones([2], { name: 'x' })";
    expect(lookUpErrors(loop, 'x_5:0')).toEqual([]);
    expect(found(`tf.placeholder('float32', [7], { name: 'data' }); ${loop}`, 'data:0')).toBe('float32[7]');
  });

  it('may come after something that is not known', () => {
    const before = 'tf.add(JSON.parse(process.env.X), 1)';
    expect(lookUpErrors(before, 'add:0')).toEqual([]);
    expect(found(`${before}; tf.add([1, 2], 1)`, 'Add:0')).toBe('Unknown');
    expect(found(`${before}; tf.placeholder('float32', [7], { name: 'data' })`, 'data:0')).toBe('float32[7]');
  });

  it('feeds and fetches what it surely is', () => {
    const branches = `const x = either
      ? tf.placeholder('float32', [null, 28, 28, 1], { name: 'x' })
      : tf.placeholder('float32', [null, 784], { name: 'x' });
      const images = tf.data.digits().test.images; const sess = new tf.Session();`;
    expect(errorsOf(`${either}${branches} await sess.run('x:0', { 'x:0': images });`)).toEqual([]);
    const one = `if (either) tf.noOp(); const x = tf.placeholder('float32', [null, 783], { name: 'x' });
      const images = tf.data.digits().test.images; const sess = new tf.Session();`;
    expect(errorsOf(`${either}${one} await sess.run('x:0', { 'x:0': images });`)).toEqual(['feed-mismatch «images»']);
  });
});
