/** Which cards are on the screen or just beyond its edges. */

import type { CardFrame } from './card-frame.ts';

/** Cards this near to the screen are filled before they are seen. */
const margin = '250px 0px';

export class CardVisibility {
  readonly #observer: IntersectionObserver;
  readonly #frames = new Map<Element, CardFrame>();

  constructor(root: HTMLElement, changed: (frame: CardFrame, visible: boolean) => void) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const frame = this.#frames.get(target);
          if (frame) changed(frame, isIntersecting);
        }
      },
      { root, rootMargin: margin },
    );
  }

  observe(frame: CardFrame): void {
    this.#frames.set(frame.element, frame);
    this.#observer.observe(frame.element);
  }

  forget(frame: CardFrame): void {
    this.#observer.unobserve(frame.element);
    this.#frames.delete(frame.element);
  }
}
