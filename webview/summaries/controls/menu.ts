/** A menu that a button opens, as the editor's own: arrow keys move, Enter runs, Escape closes. */

import { element } from '../../dom.ts';
import { openPopover } from './popover.ts';
import { roving } from './roving.ts';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

export function openMenu(button: HTMLElement, label: string, items: readonly MenuItem[]): void {
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label });
  for (const item of items) {
    const entry = element('button', { class: 'menu-item', type: 'button', role: 'menuitem', text: item.label });
    entry.addEventListener('click', () => {
      popover.close();
      item.run();
    });
    menu.append(entry);
  }
  roving(menu, '.menu-item', 'vertical');
  roving.refresh(menu);
  const popover = openPopover(button, menu);
}
