/** One section of cards under a heading that opens and closes it; long ones show more on demand. */

import { arrange, element, setText, uniqueId } from '../../dom.ts';
import { icon } from '../controls/icons.ts';
import type { CardFrame, CardSpec } from './card-frame.ts';

/** Cards of a section before "Show more", and how many more that shows. */
export const cardsAtOnce = 36;

export interface SectionHost {
  frame(spec: CardSpec): CardFrame;
  toggled(section: GroupSection): void;
}

export class GroupSection {
  readonly element: HTMLElement;
  readonly name: string;
  readonly #host: SectionHost;
  readonly #count = element('span', { class: 'group-count' });
  readonly #button: HTMLButtonElement;
  readonly #cards = element('div', { class: 'cards' });
  readonly #more: HTMLButtonElement;
  #cardCount = 0;
  #take: (count: number) => readonly CardSpec[] = () => [];
  #limit = cardsAtOnce;
  #open = false;

  constructor(name: string, host: SectionHost) {
    this.name = name;
    this.#host = host;
    const id = uniqueId('group');
    this.#cards.id = id;
    this.#button = element(
      'button',
      { class: 'group-button', type: 'button', 'aria-expanded': 'false', 'aria-controls': id },
      icon('chevron'),
      element('span', { class: 'group-name', text: name }),
      this.#count,
    );
    this.#button.addEventListener('click', () => {
      this.setOpen(!this.#open);
      this.#host.toggled(this);
    });
    this.#more = element('button', { class: 'more', type: 'button', hidden: true });
    this.#more.addEventListener('click', () => {
      this.#limit += cardsAtOnce;
      this.#fill();
    });
    const heading = element('h2', { class: 'group-heading' }, this.#button);
    this.element = element('section', { class: 'group', 'aria-label': name }, heading, this.#cards, this.#more);
  }

  get open(): boolean {
    return this.#open;
  }

  setOpen(open: boolean): void {
    this.#open = open;
    this.#button.setAttribute('aria-expanded', String(open));
    this.#fill();
  }

  /** How many cards there are; `take` makes the first of them, when they are to be shown. */
  setCards(count: number, take: (count: number) => readonly CardSpec[]): void {
    this.#cardCount = count;
    this.#take = take;
    setText(this.#count, String(count));
    this.#fill();
  }

  #fill(): void {
    const shown = this.#open ? this.#take(this.#limit) : [];
    arrange(
      this.#cards,
      shown.map((spec) => this.#host.frame(spec).element),
    );
    this.#cards.hidden = !this.#open;
    const left = this.#cardCount - shown.length;
    this.#more.hidden = !this.#open || left <= 0;
    setText(this.#more, `Show ${Math.min(left, cardsAtOnce)} more of ${left}`);
  }
}
