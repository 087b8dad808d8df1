/**
 * The page's main part: pinned cards, then sections of cards, grouped by scope. Keeps a frame for each card that is in the
 * document, and knows which of them are on the screen.
 */

import { arrange, element, setText } from '../../dom.ts';
import type { SeriesKey } from '../../protocol.ts';
import type { DashboardView, ShownRun } from '../dashboard-view.ts';
import { initiallyOpen, type TagGroup } from '../store/tag-groups.ts';
import { CardFrame, type CardSpec, cardId, type FrameHost } from './card-frame.ts';
import { CardVisibility } from './card-visibility.ts';
import { cardsAtOnce, GroupSection } from './group-section.ts';
import type { UpdateQueue } from './update-queue.ts';

/** Sections before "Show more sections", and how many more that shows. */
const sectionsAtOnce = 100;

export interface AreaHost extends FrameHost {
  /** The runs of a tag that are shown. */
  runsOf(view: DashboardView, tag: string): readonly ShownRun[];
  isOpen(view: DashboardView, group: string): boolean | undefined;
  setOpen(view: DashboardView, group: string, open: boolean): void;
  /** Cards came to the screen or left it. */
  visibilityChanged(): void;
}

export class CardArea {
  readonly element: HTMLElement;
  readonly #host: AreaHost;
  readonly #queue: UpdateQueue;
  readonly #visibility: CardVisibility;
  readonly #frames = new Map<string, CardFrame>();
  readonly #sections = new Map<string, GroupSection>();
  readonly #pinned: GroupSection;
  readonly #groups = element('div', { class: 'groups' });
  readonly #more = element('button', { class: 'more', type: 'button', hidden: true });
  #sectionLimit = sectionsAtOnce;
  #last: { readonly view: DashboardView; readonly groups: readonly TagGroup[] } | undefined;

  constructor(root: HTMLElement, host: AreaHost, queue: UpdateQueue) {
    this.#host = host;
    this.#queue = queue;
    this.#visibility = new CardVisibility(root, (frame, visible) => this.#setVisible(frame, visible));
    this.#pinned = new GroupSection('Pinned', { frame: (spec) => this.#frame(spec), toggled: () => {} });
    this.#pinned.element.classList.add('pinned');
    this.#pinned.setOpen(true);
    this.#more.addEventListener('click', () => {
      this.#sectionLimit += sectionsAtOnce;
      if (this.#last) this.renderGroups(this.#last.view, this.#last.groups);
    });
    this.element = element('div', { class: 'area' }, this.#pinned.element, this.#groups, this.#more);
  }

  /** Frames whose cards are near the screen. */
  wanted(): readonly CardFrame[] {
    return [...this.#frames.values()].filter((frame) => frame.wanted);
  }

  renderPinned(specs: readonly CardSpec[]): void {
    this.#pinned.element.hidden = specs.length === 0;
    this.#pinned.setCards(specs.length, (count) => specs.slice(0, count));
    this.#prune();
  }

  renderGroups(view: DashboardView, groups: readonly TagGroup[]): void {
    this.#last = { view, groups };
    const open = initiallyOpen(groups, cardsAtOnce);
    const shown = groups.slice(0, this.#sectionLimit);
    const sections = shown.map((group) => this.#section(view, group, open.has(group.name)));
    arrange(
      this.#groups,
      sections.map(({ element }) => element),
    );
    const left = groups.length - shown.length;
    this.#more.hidden = left <= 0;
    setText(this.#more, `Show ${Math.min(left, sectionsAtOnce)} more sections of ${left}`);
    this.#prune();
  }

  /** Draws again what shows this series. */
  seriesChanged({ kind, tag, run }: SeriesKey): void {
    for (const frame of this.#frames.values()) {
      const { spec, wanted } = frame;
      if (!wanted || spec.tag !== tag || spec.view.data !== kind) continue;
      if (spec.run === null || spec.run === run) this.#queue.add(frame);
    }
  }

  /** Draws all cards on the screen again, at once where a person waits for it. */
  updateAll(when: 'soon' | 'now'): void {
    for (const frame of this.wanted()) this.#queue.add(frame, when);
  }

  decorateAll(): void {
    for (const frame of this.#frames.values()) frame.decorate();
  }

  #section(view: DashboardView, group: TagGroup, initially: boolean): GroupSection {
    const id = `${view.kind}/${group.name}`;
    let section = this.#sections.get(id);
    if (!section) {
      section = new GroupSection(group.name, {
        frame: (spec) => this.#frame(spec),
        toggled: ({ name, open }) => {
          this.#host.setOpen(view, name, open);
          this.#prune();
        },
      });
      this.#sections.set(id, section);
    }
    section.setCards(this.#count(view, group), (count) => this.#specs(view, group, count));
    const open = this.#host.isOpen(view, group.name) ?? initially;
    if (section.open !== open) section.setOpen(open);
    return section;
  }

  #count(view: DashboardView, { tags }: TagGroup): number {
    if (view.cardPer === 'tag') return tags.filter((tag) => !this.#host.isPinned(cardId(view, tag, null))).length;
    return tags.reduce((sum, tag) => sum + this.#unpinnedRuns(view, tag).length, 0);
  }

  #specs(view: DashboardView, { tags }: TagGroup, count: number): readonly CardSpec[] {
    const specs: CardSpec[] = [];
    for (const tag of tags) {
      if (specs.length >= count) break;
      const runs = view.cardPer === 'tag' ? [null] : this.#unpinnedRuns(view, tag);
      for (const run of runs) {
        const id = cardId(view, tag, run);
        if (specs.length < count && !this.#host.isPinned(id)) specs.push({ id, view, tag, run });
      }
    }
    return specs;
  }

  #unpinnedRuns(view: DashboardView, tag: string): readonly string[] {
    return this.#host
      .runsOf(view, tag)
      .map(({ id }) => id)
      .filter((run) => !this.#host.isPinned(cardId(view, tag, run)));
  }

  #frame(spec: CardSpec): CardFrame {
    let frame = this.#frames.get(spec.id);
    if (!frame) {
      frame = new CardFrame(spec, this.#host);
      this.#frames.set(spec.id, frame);
      this.#visibility.observe(frame);
    }
    return frame;
  }

  #setVisible(frame: CardFrame, visible: boolean): void {
    if (visible === frame.wanted) return;
    if (visible) {
      frame.enter();
      this.#queue.add(frame, 'now');
    } else {
      this.#queue.remove(frame);
      frame.leave();
    }
    this.#host.visibilityChanged();
  }

  /** Lets go of the frames that are in no section any more. */
  #prune(): void {
    let left = false;
    for (const [id, frame] of this.#frames) {
      if (this.element.contains(frame.element)) continue;
      left ||= frame.wanted;
      this.#visibility.forget(frame);
      this.#queue.remove(frame);
      frame.leave();
      this.#frames.delete(id);
    }
    if (left) this.#host.visibilityChanged();
  }
}
