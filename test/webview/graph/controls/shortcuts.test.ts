import { expect, test } from 'vitest';
import { canvasAction } from '../../../../webview/graph/controls/shortcuts.ts';

const key = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', true>> = {}) =>
  canvasAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('Enter and Space fold, Shift+Enter goes to the source', () => {
  expect(key('Enter')).toEqual({ type: 'toggle' });
  expect(key(' ')).toEqual({ type: 'toggle' });
  expect(key('Enter', { shiftKey: true })).toEqual({ type: 'source' });
});

test('arrows select; with Shift they move the view', () => {
  expect(key('ArrowUp')).toEqual({ type: 'move', direction: 'up' });
  expect(key('ArrowUp', { shiftKey: true })).toMatchObject({ type: 'pan', x: 0 });
});

test('capital letters are letters, and a shifted sign is a sign', () => {
  expect(key('F', { shiftKey: true })).toEqual({ type: 'fit' });
  expect(key('+', { shiftKey: true })).toEqual({ type: 'zoomIn' });
  expect(key('?', { shiftKey: true })).toEqual({ type: 'help' });
});

test("the editor's own keys are left to it", () => {
  expect(key('f', { ctrlKey: true })).toEqual({ type: 'search' });
  expect(key('f', { metaKey: true })).toEqual({ type: 'search' });
  expect(key('p', { ctrlKey: true })).toBeNull();
  expect(key('ArrowLeft', { altKey: true })).toBeNull();
  expect(key('Tab')).toBeNull();
  expect(key('constructor')).toBeNull();
});
