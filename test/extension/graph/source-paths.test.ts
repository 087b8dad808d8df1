import { expect, test } from 'vitest';
import { baseName, candidatePaths, mostAlike } from '../../../extension/graph/source-paths.ts';

test('an absolute path is tried as it is, a relative one from each folder', () => {
  expect(candidatePaths('/model/digits.ts', ['/a'])).toEqual(['/model/digits.ts']);
  expect(candidatePaths('src/digits.ts', ['/a', '/b', '/a'])).toEqual(['/a/src/digits.ts', '/b/src/digits.ts']);
  expect(candidatePaths('file:///model/my%20digits.ts', [])).toEqual(['/model/my digits.ts']);
});

test('no other machine is asked because a graph names it', () => {
  expect(candidatePaths('\\\\evil\\share\\model.ts', ['/a'])).toEqual([]);
  expect(candidatePaths('//evil/share/model.ts', ['/a'])).toEqual([]);
  expect(candidatePaths('//Host/share/a/model.ts', ['\\\\host\\share\\b'])).toEqual(['//Host/share/a/model.ts']);
});

test('names are taken from paths of any system', () => {
  expect(baseName('/model/digits.ts')).toBe('digits.ts');
  expect(baseName('C:\\model\\digits.ts')).toBe('digits.ts');
  expect(baseName('file:///model/digits.ts')).toBe('digits.ts');
});

test('of files of one name, the one in folders of the same names is meant', () => {
  const found = ['/ws/b/model.ts', '/ws/nets/a/model.ts', '/ws/model.ts'];
  expect(mostAlike('/elsewhere/nets/a/model.ts', found)).toBe('/ws/nets/a/model.ts');
  expect(mostAlike('D:\\nets\\b\\model.ts', found)).toBe('/ws/b/model.ts');
  expect(mostAlike('/elsewhere/model.ts', found)).toBe('/ws/model.ts');
  expect(mostAlike('/elsewhere/model.ts', [])).toBeUndefined();
});
