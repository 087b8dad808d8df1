/** A row of icon buttons with one tab stop: arrow keys move along it. Some open a menu. */

import { arrange, element } from '../../dom.ts';
import { type IconName, icon } from './icons.ts';
import { type MenuItem, openMenu } from './menu.ts';
import { roving } from './roving.ts';

export interface Action {
  /** Names the button among those of its row, whatever its label says at the moment. */
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  /** For what is on or off; left out for what just happens. */
  readonly pressed?: boolean;
  /** What happens; the button is where anything that opens belongs. */
  readonly run?: (button: HTMLElement) => void;
  /** Opens a menu instead. */
  readonly menu?: () => readonly MenuItem[];
}

export class ActionBar {
  readonly element: HTMLElement;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #actions = new Map<string, Action>();

  constructor(label: string) {
    this.element = element('div', { class: 'actions', role: 'toolbar', 'aria-label': label });
    roving(this.element, 'button', 'horizontal');
  }

  /** Buttons that stay keep their place and focus. */
  set(actions: readonly Action[]): void {
    this.#actions.clear();
    for (const action of actions) this.#actions.set(action.id, action);
    arrange(
      this.element,
      actions.map((action) => this.#button(action)),
    );
    roving.refresh(this.element);
  }

  #button(action: Action): HTMLButtonElement {
    let button = this.#buttons.get(action.id);
    if (!button) {
      button = element('button', { class: 'icon-button', type: 'button' }, icon(action.icon));
      button.addEventListener('click', () => this.#run(action.id));
      this.#buttons.set(action.id, button);
    }
    button.title = action.label;
    button.setAttribute('aria-label', action.label);
    if (action.pressed !== undefined) button.setAttribute('aria-pressed', String(action.pressed));
    if (action.menu) button.setAttribute('aria-haspopup', 'menu');
    return button;
  }

  #run(id: string): void {
    const action = this.#actions.get(id);
    const button = this.#buttons.get(id);
    if (!action || !button) return;
    if (action.menu) openMenu(button, action.label, action.menu());
    action.run?.(button);
  }
}
