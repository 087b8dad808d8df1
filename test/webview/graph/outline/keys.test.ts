import { expect, test } from 'vitest';
import { outline } from '../../../../webview/graph/model/index.ts';
import { rowAfterKey } from '../../../../webview/graph/outline/keys.ts';
import { tutorialScene } from '../view/scene.ts';

const rows = outline(tutorialScene('model').visible);
const place = (id: string) => rows.findIndex((row) => row.id === id);
const press = (from: string, key: string) => rowAfterKey(rows, place(from), key, 5);

test('right opens a folded scope, then goes into it; left folds it, then goes out', () => {
  expect(press('scope:model/fc1', 'ArrowRight')).toBe('toggle');
  expect(press('scope:model', 'ArrowRight')).toBe(place('scope:model') + 1);
  expect(press('scope:model', 'ArrowLeft')).toBe('toggle');
  expect(press('scope:model/fc2', 'ArrowLeft')).toBe(place('scope:model'));
});

test('up, down, Home and End stay in the tree', () => {
  expect(rowAfterKey(rows, 0, 'ArrowUp', 5)).toBeNull();
  expect(rowAfterKey(rows, 0, 'End', 5)).toBe(rows.length - 1);
  expect(rowAfterKey(rows, rows.length - 1, 'ArrowDown', 5)).toBeNull();
  expect(rowAfterKey(rows, rows.length - 1, 'Home', 5)).toBe(0);
  expect(rowAfterKey(rows, 0, 'PageDown', 3)).toBe(3);
});

test('a letter goes to the next row that begins with it, round the end', () => {
  const from = place('scope:model/fc1');
  expect(rows[rowAfterKey(rows, from, 'f', 5) as number]?.label).toMatch(/^fc[23]$/);
  expect(rowAfterKey(rows, from, 'q', 5)).toBeNull();
});
