import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../language-server/features/code-lenses.ts';
import { model, viewOf } from './viewed.ts';

const lenses = (...lines: string[]) =>
  codeLenses(viewOf(model(...lines))).map(({ range, command }) => [range.start.line, command?.title]);

const net = [
  "const x = tf.placeholder('float32', [null, 784]);",
  'const w = new tf.Variable(tf.zeros([784, 500]));',
  'const b = new tf.Variable(tf.zeros([500]));',
  'const y = tf.matmul(x, w).add(b);',
];

describe('the code lens', () => {
  it('above the session tells how large the model is, without what trains it', () => {
    expect(
      lenses(
        ...net,
        'const step = new tf.Variable(0, { trainable: false });',
        'const train = new tf.train.AdamOptimizer(0.1).minimize(tf.reduceMean(y), { globalStep: step });',
        'using session = new tf.Session();',
      ),
    ).toEqual([[7, '392,500 parameters · 1.6 MB · 392 k × batch multiply-adds']]);
  });

  it.each([
    'await tf.train.MonitoredTrainingSession();',
    'const session = await tf.train.MonitoredSession.create();',
    'const session = await tf.train.SingularMonitoredSession.create();',
  ])('takes %s for one', (line) => {
    expect(lenses(...net, 'await tf.train.other.create();', line)[0][0]).toBe(6);
  });

  it('without a session stands where the library is first used', () => {
    expect(lenses('const size = 3;', 'new tf.Variable(tf.zeros([size]));')).toEqual([[2, '3 parameters · 12 B']]);
  });

  it('counts work of sizes that are known, and sums up different ones', () => {
    expect(
      lenses('const w = new tf.Variable(tf.zeros([1000, 1000]));', 'tf.matmul(tf.zeros([30, 1000]), w);')[0][1],
    ).toBe('1.0 M parameters · 4.0 MB · 30 M multiply-adds');
    expect(
      lenses(...net, "tf.matmul(tf.placeholder('float32', [null, 500], { name: 'other' }), tf.zeros([500, 2]));")[0][1],
    ).toContain('multiply-adds');
  });

  it('does not sum up what a loop makes that turns nobody knows how often', () => {
    const layers = (body: string) => [...net, `for (let i = 0; i < Number(process.argv[2]); i++) ${body}`];
    expect(lenses(...layers('tf.matmul(x, w);'))[0][1]).toBe('392,500 parameters · 1.6 MB');
    expect(lenses(...layers('new tf.Variable(tf.zeros([3]));'))[0][1]).toBe('392 k × batch multiply-adds');
    expect(lenses(...layers('tf.matmul(x, new tf.Variable(tf.zeros([784, 3])));'))).toEqual([]);
  });

  it('is not there where the analysis gave up', () => {
    const view = viewOf(model(...net, ...Array(1000).fill('Math.max(1, 2);')), {}, { fuel: 1000 });
    expect([view.program.isComplete, view.program.calls.length > 3]).toEqual([false, true]);
    expect(codeLenses(view)).toEqual([]);
  });

  it('is not there without variables', () => {
    expect(lenses('tf.zeros([3]);', 'new tf.Session();')).toEqual([]);
  });
});
