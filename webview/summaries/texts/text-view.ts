/** The tab Text: one card a run and tag, with the newest step first. */

import { arrange, element } from '../../dom.ts';
import type { TextPoint } from '../../protocol.ts';
import { checkbox } from '../controls/form.ts';
import type { Card, DashboardContext, MountedCard, ViewFactory } from '../dashboard-view.ts';
import { stepText, timeText } from '../scalars/number-text.ts';
import { isRecord } from '../shell/saved-state.ts';
import { renderMarkdown } from './markdown-dom.ts';
import { textGrid } from './text-grid.ts';

const cardHeight = 120;
/** Steps before "Show more", and how many more that shows. */
const stepsAtOnce = 10;

export const textView: ViewFactory = (context, saved) => {
  let markdown = !(isRecord(saved) && saved.markdown === false);
  return {
    kind: 'texts',
    title: 'Text',
    data: 'texts',
    cardPer: 'run',
    cardHeight: () => cardHeight,
    settings: element(
      'div',
      { class: 'settings' },
      checkbox('Markdown', markdown, (checked) => {
        markdown = checked;
        context.settingsChanged();
      }),
    ),
    mount: (card) => new TextCard(card, context, () => markdown),
    saveState: () => ({ markdown }),
  };
};

class TextCard implements MountedCard {
  readonly #card: Card;
  readonly #context: DashboardContext;
  readonly #markdown: () => boolean;
  readonly #list = element('div', { class: 'texts' });
  readonly #more = element('button', { class: 'more', type: 'button', hidden: true, text: 'Show earlier steps' });
  /** What is in the document, so that a new step leaves the others, and what is selected in them, alone. */
  readonly #entries = new Map<string, HTMLElement>();
  #shown = stepsAtOnce;

  constructor(card: Card, context: DashboardContext, markdown: () => boolean) {
    this.#card = card;
    this.#context = context;
    this.#markdown = markdown;
    this.#more.addEventListener('click', () => {
      this.#shown += stepsAtOnce;
      this.update();
    });
    card.body.append(this.#list, this.#more);
    this.update();
  }

  update(): void {
    const [run] = this.#card.runs();
    const points = run ? this.#context.store.series('texts', this.#card.tag, run.id) : [];
    const newest = points.slice(-this.#shown).toReversed();
    const ids = distinct(newest.map(({ step, wallTime }) => `${this.#markdown()}/${step}/${wallTime}`));
    for (const id of this.#entries.keys()) {
      if (!ids.includes(id)) this.#entries.delete(id);
    }
    newest.forEach((point, index) => {
      const id = ids[index]!;
      if (!this.#entries.has(id)) this.#entries.set(id, this.#entry(point));
    });
    arrange(
      this.#list,
      ids.map((id) => this.#entries.get(id)!),
    );
    this.#more.hidden = points.length <= this.#shown;
  }

  unmount(): void {
    this.#entries.clear();
  }

  #entry(point: TextPoint): HTMLElement {
    const { rows, note } = textGrid(point);
    const single = rows.length === 1 && rows[0]!.length === 1;
    const body = single
      ? element('div', { class: 'text-body' }, this.#text(rows[0]![0]!))
      : element(
          'table',
          { class: 'text-table' },
          ...rows.map((row) => element('tr', {}, ...row.map((text) => element('td', {}, this.#text(text))))),
        );
    return element(
      'section',
      { class: 'text-entry' },
      element('h4', { class: 'step-label', text: `Step ${stepText(point.step)}, ${timeText(point.wallTime)}` }),
      body,
      ...(note === '' ? [] : [element('p', { class: 'note', text: note })]),
    );
  }

  #text(text: string): Node {
    return this.#markdown() ? renderMarkdown(text) : element('pre', { text });
  }
}

/** Texts that are told apart by how often each came before. */
function distinct(texts: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  return texts.map((text) => {
    const before = times.get(text) ?? 0;
    times.set(text, before + 1);
    return `${text}/${before}`;
  });
}
