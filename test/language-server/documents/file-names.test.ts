import { expect, it } from 'vitest';
import { fileOf, isUri, uriOf } from '../../../language-server/documents/file-names.ts';

it('What lies on a disk is known by its path, all else by its URI with an ending', () => {
  expect(fileOf('file:///w/a%20b.ts')).toBe('/w/a b.ts');
  expect(uriOf('/w/a b.ts')).toBe('file:///w/a%20b.ts');
  expect(fileOf('vscode-vfs://github/o/r/a.ts', 'typescript')).toBe('vscode-vfs://github/o/r/a.ts');
  expect(fileOf('untitled:Untitled-1', 'javascript')).toBe('untitled:Untitled-1.js');
  expect(fileOf('untitled:Untitled-1', 'typescriptreact')).toBe('untitled:Untitled-1.tsx');
  // No path of this machine.
  expect(fileOf('file://server/share/a.ts', 'typescript')).toBe('file://server/share/a.ts');
  expect(['/w/a.ts', 'c:\\w\\a.ts', 'git:/w/a.ts'].map(isUri)).toEqual([false, false, true]);
});
