/** The small box beside the pointer that says what is under it. Never leaves the card. */

import { element, setText } from '../../dom.ts';

export class PlotTooltip {
  readonly element = element('div', { class: 'plot-tooltip', hidden: true, 'aria-hidden': 'true' });

  /** @param x, y of what is described, from the corner of the element that holds the tooltip */
  show(lines: readonly string[], x: number, y: number): void {
    setText(this.element, lines.join('\n'));
    this.element.hidden = false;
    const parent = this.element.offsetParent;
    const [width, height] = [parent?.clientWidth ?? 0, parent?.clientHeight ?? 0];
    const left = x + 14 + this.element.offsetWidth > width ? x - 14 - this.element.offsetWidth : x + 14;
    const top = Math.min(Math.max(0, y - this.element.offsetHeight / 2), height - this.element.offsetHeight);
    this.element.style.left = `${Math.max(0, left)}px`;
    this.element.style.top = `${Math.max(0, top)}px`;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
