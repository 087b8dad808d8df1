/** The page's keys, in one table: what the help lists is what the keyboard does. */

export type CanvasAction =
  | { readonly type: 'move'; readonly direction: 'up' | 'down' | 'left' | 'right' }
  | { readonly type: 'pan'; readonly x: number; readonly y: number }
  | {
      readonly type:
        | 'toggle'
        | 'source'
        | 'out'
        | 'in'
        | 'clear'
        | 'fit'
        | 'zoomIn'
        | 'zoomOut'
        | 'trace'
        | 'menu'
        | 'search'
        | 'help';
    };

export const shortcutHelp: readonly (readonly [keys: string, what: string])[] = [
  ['Arrow keys', 'Select the next node in that direction'],
  ['Enter or Space', 'Expand or collapse the selected scope or series'],
  ['Shift+Enter', 'Go to the source line'],
  ['Backspace', 'Select the enclosing scope'],
  ['Page Down', 'Select the first node inside an expanded scope'],
  ['Shift+Arrow keys', 'Move the view'],
  ['+ and -', 'Zoom in, zoom out'],
  ['F or 0', 'Fit the graph'],
  ['T', 'Trace the inputs of the selection'],
  ['Ctrl+F or /', 'Find nodes'],
  ['Shift+F10', 'Menu of the selected node'],
  ['Escape', 'Cancel, then clear the selection'],
];

const panStep = 60;

type Keyed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const plain: Readonly<Record<string, CanvasAction>> = {
  ArrowUp: { type: 'move', direction: 'up' },
  ArrowDown: { type: 'move', direction: 'down' },
  ArrowLeft: { type: 'move', direction: 'left' },
  ArrowRight: { type: 'move', direction: 'right' },
  Enter: { type: 'toggle' },
  ' ': { type: 'toggle' },
  Backspace: { type: 'out' },
  PageDown: { type: 'in' },
  Escape: { type: 'clear' },
  ContextMenu: { type: 'menu' },
  f: { type: 'fit' },
  '0': { type: 'fit' },
  '+': { type: 'zoomIn' },
  '=': { type: 'zoomIn' },
  '-': { type: 'zoomOut' },
  t: { type: 'trace' },
  '/': { type: 'search' },
  '?': { type: 'help' },
};

const shifted: Readonly<Record<string, CanvasAction>> = {
  Enter: { type: 'source' },
  F10: { type: 'menu' },
  ArrowUp: { type: 'pan', x: 0, y: panStep },
  ArrowDown: { type: 'pan', x: 0, y: -panStep },
  ArrowLeft: { type: 'pan', x: panStep, y: 0 },
  ArrowRight: { type: 'pan', x: -panStep, y: 0 },
};

/** What a key on the canvas does; null: nothing. */
export function canvasAction({ key, shiftKey, ctrlKey, metaKey, altKey }: Keyed): CanvasAction | null {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'f') return { type: 'search' };
  if (ctrlKey || metaKey || altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (shiftKey && Object.hasOwn(shifted, name)) return shifted[name]!;
  return Object.hasOwn(plain, name) ? plain[name]! : null;
}

/** Anywhere in the page; but a slash that is typed into a field is a slash. */
export function asksForSearch(event: KeyboardEvent): boolean {
  const typing = (event.target as Element).matches('vscode-text-field, input');
  return !event.defaultPrevented && canvasAction(event)?.type === 'search' && (event.key !== '/' || !typing);
}
