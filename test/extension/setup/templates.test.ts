// The templates train as they are, in TypeScript and in JavaScript, and leave what their comments promise.

import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { templates } from '../../../extension/setup/templates.ts';
import { eventsOf } from '../../examples/events-of.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'extension', 'templates');
const run = promisify(execFile);
const stem = (file: string) => basename(file, extname(file));

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'tensorloom-template-'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

async function train(template: string, name: string): Promise<string> {
  copyFileSync(join(folder, template), join(project, name));
  const command = [join(root, 'engine/bin/tensorloom.js'), 'train', name, '--steps', '3', '--quiet'];
  return (await run(process.execPath, command, { cwd: project })).stdout;
}

describe('the templates', () => {
  it('are the files of the folder, each offered once', () => {
    expect(templates.map(({ file }) => file).sort()).toEqual(readdirSync(folder).sort());
    expect(new Set(templates.map(({ label }) => label)).size).toBe(templates.length);
  });

  it.each(templates.map(({ file }) => file))('%s is JavaScript too', async (file) => {
    const name = `${stem(file)}.mjs`;
    copyFileSync(join(folder, file), join(project, name));
    await run(process.execPath, ['--check', name], { cwd: project });
  });

  it.each([
    ['digits.ts', 'digits.ts', /of the test digits are recognised/, ['Accuracy', 'Loss']],
    ['digits.ts', 'digits.mjs', /of the test digits are recognised/, ['Accuracy', 'Loss']],
    [
      'linear-regression.ts',
      'linear-regression.ts',
      /^y = \d\.\d\d x \+ \d\.\d\d$/m,
      ['Loss', 'learned/intercept', 'learned/slope'],
    ],
    ['convolutional.ts', 'convolutional.ts', /of the test digits are recognised/, ['Accuracy', 'Loss']],
  ])('%s trains as %s', async (template, name, printed, tags) => {
    expect(await train(template, name)).toMatch(printed);
    const { data } = await eventsOf(join(project, 'logs', stem(template)));
    // Summaries take the names of scopes into account: one beside a scope of its name would be called Loss_1.
    expect([...data.tags('scalars')].sort()).toEqual(tags);
  });

  it('empty.ts computes, and leaves nothing', async () => {
    expect(await train('empty.ts', 'model.mts')).toMatch(/\[\[6\]\]/);
    expect(readdirSync(project)).toEqual(['model.mts']);
  });

  it('need no network, but for MNIST', () => {
    const downloading = templates.filter(({ file }) =>
      /^const .*tf\.data\.mnist/m.test(readFileSync(join(folder, file), 'utf8')),
    );
    expect(downloading.map(({ file }) => file)).toEqual(['mnist.ts']);
  });
});
