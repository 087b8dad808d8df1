import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskHost, findSources, longestSource, PathAliases, readSource } from '../../engine/source-files/index.ts';
import { modelFolder } from '../runner/model-folder.ts';

describe('an import means', () => {
  const files = {
    'model.ts': '',
    'a.ts': '',
    'b.ts': '',
    'c/index.ts': '',
    'data.json': '{}',
    'types.d.ts': '',
    'node_modules/pkg/index.js': '',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }',
    'lib/one.mts': '',
  };
  it.each([
    ['./a', 'a.ts'],
    ['./a.ts', 'a.ts'],
    ['./b.js', 'b.ts'],
    ['./c', 'c/index.ts'],
    ['@lib/one', 'lib/one.mts'],
  ])('%s: the source %s', (specifier, expected) => {
    const folder = modelFolder(files);
    expect(new DiskHost().resolveImport(specifier, join(folder, 'model.ts'))).toBe(join(folder, expected));
  });

  it.each([
    'tensorloom',
    'node:fs',
    'pkg',
    './gone',
    './data.json',
    './types.d.ts',
    './node_modules/pkg/index.js',
    'https://example.org/a.js',
    '#inner',
    '',
    './a\0.ts',
    '/etc/hostname',
  ])('%j: nothing that is analysed', (specifier) => {
    const folder = modelFolder(files);
    expect(new DiskHost().resolveImport(specifier, join(folder, 'model.ts'))).toBeUndefined();
  });

  it.each([
    '// nothing yet',
    'null',
    '{ "extends": 5, "compilerOptions": null }',
    '{ "extends": [null], "compilerOptions": { "baseUrl": 3, "paths": { "@lib/*": "./lib/*" } } }',
    '{ "compilerOptions": { "paths": 3 } }',
  ])('nothing by aliases of a tsconfig.json that says %s', (text) => {
    const folder = modelFolder({ 'tsconfig.json': text });
    expect(new PathAliases().candidates('@lib/one', folder)).toEqual([]);
  });

  it('nothing by aliases of a tsconfig.json that is broken, and something once that is mended', () => {
    const folder = modelFolder({ ...files, 'tsconfig.json': '{ "compilerOptions": ' });
    const host = new DiskHost();
    expect(host.resolveImport('@lib/one', join(folder, 'model.ts'))).toBeUndefined();
    writeFileSync(join(folder, 'tsconfig.json'), files['tsconfig.json']);
    host.forgetAliases();
    expect(host.resolveImport('@lib/one', join(folder, 'model.ts'))).toBe(join(folder, 'lib/one.mts'));
  });
});

describe('the text of a source', () => {
  it('is what is on disk now, without a byte order mark', () => {
    const path = join(modelFolder({ 'a.ts': '\uFEFFlet a;' }), 'a.ts');
    const host = new DiskHost();
    expect([host.readFile(path), host.readFile(path)]).toEqual(['let a;', 'let a;']);
    writeFileSync(path, 'let b, c;');
    expect(host.readFile(path)).toBe('let b, c;');
  });

  it('is the one being edited, where it is', () => {
    const folder = modelFolder({ 'a.ts': 'on disk', 'b.ts': 'on disk' });
    const host = new DiskHost({ edited: (path) => (path.endsWith('a.ts') ? '' : undefined) });
    expect([host.readFile(join(folder, 'a.ts')), host.readFile(join(folder, 'b.ts'))]).toEqual(['', 'on disk']);
  });

  it('is not there for a folder, a missing file, or one that is too large, each for its reason', () => {
    const folder = modelFolder({ 'large.ts': ' '.repeat(longestSource + 1), 'fits.ts': ' '.repeat(longestSource) });
    const problem = (name: string) => readSource(join(folder, name));
    expect(problem('large.ts')).toEqual({ problem: 'too large' });
    expect(problem('gone.ts')).toEqual({ problem: 'missing' });
    expect(problem('large.ts/below.ts')).toEqual({ problem: 'missing' });
    expect(problem('.')).toEqual({ problem: 'unreadable' });
    expect(problem('fits.ts')).toHaveProperty('text');
    const host = new DiskHost();
    const names = ['large.ts', 'gone.ts', '.', `${'long'.repeat(99)}.ts`, 'no\0name.ts'];
    expect(names.map((name) => host.readFile(join(folder, name)))).toEqual(names.map(() => undefined));
  });
});

describe('the sources of a folder', () => {
  it('are found at any depth in a fixed order, without what others wrote or tools made', () => {
    const names = ['b.ts', 'a.mjs', 'sub/x.tsx', 'sub/deep/y.cts', 'z.jsx'];
    const others = ['node_modules/p/i.js', 'dist/o.js', '.cache/c.js', 'sub/dist/d.js', 'n.txt', 'n.json', 't.d.ts'];
    const folder = modelFolder(Object.fromEntries([...names, ...others].map((name) => [name, ''])));
    const found = ['a.mjs', 'b.ts', 'z.jsx', 'sub/x.tsx', 'sub/deep/y.cts'];
    expect(findSources(folder)).toEqual(found.map((name) => join(folder, name)));
  });

  it('end where a link leads back up', () => {
    const folder = modelFolder({ 'a.ts': '' });
    mkdirSync(join(folder, 'sub'));
    symlinkSync(folder, join(folder, 'sub/up'));
    expect(findSources(folder)).toEqual([join(folder, 'a.ts')]);
  });
});
