/** The Scalars tab: settings that all charts share, the cursor and the chosen steps that link them, and their cards. */

import type { Card, DashboardContext, DashboardView, MountedCard } from '../dashboard-view.ts';
import { LinkedCursor } from './linked-cursor.ts';
import { ScalarCard, type ScalarCardHost } from './scalar-card.ts';
import { readSettings, type ScalarSettings } from './scalar-settings.ts';
import { type SettingsPane, selectionText, settingsPane } from './settings-pane.ts';
import { Tooltip } from './tooltip.ts';

export function scalarView(context: DashboardContext, saved: unknown): DashboardView {
  return new ScalarView(context, saved);
}

class ScalarView implements DashboardView, ScalarCardHost {
  readonly kind = 'scalars';
  readonly title = 'Scalars';
  readonly data = 'scalars';
  readonly cardPer = 'tag';
  readonly settings: HTMLElement;
  readonly context: DashboardContext;
  readonly cursor = new LinkedCursor();
  readonly tooltip = new Tooltip();
  readonly #pane: SettingsPane;
  #values: ScalarSettings;

  constructor(context: DashboardContext, saved: unknown) {
    this.context = context;
    this.#values = readSettings(saved);
    this.#pane = settingsPane(this.#values, (change) => this.#change(change));
    this.#pane.showSelection(this.#values.selection);
    this.settings = this.#pane.element;
  }

  get values(): ScalarSettings {
    return this.#values;
  }

  cardHeight(): number {
    return this.#values.height + (this.#values.values ? 120 : 0);
  }

  mount(card: Card): MountedCard {
    return new ScalarCard(card, this);
  }

  saveState(): ScalarSettings {
    return this.#values;
  }

  /** Chooses a step in all charts; `extend` makes it the other end. The same step again takes it back. */
  select(step: number, extend: boolean): void {
    const { selection } = this.#values;
    const again = selection?.start === step && selection.end === null;
    if (extend && selection) this.#change({ selection: { start: selection.start, end: step } });
    else this.#change({ selection: again ? null : { start: step, end: null } });
    const chosen = this.#values.selection;
    this.context.announce(chosen ? `${selectionText(chosen)} chosen in all charts.` : 'No step is chosen.');
  }

  #change(change: Partial<ScalarSettings>): void {
    const { axis } = this.#values;
    this.#values = { ...this.#values, ...change };
    this.#pane.showSelection(this.#values.selection);
    if (this.#values.axis !== axis) this.cursor.move(null);
    this.context.settingsChanged();
  }
}
