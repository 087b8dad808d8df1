/** One scalar chart on the page: canvas, cursor, values and buttons, kept together with the settings. */

import { arrange, element, setText } from '../../dom.ts';
import { fileName } from '../../file-name.ts';
import type { Action } from '../controls/actions.ts';
import { openPopover } from '../controls/popover.ts';
import type { Card, DashboardContext, MountedCard } from '../dashboard-view.ts';
import { ChartLines, type NamedLine } from './chart-lines.ts';
import { ChartPanel } from './chart-panel.ts';
import { chartPicture } from './chart-picture.ts';
import { type ChartView, chartView, logAxes, noticesOf } from './chart-view.ts';
import { csvOf, jsonOf } from './export-text.ts';
import { limitsForm } from './limits-form.ts';
import type { LinkedCursor } from './linked-cursor.ts';
import { PointTable } from './point-table.ts';
import { type CardSettings, readCard, type ScalarSettings } from './scalar-settings.ts';
import type { Tooltip } from './tooltip.ts';
import { ValueList } from './value-list.ts';
import { valueTable } from './value-rows.ts';

export interface ScalarCardHost {
  readonly context: DashboardContext;
  readonly values: ScalarSettings;
  readonly cursor: LinkedCursor;
  readonly tooltip: Tooltip;
  select(step: number, extend: boolean): void;
}

const mostGraphs = 30;
const messageMs = 4000;

export class ScalarCard implements MountedCard {
  readonly #card: Card;
  readonly #host: ScalarCardHost;
  readonly #lines = new ChartLines();
  readonly #notices = element('div', { class: 'notices' });
  readonly #values: ValueList;
  #settings: CardSettings;
  #panel: ChartPanel | undefined;
  #points: PointTable | undefined;
  #drawn: readonly NamedLine[] = [];
  #view: ChartView | undefined;

  constructor(card: Card, host: ScalarCardHost) {
    this.#card = card;
    this.#host = host;
    this.#settings = readCard(card.saved());
    this.#values = new ValueList(`Values of ${card.tag}`);
    this.update();
  }

  update(): void {
    const { store } = this.#host.context;
    const { values } = this.#host;
    this.#drawn = this.#lines.of(
      this.#card.runs(),
      (run) => store.series('scalars', this.#card.tag, run),
      values.axis,
      values.smoothing,
    );
    this.#view = chartView(this.#drawn, values, this.#settings);
    if (this.#settings.table) this.#showTable();
    else this.#showChart(this.#view);
    this.#showNotices(this.#view);
    this.#card.setActions(this.#actions());
  }

  unmount(): void {
    this.#panel?.destroy();
    this.#panel = undefined;
    this.#points = undefined;
  }

  #showChart(view: ChartView): void {
    const { values, context } = this.#host;
    const theme = context.theme();
    this.#points = undefined;
    this.#panel ??= new ChartPanel(this.#card, this.#host, {
      settings: () => this.#settings,
      change: (change) => this.#change(change),
    });
    const list = values.values || values.selection !== null ? [this.#values.element] : [];
    arrange(this.#card.body, [this.#panel.element, this.#notices, ...list]);
    this.#panel.update({ lines: this.#drawn, view, axis: values.axis, theme });
    if (list.length > 0) this.#values.render(valueTable(this.#drawn, values.selection), theme.kind);
  }

  #showTable(): void {
    this.#panel?.destroy();
    this.#panel = undefined;
    this.#points ??= new PointTable(`Points of ${this.#card.tag}`);
    arrange(this.#card.body, [this.#points.element, this.#notices]);
    this.#points.render(this.#drawn);
  }

  #showNotices(view: ChartView): void {
    const notices = noticesOf(this.#drawn, view);
    while (this.#notices.childElementCount > notices.length) this.#notices.lastElementChild?.remove();
    notices.forEach((text, index) => {
      const shown = this.#notices.children[index] ?? this.#notices.appendChild(element('p', { class: 'notice' }));
      setText(shown, text);
    });
  }

  #change(change: Partial<CardSettings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.#card.save(this.#settings);
    this.update();
  }

  #actions(): Action[] {
    const { logX, logY } = logAxes(this.#host.values, this.#settings);
    const { table, zoom } = this.#settings;
    const { axis } = this.#host.values;
    return [
      {
        id: 'table',
        icon: 'table',
        label: 'Points as a table',
        pressed: table,
        run: () => this.#change({ table: !table }),
      },
      {
        id: 'log',
        icon: 'log',
        label: 'Logarithmic vertical axis',
        pressed: logY,
        run: () => this.#change({ logY: !logY }),
      },
      {
        id: 'fit',
        icon: 'fit',
        label: zoom ? 'Fit to data' : 'Fit to data (nothing is zoomed)',
        run: () => {
          this.#change({ zoom: null });
          this.#host.context.announce('The chart fits its data.');
        },
      },
      {
        id: 'limits',
        icon: 'limits',
        label: 'Axes and limits',
        run: (button) =>
          openPopover(
            button,
            limitsForm({ card: this.#settings, logX, logY, axis, onChange: (change) => this.#change(change) }),
          ),
      },
      { id: 'export', icon: 'export', label: 'Save as…', menu: () => this.#exports() },
      this.#graphAction(),
    ];
  }

  #graphAction(): Action {
    const runs = this.#card.runs();
    const open = (run: string) => this.#host.context.post({ type: 'openGraph', run });
    const only = runs.length === 1 ? runs[0] : undefined;
    const action = { id: 'graph', icon: 'graph' } as const;
    if (only) return { ...action, label: `Open the graph of ${only.name}`, run: () => open(only.id) };
    const items = () => runs.slice(0, mostGraphs).map(({ id, name }) => ({ label: name, run: () => open(id) }));
    return { ...action, label: 'Open the graph of…', menu: items };
  }

  #exports() {
    const { tag } = this.#card;
    const { store } = this.#host.context;
    const runs = () => this.#card.runs().map(({ id, name }) => ({ name, series: store.series('scalars', tag, id) }));
    const save = (extension: string, data: string | Uint8Array) =>
      this.#host.context.post({ type: 'export', file: { name: fileName(tag, extension, 'scalars'), data } });
    const picture = this.#panel
      ? [{ label: 'Picture (PNG)', run: () => void this.#savePicture((data) => save('png', data)) }]
      : [];
    return [
      { label: 'Values (CSV)', run: () => save('csv', csvOf(runs())) },
      { label: 'Values (JSON)', run: () => save('json', jsonOf(tag, runs())) },
      ...picture,
    ];
  }

  async #savePicture(save: (data: Uint8Array) => void): Promise<void> {
    const canvas = this.#panel?.canvas;
    if (!canvas) return;
    try {
      const theme = this.#host.context.theme();
      save(await chartPicture(canvas, { title: this.#card.tag, runs: this.#card.runs(), theme }));
    } catch (error) {
      const message = element('p', { class: 'notice', text: `No picture was made: ${(error as Error).message}` });
      this.#card.body.append(message);
      setTimeout(() => message.remove(), messageMs);
    }
  }
}
