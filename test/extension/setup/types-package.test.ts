import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeTypes, typesState, writeTypes } from '../../../extension/setup/types-package.ts';

let folder: string;
let declarations: string;
beforeEach(() => {
  const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-types-'));
  folder = join(scratch, 'parent', 'project');
  declarations = join(scratch, 'declarations');
  mkdirSync(folder, { recursive: true });
  write(join(declarations, 'index.d.ts'), `export * from './graph/index.ts';\n`);
  write(join(declarations, 'graph', 'index.d.ts'), 'export declare const one: 1;\n');
});
afterEach(() => rmSync(dirname(dirname(folder)), { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const target = () => join(folder, 'node_modules', 'tensorloom');

describe('the types in node_modules', () => {
  it('are written whole, marked as ours and ignored by git', () => {
    expect(typesState(folder)).toEqual({ state: 'missing' });
    writeTypes(folder, declarations, '1.2.3');
    expect(typesState(folder)).toEqual({ state: 'ours', version: '1.2.3' });
    expect(readdirSync(target()).sort()).toEqual(['.gitignore', 'graph', 'index.d.ts', 'index.js', 'package.json']);
    expect(readFileSync(join(target(), '.gitignore'), 'utf8')).toBe('*\n');
    expect(readdirSync(join(folder, 'node_modules'))).toEqual(['tensorloom']);
  });

  it('give way to newer ones, without what was old', () => {
    writeTypes(folder, declarations, '1.0.0');
    rmSync(join(declarations, 'graph'), { recursive: true });
    writeTypes(folder, declarations, '2.0.0');
    expect(typesState(folder)).toEqual({ state: 'ours', version: '2.0.0' });
    expect(existsSync(join(target(), 'graph'))).toBe(false);
  });

  it('go away again, and leave other packages', () => {
    writeTypes(folder, declarations, '1.0.0');
    removeTypes(folder);
    expect(existsSync(join(folder, 'node_modules'))).toBe(false);
    write(join(folder, 'node_modules', 'other', 'index.js'), '');
    writeTypes(folder, declarations, '1.0.0');
    removeTypes(folder);
    expect(readdirSync(join(folder, 'node_modules'))).toEqual(['other']);
    write(join(target(), 'package.json'), '{}');
    removeTypes(folder);
    expect(existsSync(target())).toBe(true);
  });

  it('never take the place of an installed package', () => {
    write(join(target(), 'package.json'), '{"name":"tensorloom","version":"0.1.0"}');
    expect(typesState(folder)).toEqual({ state: 'installed', path: target() });
    expect(() => writeTypes(folder, declarations, '1.0.0')).toThrow(/is an installed package/);
    expect(readdirSync(target())).toEqual(['package.json']);
  });

  it('never take the place of a linked package, even a link to types of ours', () => {
    const elsewhere = join(dirname(folder), 'elsewhere');
    mkdirSync(elsewhere);
    writeTypes(elsewhere, declarations, '1.0.0');
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(elsewhere, 'node_modules', 'tensorloom'), target(), 'junction');
    expect(typesState(folder).state).toBe('installed');
    expect(() => writeTypes(folder, declarations, '1.0.0')).toThrow(/is an installed package/);
  });

  it('are not needed where a folder above has the library', () => {
    const above = join(dirname(folder), 'node_modules', 'tensorloom');
    write(join(above, 'package.json'), '{"name":"tensorloom","version":"0.1.0"}');
    expect(typesState(folder)).toEqual({ state: 'installed', path: above });
  });

  it('say what they are to whoever runs them', async () => {
    writeTypes(folder, declarations, '1.0.0');
    await expect(import(pathToFileURL(join(target(), 'index.js')).href)).rejects.toThrow(
      /only the types of tensorloom/,
    );
  });

  it('are refused by a build that has none', () => {
    rmSync(declarations, { recursive: true });
    expect(() => writeTypes(folder, declarations, '1.0.0')).toThrow(/build:extension/);
    expect(existsSync(join(folder, 'node_modules'))).toBe(false);
  });
});
