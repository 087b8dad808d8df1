import { expect, it } from 'vitest';
import { textFaults } from '../../scripts/text/rules.ts';

// The forbidden words are put together here, so that this file may hold them.
const unfinished = ['TO', 'DO'].join('');
const home = ['', 'home', 'ann'].join('/');
const only = ['it', 'only'].join('.');
const skip = ['it', 'skip'].join('.');

it.each([
  ['engine/a.ts', `// ${unfinished}: later`, 'unfinished'],
  ['docs/a.md', `run it in ${home}/models`, 'machine path'],
  ['test/a.test.ts', `  ${only}('x', () => {});`, '.only hides'],
  ['test/a.test.ts', `  ${skip}('x', () => {});`, 'without a comment'],
  ['package-lock.json', '"resolved": "https://host/x.tgz"', 'registry host'],
  ['engine/a.ts', 'x;\n'.repeat(501), '501 lines'],
  ['engine/helpers.ts', '', 'names no idea'],
])('refuses, in %s, %j', (path, text, message) => {
  expect(textFaults(path, text)).toEqual([expect.stringContaining(message)]);
});

it.each([
  ['engine/a.ts', '// The homework is done; see work/done and https://site.org/home/page'],
  ['test/a.test.ts', `// Windows has no signals.\n${skip}('x', () => {});`],
  ['test/a.test.ts', `it.skipIf(process.platform === 'win32')('x', () => {});`],
  ['engine/a.ts', 'x;\n'.repeat(500)],
  ['engine/a.ts', `// Long file: one table, read from top to bottom.\n${'x;\n'.repeat(600)}`],
  ['engine/dtypes.ts', ''],
])('accepts, in %s, %j', (path, text) => {
  expect(textFaults(path, text)).toEqual([]);
});

it('says which line', () => {
  expect(textFaults('a.md', `fine\n${unfinished}\n`)[0]).toMatch(/^a\.md:2: /);
});
