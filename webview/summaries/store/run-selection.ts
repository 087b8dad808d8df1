/** Which runs are drawn: those that pass the filter and are ticked. Pure. */

import type { RunInfo } from '../../protocol.ts';
import { type NameFilter, nameFilter, passes } from './name-filter.ts';

/** How many runs are ticked before the user says anything. */
export const initiallyTicked = 50;

export interface SavedSelection {
  readonly filter: string;
  /** What the user said of single runs; others are ticked if they are among the first. */
  readonly chosen: readonly (readonly [run: string, ticked: boolean])[];
}

const mostSaved = 2000;

export class RunSelection {
  #filterText: string;
  #filter: NameFilter;
  readonly #chosen: Map<string, boolean>;
  #runs: readonly RunInfo[] = [];

  constructor(saved: SavedSelection = { filter: '', chosen: [] }) {
    this.#filterText = saved.filter;
    this.#filter = nameFilter(saved.filter);
    this.#chosen = new Map(saved.chosen);
  }

  get filterText(): string {
    return this.#filterText;
  }

  /** What is wrong with the filter; undefined where nothing is. */
  get filterProblem(): string | undefined {
    return this.#filter.valid ? undefined : this.#filter.problem;
  }

  get allRuns(): readonly RunInfo[] {
    return this.#runs;
  }

  setRuns(runs: readonly RunInfo[]): void {
    this.#runs = runs;
  }

  setFilter(text: string): void {
    this.#filterText = text;
    this.#filter = nameFilter(text);
  }

  /** The runs that the list shows. */
  listed(): readonly RunInfo[] {
    return this.#runs.filter(({ name }) => passes(this.#filter, name));
  }

  /** The runs that are drawn, in the list's order. */
  shown(): readonly RunInfo[] {
    const first = new Set(this.#runs.slice(0, initiallyTicked).map(({ id }) => id));
    return this.listed().filter(({ id }) => this.#chosen.get(id) ?? first.has(id));
  }

  isTicked(run: string): boolean {
    return this.#chosen.get(run) ?? this.#runs.findIndex(({ id }) => id === run) < initiallyTicked;
  }

  tick(run: string, ticked: boolean): void {
    this.#chosen.set(run, ticked);
  }

  /** Ticks or unticks all that are listed. */
  tickListed(ticked: boolean): void {
    for (const { id } of this.listed()) this.#chosen.set(id, ticked);
  }

  /** Unticks all others, also those that are not listed. */
  tickOnly(run: string): void {
    for (const { id } of this.#runs) this.#chosen.set(id, id === run);
  }

  save(): SavedSelection {
    return { filter: this.#filterText, chosen: [...this.#chosen].slice(-mostSaved) };
  }
}
