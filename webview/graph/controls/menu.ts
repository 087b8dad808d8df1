/** A popup menu, for a button or at the pointer: arrow keys move, Enter takes, Escape and a click elsewhere close. */

import { element } from '../../dom.ts';

export type MenuItem =
  | { readonly label: string; readonly keys?: string; readonly disabled?: boolean; readonly run: () => void }
  | 'separator';

export interface MenuPlace {
  /** In pixels of the window; the menu is moved where it would not fit. */
  readonly x: number;
  readonly y: number;
}

let closeOpen: (() => void) | undefined;

export function openMenu(label: string, items: readonly MenuItem[], place: MenuPlace, back: HTMLElement | null): void {
  closeOpen?.();
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label });
  const rows = items.map((item) => {
    if (item === 'separator') return element('div', { class: 'menu-separator', role: 'separator' });
    const row = element(
      'button',
      { class: 'menu-item', tabindex: -1, role: 'menuitem', 'aria-disabled': item.disabled && 'true' },
      element('span', {}, item.label),
      item.keys !== undefined && element('span', { class: 'menu-keys' }, item.keys),
    );
    row.addEventListener('click', () => {
      if (item.disabled) return;
      close();
      item.run();
    });
    row.addEventListener('pointermove', () => row.focus());
    return row;
  });
  menu.append(...rows);
  const buttons = rows.filter((row): row is HTMLButtonElement => row instanceof HTMLButtonElement);
  const close = () => {
    if (closeOpen !== close) return;
    closeOpen = undefined;
    menu.remove();
    removeEventListener('pointerdown', onPointerDown, true);
    removeEventListener('blur', close);
    back?.focus();
  };
  const onPointerDown = ({ target }: PointerEvent) => {
    if (!menu.contains(target as Node)) close();
  };
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) buttons.at(to % buttons.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  });
  closeOpen = close;
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(place.x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(place.y, innerHeight - height - 4))}px`;
  addEventListener('pointerdown', onPointerDown, true);
  addEventListener('blur', close);
  buttons[0]?.focus();
}

/** Below a button, as its menu. */
export function openMenuBelow(button: HTMLElement, label: string, items: readonly MenuItem[]): void {
  const { left, bottom } = button.getBoundingClientRect();
  openMenu(label, items, { x: left, y: bottom + 2 }, button);
}
