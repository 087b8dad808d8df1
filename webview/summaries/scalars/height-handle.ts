/** The lower edge of a chart, which pointer and arrow keys move. */

import { element } from '../../dom.ts';
import { clampHeight, leastHeight, mostHeight } from './scalar-settings.ts';

const keyStep = 20;

export function heightHandle(current: () => number, resize: (height: number) => void): HTMLElement {
  const handle = element('div', {
    class: 'height-handle',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'horizontal',
    'aria-label': 'Height of the chart',
    'aria-valuemin': leastHeight,
    'aria-valuemax': mostHeight,
    'aria-valuenow': leastHeight,
  });
  const set = (height: number) => {
    resize(clampHeight(height));
    handle.setAttribute('aria-valuenow', String(Math.round(clampHeight(height))));
  };
  handle.addEventListener('focus', () => handle.setAttribute('aria-valuenow', String(Math.round(current()))));
  handle.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -keyStep, ArrowDown: keyStep }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(current() + step);
  });
  handle.addEventListener('pointerdown', (down) => {
    handle.setPointerCapture(down.pointerId);
    const start = current() - down.clientY;
    const move = ({ clientY }: PointerEvent) => set(start + clientY);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  });
  return handle;
}
