/** What lies over the canvas: loading, a layout that takes long, a problem, a graph without nodes. */

import { element, icon } from '../../dom.ts';
import { icons } from './icons.ts';
import { wordButton } from './toolbar.ts';

export interface Notices {
  readonly element: HTMLElement;
  /** Over the whole canvas. */
  loading(message: string): void;
  problem(message: string): void;
  empty(): void;
  clear(): void;
  /** A small mark in a corner, once it has taken a while. Answers with what ends it. */
  busy(): () => void;
}

const patienceMs = 200;

export function createNotices(handlers: { readonly reload: () => void; readonly cancel: () => void }): Notices {
  const page = element('div', { class: 'notice', hidden: true });
  const cancel = element('button', { class: 'card-action', type: 'button' }, 'Cancel');
  cancel.addEventListener('click', handlers.cancel);
  const busy = element(
    'div',
    { class: 'busy', hidden: true, role: 'status' },
    element('vscode-progress-ring', { 'aria-label': 'Laying out' }),
    element('span', {}, 'Laying out the graph'),
    cancel,
  );
  let jobs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (role: 'status' | 'alert', ...content: readonly Node[]) => {
    page.setAttribute('role', role);
    page.replaceChildren(...content);
    page.hidden = false;
  };
  const text = (message: string) => element('p', { class: 'notice-text' }, message);
  const reload = () => wordButton('reload', 'Reload', handlers.reload);
  return {
    element: element('div', { class: 'notices' }, page, busy),
    loading: (message) => show('status', element('vscode-progress-ring', { 'aria-label': 'Loading' }), text(message)),
    problem: (message) =>
      show('alert', icon(icons.warning), element('h2', {}, 'The graph cannot be shown'), text(message), reload()),
    empty: () => show('status', element('h2', {}, 'The graph is empty'), text('It has no operations.'), reload()),
    clear: () => {
      page.hidden = true;
      page.replaceChildren();
    },
    busy: () => {
      jobs++;
      timer ??= setTimeout(() => {
        busy.hidden = false;
      }, patienceMs);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        jobs--;
        if (jobs > 0) return;
        clearTimeout(timer);
        timer = undefined;
        busy.hidden = true;
      };
    },
  };
}
