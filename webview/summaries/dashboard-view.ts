/**
 * The seam between the page's shell and what it shows: one view a kind of summary. The shell finds the tags, groups them,
 * makes a card for each, knows which cards are on the screen and asks the host for their series; a view fills its cards.
 */

import type { SummariesToHost, SummaryKind } from '../protocol.ts';
import type { Theme } from '../theme.ts';
import type { Action } from './controls/actions.ts';
import type { RunStyle } from './store/run-styles.ts';
import type { SummaryStore } from './store/summary-store.ts';

/** The tabs, in their order. */
export const dashboardKinds = ['scalars', 'histograms', 'distributions', 'images', 'audio', 'texts'] as const;
export type DashboardKind = (typeof dashboardKinds)[number];

export interface DashboardView {
  readonly kind: DashboardKind;
  /** The tab's label, and what a card of it is called. */
  readonly title: string;
  /** The series that its cards show: `histograms` and `distributions` show the same. */
  readonly data: SummaryKind;
  /** One card for all runs of a tag, or one for each. */
  readonly cardPer: 'tag' | 'run';
  /** How high a card is before it was ever filled, in CSS pixels: keeps scrolling steady. */
  readonly cardHeight: () => number;
  /** Its controls in the sidebar, shown while its tab is; null where it has none. */
  readonly settings: HTMLElement | null;
  /** Fills a card that came near the screen. Until `unmount`, its series are watched. */
  mount(card: Card): MountedCard;
  /** What to restore in the page's next life; plain and small. */
  saveState(): unknown;
}

/** Makes a view from what it saved; `saved` is undefined the first time, and never trusted. */
export type ViewFactory = (context: DashboardContext, saved: unknown) => DashboardView;

export interface ShownRun {
  readonly id: string;
  readonly name: string;
  readonly style: RunStyle;
}

/** A card as its view sees it. */
export interface Card {
  /** The same in the page's next life. */
  readonly id: string;
  readonly tag: string;
  /** The only run that it shows; null where it shows all. */
  readonly run: string | null;
  /** Where the view draws. Empty on `mount`, emptied after `unmount`. */
  readonly body: HTMLElement;
  /** Buttons before the shell's own; again to change them. */
  setActions(actions: readonly Action[]): void;
  /** The runs to show, in order: ticked, and with points under this tag. */
  runs(): readonly ShownRun[];
  /** What `save` was last given, in this or an earlier life; undefined where it never was. Never trusted. */
  saved(): unknown;
  save(state: unknown): void;
}

export interface MountedCard {
  /** Draws anew: points, runs, theme or settings changed. At most ten times a second, never while the page is hidden. */
  update(): void;
  /** The card left the screen: gives back all that is large. */
  unmount(): void;
}

export interface BlobRequest {
  readonly run: string;
  readonly kind: 'images' | 'audio';
  readonly tag: string;
  readonly key: number;
  readonly sample: number;
}

/** What views may use of the page. */
export interface DashboardContext {
  readonly store: SummaryStore;
  theme(): Theme;
  post(message: SummariesToHost): void;
  /** An image or sound; null where it is gone. */
  blob(request: BlobRequest): Promise<Blob | null>;
  /** A setting of the view changed: all its cards are updated and its state is saved. */
  settingsChanged(): void;
  /** Tells screen readers what changed, when a person caused it. */
  announce(text: string): void;
  /** The name of a run, such as the one that a card is for. */
  runName(run: string): string;
}
