/** A box over the page, next to a button: closes on Escape, on a click elsewhere, and with the button's card. */

import { element } from '../../dom.ts';

const gap = 2;
const margin = 8;

export interface Popover {
  readonly close: () => void;
}

/** Opens beside `anchor`; the focus goes back there when it closes with the focus inside. */
export function openPopover(anchor: HTMLElement, content: HTMLElement, onClose: () => void = () => {}): Popover {
  const box = element('div', { class: 'popover', popover: 'auto' }, content);
  // Not beside the anchor: rows of buttons rearrange what is in them.
  document.body.append(box);
  const close = () => {
    if (box.isConnected) box.hidePopover();
  };
  box.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    if (box.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    anchor.removeAttribute('aria-expanded');
    box.remove();
    onClose();
  });
  // The anchor as its source puts what is inside next in the order of the Tab key.
  box.showPopover({ source: anchor });
  anchor.setAttribute('aria-expanded', 'true');
  place(box, anchor.getBoundingClientRect());
  box.querySelector<HTMLElement>('input, button, [tabindex="0"]')?.focus();
  return { close };
}

/** Below the anchor where there is room, else above; never beyond the window. */
function place(box: HTMLElement, anchor: DOMRect): void {
  const { width, height } = box.getBoundingClientRect();
  const { top, left } = placeBox(anchor, { width, height }, { width: innerWidth, height: innerHeight });
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Right edges aligned, below or above. */
export function placeBox(
  anchor: Pick<DOMRect, 'top' | 'bottom' | 'right'>,
  box: Size,
  window: Size,
): { readonly top: number; readonly left: number } {
  const below = anchor.bottom + gap;
  const fits = below + box.height + margin <= window.height;
  const top = fits ? below : anchor.top - gap - box.height;
  return {
    top: Math.max(margin, Math.min(top, window.height - box.height - margin)),
    left: Math.max(margin, Math.min(anchor.right - box.width, window.width - box.width - margin)),
  };
}
