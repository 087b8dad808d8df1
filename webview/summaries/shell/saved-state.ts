/**
 * What the page keeps for its next life. Read back without trust: an older version's state, or anything else, gives the
 * defaults where it does not fit. Pure.
 */

import { type DashboardKind, dashboardKinds } from '../dashboard-view.ts';
import type { SavedSelection } from '../store/run-selection.ts';

export interface SavedPage {
  readonly version: 1;
  /** What the panel shows, in the host's words; the host reads it to open the panel again. */
  readonly source: unknown;
  readonly sidebar: { readonly width: number; readonly hidden: boolean };
  readonly tab: DashboardKind;
  readonly scroll: number;
  readonly selection: SavedSelection;
  readonly styles: readonly (readonly [name: string, slot: number])[];
  readonly tagFilter: string;
  /** Ids of cards. */
  readonly pinned: readonly string[];
  readonly wide: readonly string[];
  /** Groups that the user opened or closed, as `kind/name`. */
  readonly groups: readonly (readonly [group: string, open: boolean])[];
  readonly cards: readonly (readonly [card: string, state: unknown])[];
  readonly views: Readonly<Partial<Record<DashboardKind, unknown>>>;
}

const defaults: SavedPage = {
  version: 1,
  source: null,
  sidebar: { width: 260, hidden: false },
  tab: 'scalars',
  scroll: 0,
  selection: { filter: '', chosen: [] },
  styles: [],
  tagFilter: '',
  pinned: [],
  wide: [],
  groups: [],
  cards: [],
  views: {},
};

/** Entries of each list; the newest are kept. */
export const mostSaved = 500;

export function readSavedPage(saved: unknown): SavedPage {
  if (!isRecord(saved) || saved.version !== 1) return defaults;
  const sidebar = isRecord(saved.sidebar) ? saved.sidebar : {};
  const selection = isRecord(saved.selection) ? saved.selection : {};
  return {
    version: 1,
    source: saved.source,
    sidebar: {
      width: finite(sidebar.width, defaults.sidebar.width),
      hidden: sidebar.hidden === true,
    },
    tab: dashboardKinds.find((kind) => kind === saved.tab) ?? defaults.tab,
    scroll: finite(saved.scroll, 0),
    selection: { filter: text(selection.filter), chosen: pairs(selection.chosen, isBoolean) },
    styles: pairs(saved.styles, (slot) => Number.isSafeInteger(slot) && (slot as number) >= 0) as [string, number][],
    tagFilter: text(saved.tagFilter),
    pinned: texts(saved.pinned),
    wide: texts(saved.wide),
    groups: pairs(saved.groups, isBoolean),
    cards: pairs(saved.cards, (state): state is unknown => state !== undefined),
    views: isRecord(saved.views) ? (saved.views as SavedPage['views']) : {},
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function finite(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** One of the choices, or the first. */
export function oneOf<T>(choices: readonly [T, ...T[]], value: unknown): T {
  return choices.find((choice) => choice === value) ?? choices[0];
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string').slice(-mostSaved) : [];

function pairs<T>(value: unknown, fits: (second: unknown) => boolean | undefined): [string, T][] {
  if (!Array.isArray(value)) return [];
  return value.filter((pair): pair is [string, T] => {
    return Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && fits(pair[1]) === true;
  });
}
