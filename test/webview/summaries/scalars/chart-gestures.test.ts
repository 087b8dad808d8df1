import { expect, test, vi } from 'vitest';
import { dragRectangle, type GestureEvents, keyCommand } from '../../../../webview/summaries/scalars/chart-gestures.ts';
import { LinkedCursor } from '../../../../webview/summaries/scalars/linked-cursor.ts';

const area = { left: 40, right: 340, top: 10, bottom: 210 };

test('a drag takes the rectangle inside the chart', () => {
  expect(dragRectangle({ x: 300, y: 180 }, { x: 100, y: 50 }, area)).toEqual({
    left: 100,
    right: 300,
    top: 50,
    bottom: 180,
  });
  expect(dragRectangle({ x: 100, y: 50 }, { x: 900, y: -50 }, area)).toEqual({
    left: 100,
    right: 340,
    top: 10,
    bottom: 50,
  });
});

test('a flat drag zooms along, a steep one up and down', () => {
  expect(dragRectangle({ x: 100, y: 50 }, { x: 200, y: 55 }, area)).toMatchObject({ top: 10, bottom: 210 });
  expect(dragRectangle({ x: 100, y: 50 }, { x: 104, y: 150 }, area)).toMatchObject({ left: 40, right: 340 });
});

function pressed(key: string, shift = false) {
  const events: Record<keyof GestureEvents, ReturnType<typeof vi.fn>> = {
    hover: vi.fn(),
    leave: vi.fn(),
    click: vi.fn(),
    dragging: vi.fn(),
    zoomTo: vi.fn(),
    pan: vi.fn(),
    zoomBy: vi.fn(),
    reset: vi.fn(),
    moveCursor: vi.fn(),
    choose: vi.fn(),
    escape: vi.fn(),
  };
  keyCommand(key, shift, events as unknown as GestureEvents)?.();
  return Object.entries(events).flatMap(([name, { mock }]) => mock.calls.map((call) => [name, ...call]));
}

test('keys move the cursor, pan, zoom, choose and reset', () => {
  expect(pressed('ArrowRight')).toEqual([['moveCursor', 'next']]);
  expect(pressed('Home')).toEqual([['moveCursor', 'first']]);
  expect(pressed('ArrowLeft', true)).toEqual([['pan', 0.15, 0]]);
  expect(pressed('+')).toEqual([['zoomBy', 0.7, null, null]]);
  expect(pressed('0')).toEqual([['reset']]);
  expect(pressed('Enter', true)).toEqual([['choose', true]]);
  expect(pressed('Escape')).toEqual([['escape']]);
});

test('up and down scroll the page, and other keys are its own', () => {
  expect(pressed('ArrowDown')).toEqual([]);
  expect(pressed('ArrowDown', true)).toEqual([['pan', 0, -0.15]]);
  expect(pressed('Tab')).toEqual([]);
  expect(pressed('constructor')).toEqual([]);
});

test('the cursor of one chart is that of all, until that chart lets go', () => {
  const cursor = new LinkedCursor();
  const draw = vi.fn();
  const unfollow = cursor.follow(draw);
  cursor.move({ x: 5, card: 'a' });
  cursor.leave('b');
  expect(cursor.place).toEqual({ x: 5, card: 'a' });
  cursor.leave('a');
  expect(cursor.place).toBeNull();
  expect(draw).toHaveBeenCalledTimes(2);
  unfollow();
  cursor.move({ x: 1, card: 'a' });
  expect(draw).toHaveBeenCalledTimes(2);
});
