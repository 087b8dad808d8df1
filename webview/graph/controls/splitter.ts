/** The handle between canvas and card: dragged, or moved by arrow keys, as ARIA's window splitter. */

import { element, setAttributes } from '../../dom.ts';

export interface SplitterOptions {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** While it moves. */
  readonly onResize: (width: number) => void;
}

export interface Splitter {
  readonly element: HTMLElement;
  set(width: number): void;
}

const step = 20;

/** Of a panel at the right: moving left makes it wider. */
export function createSplitter({ label, min, max, onResize }: SplitterOptions): Splitter {
  let width = min;
  const handle = element('div', {
    class: 'splitter',
    tabindex: 0,
    role: 'separator',
    'aria-orientation': 'vertical',
    'aria-label': label,
  });
  const set = (wanted: number) => {
    width = Math.round(Math.min(max, Math.max(min, wanted)));
    setAttributes(handle, { 'aria-valuenow': width, 'aria-valuemin': min, 'aria-valuemax': max });
  };
  const resize = (wanted: number) => {
    set(wanted);
    onResize(width);
  };
  handle.addEventListener('pointerdown', (down) => {
    handle.setPointerCapture(down.pointerId);
    const from = width;
    const move = (event: PointerEvent) => resize(from + down.clientX - event.clientX);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
    down.preventDefault();
  });
  handle.addEventListener('keydown', (event) => {
    const wanted = { ArrowLeft: width + step, ArrowRight: width - step, Home: max, End: min }[event.key];
    if (wanted === undefined) return;
    resize(wanted);
    event.preventDefault();
  });
  return { element: handle, set };
}
