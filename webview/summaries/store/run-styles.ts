/**
 * How each run looks: a colour, a dash and a marker, so that runs can be told apart without colours too. A run keeps its
 * looks while others come and go, and as far as possible in other panels, because its name picks the colour.
 */

import type { ThemeKind } from '../../theme.ts';

export const markers = ['circle', 'square', 'triangle', 'diamond', 'cross', 'down'] as const;
export type Marker = (typeof markers)[number];

/** Which of the looks a run has; they have a meaning only together with a theme. */
export interface RunStyle {
  /** From 0; each colour comes once before any comes again. */
  readonly slot: number;
  readonly marker: Marker;
}

/**
 * Ten hues that stay apart in the common kinds of colour blindness, because neighbours differ in lightness too; each has
 * at least 3:1 contrast with the backgrounds of the themes it is for. After Okabe and Ito, and Paul Tol.
 */
const onDark = [
  '#4fa8f0',
  '#f2913d',
  '#35c497',
  '#e8709f',
  '#e3cf57',
  '#a58cf2',
  '#8fdcf5',
  '#d9583b',
  '#a8ba4a',
  '#c9a58b',
];
const onLight = [
  '#0b6bc2',
  '#c55a00',
  '#008060',
  '#c2327a',
  '#8a6d00',
  '#6a3fc9',
  '#0d8fb3',
  '#a32a12',
  '#5d7310',
  '#7a5540',
];
const palettes: Record<ThemeKind, readonly string[]> = {
  dark: onDark,
  'high-contrast': onDark,
  light: onLight,
  'high-contrast-light': onLight,
};

const colors = onDark.length;

/** Line patterns in CSS pixels: solid first, and another for each further time that the colours are used. */
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [14, 4]];

export function styleColor(style: RunStyle, theme: ThemeKind): string {
  return palettes[theme][style.slot % colors]!;
}

/** High contrast themes give neighbours different dashes from the start: there colour must not be needed. */
export function styleDash(style: RunStyle, theme: ThemeKind): readonly number[] {
  const round = Math.floor(style.slot / colors);
  const always = theme === 'high-contrast' || theme === 'high-contrast-light';
  return dashes[(always ? (style.slot % colors) + round : round) % dashes.length]!;
}

/** Looks by name. What it once gave a name stays so; `saved` brings that over from the page's earlier life. */
export class RunStyles {
  readonly #slots = new Map<string, number>();
  readonly #taken = new Set<number>();

  constructor(saved: Iterable<readonly [name: string, slot: number]> = []) {
    for (const [name, slot] of saved) {
      if (!this.#slots.has(name) && !this.#taken.has(slot)) this.#take(name, slot);
    }
  }

  of(name: string): RunStyle {
    const slot = this.#slots.get(name) ?? this.#take(name, this.#freeSlot(name));
    return { slot, marker: markers[slot % markers.length]! };
  }

  entries(): [string, number][] {
    return [...this.#slots];
  }

  #take(name: string, slot: number): number {
    this.#slots.set(name, slot);
    this.#taken.add(slot);
    return slot;
  }

  /** The name's own colour where it is free, else the next free one; then the same with the next dash. */
  #freeSlot(name: string): number {
    const own = hash(name) % colors;
    for (let round = 0; ; round++) {
      for (let i = 0; i < colors; i++) {
        const slot = round * colors + ((own + i) % colors);
        if (!this.#taken.has(slot)) return slot;
      }
    }
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
