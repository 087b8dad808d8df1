import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeName, nameProblem, preferredExtension } from '../../../extension/setup/file-name.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorloom-name-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text = '') => writeFileSync(join(folder, name), text);

describe('the extension of a new model file', () => {
  it.each([
    ['an empty folder', {}, '.ts'],
    ['a JavaScript package', { 'package.json': '{}' }, '.mjs'],
    ['a JavaScript package of modules', { 'package.json': '{"type":"module"}' }, '.js'],
    [
      'a package that depends on TypeScript',
      { 'package.json': '{"type":"module","devDependencies":{"typescript":"^7"}}' },
      '.ts',
    ],
    ['a TypeScript project of modules', { 'package.json': '{"type":"module"}', 'tsconfig.json': '{}' }, '.ts'],
    ['a TypeScript project of CommonJS', { 'package.json': '{"type":"commonjs"}', 'tsconfig.json': '{}' }, '.mts'],
    ['a TypeScript project without a package', { 'tsconfig.json': '{}' }, '.ts'],
    ['a broken package.json', { 'package.json': '{' }, '.mjs'],
    ['a package.json that is no object', { 'package.json': '3' }, '.mjs'],
  ])('in %s', (_which, files, extension) => {
    for (const [name, text] of Object.entries(files)) write(name, text);
    expect(preferredExtension(folder)).toBe(extension);
  });
});

it('proposes a name that is free', () => {
  expect(freeName(folder, 'digits', '.ts')).toBe('digits.ts');
  write('digits.ts');
  write('digits-2.ts');
  expect(freeName(folder, 'digits', '.ts')).toBe('digits-3.ts');
});

it.each([
  ['model.ts', undefined],
  ['models/new/model.mjs', undefined],
  [' model.ts ', undefined],
  ['', /Give the file a name/],
  ['.', /Give the file a name/],
  ['../model.ts', /in the workspace folder/],
  ['model', /ends in \.ts/],
  ['model.py', /ends in \.ts/],
  ['there.ts', /exists already/],
  ['there.ts/model.ts', /there\.ts is a file/],
  ['folder/model.ts', undefined],
])('judges the name %j', (name, problem) => {
  write('there.ts');
  mkdirSync(join(folder, 'folder'));
  const found = nameProblem(folder, name);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(problem);
});
