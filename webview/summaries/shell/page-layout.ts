/** The parts of the page and where they stand: sidebar, bar on top, main area. Passes on what the user does. */

import { element, setText } from '../../dom.ts';
import type { ThemeKind } from '../../theme.ts';
import type { Button } from '../../ui.ts';
import { filterField } from '../controls/filter-field.ts';
import { icon } from '../controls/icons.ts';
import type { DashboardKind } from '../dashboard-view.ts';
import type { RunSelection } from '../store/run-selection.ts';
import type { RunStyles } from '../store/run-styles.ts';
import type { EmptyText } from './empty-state.ts';
import { type KindTab, KindTabs, tabId } from './kind-tabs.ts';
import type { PageMemory } from './page-memory.ts';
import { ReadingProgress } from './reading-progress.ts';
import { RunList } from './run-list.ts';
import { Sidebar } from './sidebar.ts';

export interface LayoutEvents {
  runsChanged(announcement: string): void;
  runFilter(text: string): void;
  tagFilter(text: string): void;
  selectTab(kind: DashboardKind): void;
  /** Something moved that is only to be saved. */
  moved(): void;
  addRuns(): void;
  openGraph(run: string): void;
  stop(run: string): void;
}

const mainId = 'summaries';
/** CSS pixels that a page needs for its sidebar beside charts that can be read. */
const roomForBoth = 620;

export class PageLayout {
  readonly element: HTMLElement;
  readonly main: HTMLElement;
  readonly sidebar: Sidebar;
  readonly progress = new ReadingProgress();
  /** Read aloud when its text changes. */
  readonly live = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  readonly #runs: RunList;
  readonly #runCount = element('span', { class: 'badge' });
  readonly #tabs: KindTabs;
  readonly #empty = element('div', { class: 'empty', hidden: true });
  readonly #selection: RunSelection;
  readonly #runFilter;
  readonly #tagFilter;

  constructor(memory: PageMemory, selection: RunSelection, styles: RunStyles, events: LayoutEvents) {
    this.#selection = selection;
    this.#runs = new RunList(selection, styles, {
      changed: events.runsChanged,
      openGraph: events.openGraph,
      stop: events.stop,
    });
    this.#runFilter = filterField('Filter runs (regex)', selection.filterText, events.runFilter);
    this.#tagFilter = filterField('Filter tags (regex)', memory.tagFilter, (text) => {
      memory.tagFilter = text;
      events.tagFilter(text);
    });
    const { width } = memory.saved.sidebar;
    // In a narrow panel, as beside an editor, the charts have the room until the user asks for more.
    const isNew = memory.saved.source === null;
    const hidden = memory.saved.sidebar.hidden || (isNew && innerWidth > 0 && innerWidth < roomForBoth);
    this.sidebar = new Sidebar(this.#runsPane(events), { width, hidden, onResize: () => events.moved() });
    this.#tabs = new KindTabs(mainId, events.selectTab);
    this.main = element('main', { class: 'main', id: mainId, tabindex: -1 }, this.#empty);
    const bar = element(
      'header',
      { class: 'bar' },
      element('h1', { class: 'visually-hidden', text: 'Summaries' }),
      this.#sidebarButton(events),
      this.#tabs.element,
      this.progress.element,
      this.#tagFilter.element,
    );
    this.element = element(
      'div',
      { class: 'page' },
      this.sidebar.element,
      this.sidebar.splitter,
      element('div', { class: 'content' }, bar, this.main),
      this.live,
    );
  }

  renderRuns(theme: ThemeKind): void {
    this.#runs.render(theme);
    this.#runFilter.showProblem(this.#selection.filterProblem);
    const all = this.#selection.allRuns.length;
    const shown = this.#selection.shown().length;
    setText(this.#runCount, shown === all ? String(all) : `${shown} of ${all}`);
  }

  renderTabs(tabs: readonly KindTab[], selected: DashboardKind | undefined): void {
    this.#tabs.render(tabs, selected ?? 'scalars');
    if (tabs.length > 0 && selected) this.main.setAttribute('aria-labelledby', tabId(selected));
    else this.main.setAttribute('aria-label', 'Summaries');
  }

  renderEmpty(text: EmptyText | undefined): void {
    this.#empty.hidden = text === undefined;
    if (text === undefined || this.#empty.dataset.title === text.title) return;
    this.#empty.dataset.title = text.title;
    this.#empty.replaceChildren(element('h2', { text: text.title }), element('p', { text: text.text }));
  }

  showTagProblem(problem: string | undefined): void {
    this.#tagFilter.showProblem(problem);
  }

  #runsPane(events: LayoutEvents): readonly Node[] {
    const tickAll = (ticked: boolean) => () => {
      this.#selection.tickListed(ticked);
      events.runsChanged('');
    };
    const add = element<Button>('vscode-button', { appearance: 'secondary', class: 'add-runs' }, 'Add runs…');
    add.addEventListener('click', () => events.addRuns());
    return [
      element(
        'div',
        { class: 'pane-head' },
        element('h2', { class: 'pane-title', text: 'Runs' }),
        this.#runCount,
        element('span', { class: 'spring' }),
        textButton('All', 'Show all runs listed', tickAll(true)),
        textButton('None', 'Show none of the runs listed', tickAll(false)),
      ),
      this.#runFilter.element,
      this.#runs.element,
      element('div', { class: 'pane-foot' }, add),
    ];
  }

  #sidebarButton({ moved }: LayoutEvents): HTMLElement {
    const button = element(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': 'Sidebar', title: 'Show or hide the sidebar' },
      icon('sidebar'),
    );
    const tell = () => button.setAttribute('aria-expanded', String(!this.sidebar.hidden));
    button.setAttribute('aria-controls', 'sidebar');
    button.addEventListener('click', () => {
      this.sidebar.setHidden(!this.sidebar.hidden);
      tell();
      moved();
    });
    tell();
    return button;
  }
}

function textButton(text: string, label: string, run: () => void): HTMLElement {
  const button = element('button', { class: 'text-button', type: 'button', 'aria-label': label, title: label, text });
  button.addEventListener('click', run);
  return button;
}
