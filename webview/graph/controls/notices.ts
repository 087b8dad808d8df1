/** What lies over the canvas: loading, a layout that takes long, a problem, a graph without nodes. */

import { element, icon } from '../../dom.ts';
import { icons } from './icons.ts';
import { wordButton } from './toolbar.ts';

export interface Notices {
  readonly element: HTMLElement;
  /** Over the whole canvas. */
  loading(message: string): void;
  /** `canRun`: running the model file may help. */
  problem(message: string, canRun?: boolean): void;
  empty(canRun?: boolean): void;
  clear(): void;
  /** A small mark in a corner, once it has taken a while. Answers with what ends it. */
  busy(): () => void;
}

const patienceMs = 200;

export interface NoticeHandlers {
  readonly reload: () => void;
  readonly run: () => void;
  readonly cancel: () => void;
}

export function createNotices(handlers: NoticeHandlers): Notices {
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
  const buttons = (canRun: boolean) => {
    const reload = wordButton('reload', 'Reload', handlers.reload);
    return canRun ? [reload, wordButton('run', 'Run the File', handlers.run)] : [reload];
  };
  return {
    element: element('div', { class: 'notices' }, page, busy),
    loading: (message) => show('status', element('vscode-progress-ring', { 'aria-label': 'Loading' }), text(message)),
    problem: (message, canRun = false) => {
      const title = element('h2', {}, 'The graph cannot be shown');
      show('alert', icon(icons.warning), title, text(message), ...buttons(canRun));
    },
    empty: (canRun = false) =>
      show('status', element('h2', {}, 'The graph is empty'), text('It has no operations.'), ...buttons(canRun)),
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
