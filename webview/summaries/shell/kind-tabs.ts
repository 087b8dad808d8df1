/** The tabs of the kinds of summaries that there are, as an ARIA tab list. */

import { arrange, element, setText } from '../../dom.ts';
import { roving } from '../controls/roving.ts';
import type { DashboardKind } from '../dashboard-view.ts';

export interface KindTab {
  readonly kind: DashboardKind;
  readonly title: string;
  readonly count: number;
}

export class KindTabs {
  readonly element: HTMLElement;
  readonly #tabs = new Map<DashboardKind, HTMLButtonElement>();
  readonly #onSelect: (kind: DashboardKind) => void;

  constructor(panelId: string, onSelect: (kind: DashboardKind) => void) {
    this.#onSelect = onSelect;
    this.element = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Kinds of summaries' });
    this.element.dataset.panel = panelId;
    roving(this.element, '[role=tab]', 'horizontal');
  }

  render(tabs: readonly KindTab[], selected: DashboardKind): void {
    arrange(
      this.element,
      tabs.map((tab) => this.#tab(tab, tab.kind === selected)),
    );
    this.element.hidden = tabs.length === 0;
  }

  #tab({ kind, title, count }: KindTab, selected: boolean): HTMLButtonElement {
    let tab = this.#tabs.get(kind);
    if (!tab) {
      tab = element(
        'button',
        { class: 'tab', type: 'button', role: 'tab', id: tabId(kind), 'aria-controls': this.element.dataset.panel },
        element('span', { text: title }),
        element('span', { class: 'badge' }),
      );
      tab.addEventListener('click', () => this.#onSelect(kind));
      this.#tabs.set(kind, tab);
    }
    setText(tab.lastElementChild!, String(count));
    tab.setAttribute('aria-selected', String(selected));
    tab.tabIndex = selected ? 0 : -1;
    return tab;
  }
}

export const tabId = (kind: DashboardKind): string => `tab-${kind}`;
