/** The list of keys, in a dialog. */

import { element } from '../../dom.ts';
import { shortcutHelp } from './shortcuts.ts';

export function openHelp(): void {
  const rows = shortcutHelp.map(([keys, what]) =>
    element('tr', {}, element('th', { scope: 'row' }, keys), element('td', {}, what)),
  );
  const close = element('button', { class: 'card-action', type: 'button' }, 'Close');
  const dialog = element(
    'dialog',
    { class: 'help', 'aria-label': 'Keyboard shortcuts' },
    element('h2', { class: 'card-title' }, 'Keyboard shortcuts'),
    element('table', {}, element('tbody', {}, ...rows)),
    close,
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
