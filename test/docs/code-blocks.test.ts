/** The programs in the documentation: those of the guides print what they say; none has a mistake that can be seen. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { inEmptyFolder } from '../../scripts/docs/in-empty-folder.ts';
import { makeRunnable, promisedLines } from '../../scripts/docs/program.ts';
import { analyzed } from '../analysis/tensorloom/analyzed.ts';
import { programs } from './programs.ts';

/** MNIST is downloaded. */
const needsNetwork = (text: string) => text.includes('tf.data.mnist(');

describe('a program in the documentation', () => {
  it('is there in each of the guides', () => {
    for (const guide of ['docs/porting-from-tensorflow-1.md', 'docs/porting-from-tensorflow-js.md']) {
      expect(programs.filter(({ where }) => where.startsWith(guide)).length).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(programs)('has no fault that is seen without running it: $where', ({ text }) => {
    const { diagnostics } = analyzed(text.replace(/^import \* as tf from 'tensorloom';$/m, ''));
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  });

  it.each(programs.filter(({ text }) => !needsNetwork(text)))('prints what it says: $where', async ({ text }) => {
    const [run] = makeRunnable([text]);
    const lines = await inEmptyFolder(() => run(tf));
    expect(promisedLines(text)).toEqual(lines);
  });
});
