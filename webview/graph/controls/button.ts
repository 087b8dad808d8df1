/** Icon buttons: a drawing, a name for screen readers that is also the tooltip, and whether it is on. */

import { element, icon, setAttributes } from '../../dom.ts';
import type { Button } from '../../ui.ts';
import { type IconName, icons } from './icons.ts';

export interface IconButtonOptions {
  readonly icon: IconName;
  readonly label: string;
  /** Shown after the label in the tooltip, and told to screen readers: `Ctrl+F`. */
  readonly keys?: string;
  readonly onClick: (button: Button) => void;
}

export function iconButton({ icon: name, label, keys, onClick }: IconButtonOptions): Button {
  const button = element<Button>(
    'vscode-button',
    {
      title: keys === undefined ? label : `${label} (${keys})`,
      appearance: 'icon',
      'aria-label': label,
      'aria-keyshortcuts': keys?.replace('Ctrl', 'Control'),
    },
    icon(icons[name]),
  );
  button.addEventListener('click', () => onClick(button));
  return button;
}

/** Shows whether a toggle is on, to eyes and to screen readers. */
export function setPressed(button: Button, pressed: boolean): void {
  setAttributes(button, { 'aria-pressed': pressed ? 'true' : 'false' });
  button.classList.toggle('pressed', pressed);
}
