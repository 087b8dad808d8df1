import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolders } from '../../engine/formats/index.ts';

const root = mkdtempSync(join(tmpdir(), 'tensorloom-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('makes all that is missing, and is content with what is there', () => {
  const deep = join(root, 'a', 'b', 'c');
  makeFolders(deep);
  makeFolders(deep);
  expect(existsSync(deep)).toBe(true);
});

it('fails at a file in the way', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolders(join(root, 'file', 'below'))).toThrow(/ENOTDIR/);
});

it.runIf(existsSync('/proc/self'))('ends where nothing can be made', { timeout: 5000 }, () => {
  expect(() => makeFolders('/proc/tensorloom/a/b')).toThrow(/ENOENT/);
});
