// The types that "Set Up Types in This Workspace" writes, as TypeScript reads them in a workspace of its own.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTypes } from '../../extension/setup/types-package.ts';
import { emitTypes } from '../../scripts/build/declarations.ts';

const root = resolve(import.meta.dirname, '../..');
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

let scratch: string;
let workspace: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'tensorloom-typed-'));
  workspace = join(scratch, 'workspace');
  mkdirSync(join(workspace, 'models'), { recursive: true });
  await emitTypes(join(scratch, 'types'));
  writeTypes(workspace, join(scratch, 'types'), '1.0.0');
  writeFileSync(
    join(workspace, 'models', 'model.mts'),
    `import * as tf from 'tensorloom';
     export const t: tf.Tensor = tf.constant(2);
     using sess = new tf.Session();
     // @ts-expect-error a session has no such method: the types are there and are not any
     sess.noSuchMethod();
     // @ts-expect-error nor are the types of messages
     new tf.summary.FileWriter('logs').addSummary(t);
     export const six: number = await sess.run(tf.constant(2).mul(tf.constant(3)));`,
  );
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function compile(args: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, [tsc, '--noEmit', ...args], {
    cwd: workspace,
    encoding: 'utf8',
  });
  return { status, stdout };
}

describe('the types in a workspace', () => {
  it.each([
    ['as the editor reads a file alone', ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022']],
    ['in Node’s own way', ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022']],
    ['where a bundler resolves', ['--module', 'preserve', '--target', 'esnext']],
  ])('resolve %s', (_how, args) => {
    expect(compile(['--strict', '--skipLibCheck', ...args, 'models/model.mts'])).toEqual({ status: 0, stdout: '' });
  });

  it('resolve by a tsconfig', () => {
    const config = { compilerOptions: { strict: true, module: 'nodenext', skipLibCheck: true }, include: ['models'] };
    writeFileSync(join(workspace, 'tsconfig.json'), JSON.stringify(config));
    expect(compile(['-p', '.'])).toEqual({ status: 0, stdout: '' });
    rmSync(join(workspace, 'tsconfig.json'));
  });

  it('hold no fault of their own where Node’s types are there', () => {
    const typeRoots = join(root, 'node_modules', '@types');
    const args = [
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'esnext',
      '--typeRoots',
      typeRoots,
      '--types',
      'node',
    ];
    expect(compile([...args, 'models/model.mts'])).toEqual({ status: 0, stdout: '' });
  });
});
