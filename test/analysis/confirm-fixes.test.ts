/** Fixes are offered when the analysis itself finds that they put things right. */

import { describe, expect, it } from 'vitest';
import { type AnalysisHost, analyze, confirmedFixes } from '../../engine/analysis/index.ts';

const file = '/model.ts';

/** Titles of all fixes of the first diagnostic, and of those that are confirmed. */
function fixes(lines: readonly string[]): { made: string[]; confirmed: string[]; preferred: string[] } {
  const text = ["import * as tf from 'tensorloom';", ...lines].join('\n');
  const host: AnalysisHost = {
    readFile: (path) => (path === file ? text : undefined),
    resolveImport: () => undefined,
  };
  const analysis = analyze(file, host);
  const [diagnostic] = analysis.diagnostics;
  if (!diagnostic) throw new Error('There is nothing to fix.');
  const confirmed = confirmedFixes(analysis, diagnostic, host);
  expect(confirmedFixes(analysis, diagnostic, host)).toBe(confirmed);
  return {
    made: diagnostic.fixes.map(({ title }) => title),
    confirmed: confirmed.map(({ title }) => title),
    preferred: confirmed.filter(({ isPreferred }) => isPreferred).map(({ title }) => title),
  };
}

const autoencoder = [
  "const x = tf.placeholder('float32', [null, 64], { name: 'x' });",
  'const w = new tf.Variable(tf.ones([64, 12]));',
  'const code = tf.assertShape(tf.matmul(x, w), [null, 12]);',
  'const back = tf.matmul(code, w);',
];

describe('a fix', () => {
  it('that moves the fault to another place is not offered', () => {
    const { made, confirmed, preferred } = fixes(autoencoder);
    expect(made).toEqual(['Transpose the second operand', 'Change the size 64 to 12', 'Change the size 12 to 64']);
    expect(confirmed).toEqual(['Transpose the second operand']);
    expect(preferred).toEqual(confirmed);
  });

  it('that brings to light what the fault has hidden is offered', () => {
    const { confirmed } = fixes([...autoencoder, 'const loss = tf.add(back, tf.ones([65]));']);
    expect(confirmed).toEqual(['Transpose the second operand']);
  });

  it('that makes a feed misfit is not offered', () => {
    const { made, confirmed } = fixes([
      "const x = tf.placeholder('float32', [null, 3], { name: 'x' });",
      'const y = x.add(tf.ones([4]));',
      'const sess = new tf.Session();',
      'await sess.run(y, [[x, [[1, 2, 3]]]]);',
    ]);
    expect(made).toEqual(['Change the size 4 to 3', 'Change the size 3 to 4']);
    expect(confirmed).toEqual(['Change the size 4 to 3']);
  });

  it('of one fault does not wait for others that were there before', () => {
    const { confirmed } = fixes([
      "const x = tf.placeholder('float32', [null, 3], { name: 'x' });",
      'const y = x.add(tf.ones([4]));',
      'const z = x.sub(tf.ones([5]));',
    ]);
    expect(confirmed).toEqual(['Change the size 4 to 3']);
  });
});
