/** The line over the canvas that says what the drawing leaves out, and what in it could not be made. */

import { type Child, element } from '../../dom.ts';
import { wordButton } from './toolbar.ts';

export interface BannerContent {
  /** Nodes at the top that are left out: there no title of a group could say so. */
  readonly hidden: number;
  /** Operations that could not be made. */
  readonly faults: number;
  readonly isIncomplete: boolean;
  /** Running the model file may show more. */
  readonly canRun: boolean;
}

export interface BannerHandlers {
  readonly showMore: () => void;
  readonly goToFault: () => void;
  readonly run: () => void;
}

export interface Banner {
  readonly element: HTMLElement;
  /** Leaves what stays the same alone: it may have the focus. */
  update(content: BannerContent): void;
}

export function createBanner(handlers: BannerHandlers): Banner {
  const banner = element('div', { class: 'banner', hidden: true });
  let last = '';
  return {
    element: banner,
    update(content) {
      const key = JSON.stringify(content);
      if (key === last) return;
      last = key;
      const lines = linesOf(content, handlers);
      banner.hidden = lines.length === 0;
      banner.replaceChildren(...lines.map((line) => element('div', { class: 'banner-line' }, ...line)));
    },
  };
}

function linesOf({ hidden, faults, isIncomplete, canRun }: BannerContent, handlers: BannerHandlers): Child[][] {
  const lines: Child[][] = [];
  if (faults > 0) {
    const what = `${faults.toLocaleString('en')} ${faults === 1 ? 'operation' : 'operations'} could not be made.`;
    const text = element('span', { class: 'banner-fault' }, what);
    lines.push([text, wordButton('warning', faults === 1 ? 'Show' : 'Show next', handlers.goToFault)]);
  }
  if (isIncomplete) {
    const text = element('span', {}, 'The rest of the file was not analysed.');
    lines.push([text, canRun && wordButton('run', 'Run the File', handlers.run)]);
  }
  if (hidden > 0) {
    const what = `${hidden.toLocaleString('en')} nodes are not shown, because there are so many side by side.`;
    lines.push([element('span', { role: 'status' }, what), wordButton('expand', 'Show more', handlers.showMore)]);
  }
  return lines;
}
