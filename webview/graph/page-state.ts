/** What the page keeps over reloads and restarts, through VS Code. Plain data; read with suspicion. */

import type { ColorBy, SavedViewState } from './model/index.ts';
import { colorChoices } from './model/index.ts';

export interface Viewport {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface PageState {
  /** What the panel was opened for, for the host to restore it; all else holds for this source alone. */
  readonly source: unknown;
  readonly view: SavedViewState | null;
  readonly viewport: Viewport | null;
  readonly selected: string | null;
  readonly colorBy: ColorBy;
  /** Tag of the chosen trace. */
  readonly trace: string | null;
  readonly search: { readonly query: string; readonly regex: boolean };
  readonly cardOpen: boolean;
  readonly cardWidth: number;
  readonly outlineOpen: boolean;
  readonly legendOpen: boolean;
}

export const cardWidths = { min: 220, initial: 300, max: 700 } as const;

export const initialPageState: PageState = {
  source: null,
  view: null,
  viewport: null,
  selected: null,
  colorBy: 'structure',
  trace: null,
  search: { query: '', regex: false },
  cardOpen: true,
  cardWidth: cardWidths.initial,
  outlineOpen: false,
  legendOpen: true,
};

/** The saved state if it was saved for this source; how the panel is arranged holds for any. */
export function stateFor(source: unknown, saved: unknown): PageState {
  const known = readPageState(saved);
  if (JSON.stringify(known.source) === JSON.stringify(source)) return { ...known, source };
  const { cardOpen, cardWidth, outlineOpen, legendOpen, colorBy } = known;
  return { ...initialPageState, source, cardOpen, cardWidth, outlineOpen, legendOpen, colorBy };
}

/** A page of another version may have saved it: whatever does not fit is as in the beginning. */
export function readPageState(saved: unknown): PageState {
  const from = asRecord(saved);
  const search = asRecord(from.search);
  const viewport = asRecord(from.viewport);
  const { zoom, x, y } = viewport;
  const isPlaced = [zoom, x, y].every((value) => Number.isFinite(value)) && (zoom as number) > 0;
  const width = Number.isFinite(from.cardWidth) ? (from.cardWidth as number) : cardWidths.initial;
  return {
    source: from.source ?? null,
    view: readView(from.view),
    viewport: isPlaced ? { zoom: zoom as number, x: x as number, y: y as number } : null,
    selected: textOr(from.selected, null),
    colorBy: colorChoices.find(({ by }) => by === from.colorBy)?.by ?? initialPageState.colorBy,
    trace: textOr(from.trace, null),
    search: { query: textOr(search.query, '') ?? '', regex: search.regex === true },
    cardOpen: from.cardOpen !== false,
    cardWidth: Math.min(cardWidths.max, Math.max(cardWidths.min, width)),
    outlineOpen: from.outlineOpen === true,
    legendOpen: from.legendOpen !== false,
  };
}

function readView(saved: unknown): SavedViewState | null {
  const { expanded, placements, foldSeries, ungrouped } = asRecord(saved);
  if (!isTexts(expanded) || !isTexts(ungrouped) || !Array.isArray(placements)) return null;
  const pairs = placements.filter(
    (pair): pair is [string, 'main' | 'auxiliary'] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && (pair[1] === 'main' || pair[1] === 'auxiliary'),
  );
  return { expanded, placements: pairs, foldSeries: foldSeries !== false, ungrouped };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function textOr<Other>(value: unknown, other: Other): string | Other {
  return typeof value === 'string' ? value : other;
}
