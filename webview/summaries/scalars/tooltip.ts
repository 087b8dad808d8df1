/** The one tooltip of all charts: a table of runs beside the pointer, never beyond the window. */

import { element } from '../../dom.ts';
import type { ThemeKind } from '../../theme.ts';
import { runSample } from '../shell/run-sample.ts';
import { clockText, durationText, stepText, timeText, valueText } from './number-text.ts';
import type { TooltipRow } from './tooltip-rows.ts';

/** Rows before the rest is only counted. */
const mostRows = 20;
const distance = 16;
const margin = 4;

export interface TooltipContent {
  readonly rows: readonly TooltipRow[];
  readonly smoothed: boolean;
  /** The row to stress: the one nearest to the pointer. */
  readonly nearest: TooltipRow | undefined;
  readonly theme: ThemeKind;
}

export class Tooltip {
  // Keyboard users hear the same from the page's live region.
  readonly #box = element('div', { class: 'tooltip', 'aria-hidden': 'true', hidden: true });

  show(content: TooltipContent, at: { readonly x: number; readonly y: number }): void {
    if (!this.#box.isConnected) document.body.append(this.#box);
    this.#box.replaceChildren(tableOf(content));
    this.#box.hidden = content.rows.length === 0;
    const { offsetWidth: width, offsetHeight: height } = this.#box;
    const { left, top } = besidePointer(at, { width, height }, { width: innerWidth, height: innerHeight });
    this.#box.style.left = `${left}px`;
    this.#box.style.top = `${top}px`;
  }

  hide(): void {
    this.#box.hidden = true;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Right of and below the pointer where there is room, else on its other side; inside the window in any case. */
export function besidePointer(
  { x, y }: { readonly x: number; readonly y: number },
  box: Size,
  window: Size,
): { readonly left: number; readonly top: number } {
  const place = (pointer: number, size: number, room: number) => {
    const after = pointer + distance;
    const before = pointer - distance - size;
    const wanted = after + size + margin <= room ? after : before >= margin ? before : room - size - margin;
    return Math.max(margin, wanted);
  };
  return { left: place(x, box.width, window.width), top: place(y, box.height, window.height) };
}

function tableOf({ rows, smoothed, nearest, theme }: TooltipContent): HTMLElement {
  const titles = ['', 'Run', ...(smoothed ? ['Smoothed'] : []), 'Value', 'Step', 'Time', 'Relative'];
  const body = element('tbody');
  for (const row of rows.slice(0, mostRows)) {
    const numbers = [...(smoothed ? [valueText(row.smoothed)] : []), valueText(row.value), stepText(row.step)];
    body.append(
      element(
        'tr',
        { class: row === nearest ? 'nearest' : undefined },
        element('td', {}, runSample(row.style, theme)),
        element('td', { class: 'tooltip-name', text: row.name }),
        ...numbers.map((text) => element('td', { class: 'number', text })),
        element('td', { class: 'number', text: clockText(row.wallTime, 1), title: timeText(row.wallTime) }),
        element('td', { class: 'number', text: durationText(row.relative) }),
      ),
    );
  }
  const head = element('tr', {}, ...titles.map((text) => element('th', { scope: 'col', text })));
  const table = element('table', {}, element('thead', {}, head), body);
  const left = rows.length - mostRows;
  return left > 0 ? element('div', {}, table, element('p', { class: 'hint', text: `and ${left} more runs` })) : table;
}
