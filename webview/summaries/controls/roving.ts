/** One tab stop for a group of controls; arrow keys, Home and End move the focus inside it. */

type Direction = 'horizontal' | 'vertical';

const keys: Record<Direction, readonly [back: string, forth: string]> = {
  horizontal: ['ArrowLeft', 'ArrowRight'],
  vertical: ['ArrowUp', 'ArrowDown'],
};

const selectors = new WeakMap<HTMLElement, string>();

/** `selector` finds the controls inside `group`. Call `roving.refresh` after they changed. */
export function roving(group: HTMLElement, selector: string, direction: Direction): void {
  selectors.set(group, selector);
  const [back, forth] = keys[direction];
  group.addEventListener('keydown', (event) => {
    const items = itemsOf(group);
    const at = items.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const moves: Record<string, number> = { [back]: at - 1, [forth]: at + 1, Home: 0, End: items.length - 1 };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items[Math.min(Math.max(target, 0), items.length - 1)]?.focus();
  });
  group.addEventListener('focusin', ({ target }) => {
    const items = itemsOf(group);
    if (items.includes(target as HTMLElement)) setStop(items, target as HTMLElement);
  });
}

/** Makes sure that exactly one control can be reached with the Tab key. */
roving.refresh = (group: HTMLElement): void => {
  const items = itemsOf(group);
  setStop(items, items.find((item) => item.tabIndex === 0 && item.hasAttribute('tabindex')) ?? items[0]);
};

function itemsOf(group: HTMLElement): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>(selectors.get(group)!)];
}

function setStop(items: readonly HTMLElement[], stop: HTMLElement | undefined): void {
  for (const item of items) item.tabIndex = item === stop ? 0 : -1;
}
