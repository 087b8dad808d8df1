import { expect, it } from 'vitest';
import { groupFolders, nameInGroup } from '../../../extension/runs/tree/group-folders.ts';

/** As `log folder: names`, one a group. */
const shown = (...folders: string[]) =>
  groupFolders(folders).map((group) => `${group.path}: ${group.runs.map((run) => nameInGroup(group, run)).join(', ')}`);

it('groups runs under the log folder that they share', () => {
  expect(shown('logs/b/train', 'logs/b/eval', 'logs/a/run10', 'logs/a/run2')).toEqual([
    'logs/a: run2, run10',
    'logs/b: eval, train',
  ]);
});

it('calls the log folder’s own events ".", as TensorBoard does', () => {
  expect(shown('logs/mnist', 'logs/mnist/eval')).toEqual(['logs/mnist: ., eval']);
});

it('lists a folder once, however they nest', () => {
  expect(shown('r/a', 'r/a/x', 'r/b', 'r/c')).toEqual(['r: b, c', 'r/a: ., x']);
  expect(shown('r/a', 'r/a/x', 'r/b')).toEqual(['r/a: ., x', 'r/b: r/b']);
});

it('leaves single folders, and what lies in the workspace itself, alone', () => {
  expect(shown('logs/only', 'runs', 'other')).toEqual(['logs/only: logs/only', 'other: other', 'runs: runs']);
  expect(shown('', 'a')).toEqual([': .', 'a: a']);
});
