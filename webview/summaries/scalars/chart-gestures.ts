/** What the user does on a chart with pointer, wheel and keys, as commands; knows pixels, not values. */

import type { Rectangle } from './chart-overlay.ts';

export interface GestureEvents {
  /** The pointer is over the chart, in pixels of it. */
  hover(x: number, y: number): void;
  leave(): void;
  /** A click without a drag; `extend` with Shift. */
  click(x: number, extend: boolean): void;
  dragging(rectangle: Rectangle | null): void;
  zoomTo(rectangle: Rectangle): void;
  /** Moved by parts of the width and height of the chart, since the last time. */
  pan(dx: number, dy: number): void;
  /** About a place of the chart, null for its middle or cursor. */
  zoomBy(factor: number, x: number | null, y: number | null): void;
  reset(): void;
  /** To the next or previous point, or the first or last. */
  moveCursor(to: 'next' | 'previous' | 'first' | 'last'): void;
  /** Enter or Space: chooses the step at the cursor. */
  choose(extend: boolean): void;
  /** Escape: takes back what is there to take back. */
  escape(): void;
}

/** Less than this is a click. */
const dragFrom = 4;
/** A drag thinner than this leaves that direction as it is. */
const thin = 12;
const wheelSpeed = 0.0025;
/** A click counts once no second one made it a double click. */
const doubleClickMs = 220;
const keyZoom = 0.7;
const keyPan = 0.15;

export function listenForGestures(target: HTMLElement, area: () => Rectangle | undefined, events: GestureEvents): void {
  listenForPointer(target, area, events);
  target.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { x, y } = placeOf(event, target);
      events.zoomBy(Math.exp(event.deltaY * wheelSpeed), x, y);
    },
    { passive: false },
  );
  target.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const command = keyCommand(event.key, event.shiftKey, events);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    command();
  });
}

export function keyCommand(key: string, shift: boolean, events: GestureEvents): (() => void) | undefined {
  const commands: Record<string, () => void> = {
    ArrowLeft: () => (shift ? events.pan(keyPan, 0) : events.moveCursor('previous')),
    ArrowRight: () => (shift ? events.pan(-keyPan, 0) : events.moveCursor('next')),
    ArrowUp: () => events.pan(0, keyPan),
    ArrowDown: () => events.pan(0, -keyPan),
    Home: () => events.moveCursor('first'),
    End: () => events.moveCursor('last'),
    '+': () => events.zoomBy(keyZoom, null, null),
    '=': () => events.zoomBy(keyZoom, null, null),
    '-': () => events.zoomBy(1 / keyZoom, null, null),
    _: () => events.zoomBy(1 / keyZoom, null, null),
    '0': () => events.reset(),
    Enter: () => events.choose(shift),
    ' ': () => events.choose(shift),
    Escape: () => events.escape(),
  };
  // Up and down scroll the page, unless Shift makes them pan.
  if ((key === 'ArrowUp' || key === 'ArrowDown') && !shift) return undefined;
  return Object.hasOwn(commands, key) ? commands[key] : undefined;
}

function listenForPointer(target: HTMLElement, area: () => Rectangle | undefined, events: GestureEvents): void {
  let start: { readonly x: number; readonly y: number; readonly pan: boolean } | undefined;
  let last = { x: 0, y: 0 };
  let moved = false;
  let clicked: ReturnType<typeof setTimeout> | undefined;
  target.addEventListener('dblclick', () => {
    clearTimeout(clicked);
    events.reset();
  });
  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const place = placeOf(event, target);
    start = { ...place, pan: event.shiftKey };
    last = place;
    moved = false;
    target.setPointerCapture(event.pointerId);
  });
  target.addEventListener('pointermove', (event) => {
    const place = placeOf(event, target);
    if (!start) {
      events.hover(place.x, place.y);
      return;
    }
    moved ||= Math.hypot(place.x - start.x, place.y - start.y) >= dragFrom;
    const inner = area();
    if (!moved || !inner) return;
    if (start.pan) {
      events.pan((place.x - last.x) / (inner.right - inner.left), (place.y - last.y) / (inner.bottom - inner.top));
      last = place;
    } else {
      events.dragging(dragRectangle(start, place, inner));
    }
  });
  const finish = (event: PointerEvent, completed: boolean) => {
    if (!start) return;
    const begun = start;
    start = undefined;
    events.dragging(null);
    const inner = area();
    const place = placeOf(event, target);
    if (!completed || !inner) return;
    if (!moved) {
      clearTimeout(clicked);
      clicked = setTimeout(() => events.click(place.x, event.shiftKey), doubleClickMs);
    } else if (!begun.pan) {
      events.zoomTo(dragRectangle(begun, place, inner));
    }
  };
  target.addEventListener('pointerup', (event) => finish(event, true));
  target.addEventListener('pointercancel', (event) => finish(event, false));
  target.addEventListener('pointerleave', () => events.leave());
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function placeOf(event: MouseEvent, target: HTMLElement): Place {
  const { left, top } = target.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

/** The rectangle between two places; as high or as wide as the chart where it is thin in that direction. */
export function dragRectangle(from: Place, to: Place, area: Rectangle): Rectangle {
  const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
  const left = within(Math.min(from.x, to.x), area.left, area.right);
  const right = within(Math.max(from.x, to.x), area.left, area.right);
  const top = within(Math.min(from.y, to.y), area.top, area.bottom);
  const bottom = within(Math.max(from.y, to.y), area.top, area.bottom);
  if (bottom - top < thin) return { left, right, top: area.top, bottom: area.bottom };
  if (right - left < thin) return { left: area.left, right: area.right, top, bottom };
  return { left, right, top, bottom };
}
