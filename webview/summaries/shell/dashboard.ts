/**
 * The page: sidebar, tabs, filters and cards, bound to the store and to what is saved. Decides what is drawn anew after
 * each change; draws nothing of the summaries itself.
 */

import { setText } from '../../dom.ts';
import type { SeriesKey, SummariesToHost, SummariesToPage } from '../../protocol.ts';
import { currentTheme, onThemeChange, type Theme } from '../../theme.ts';
import {
  type BlobRequest,
  type DashboardContext,
  type DashboardKind,
  type DashboardView,
  dashboardKinds,
  type ShownRun,
  type ViewFactory,
} from '../dashboard-view.ts';
import { nameFilter, passes } from '../store/name-filter.ts';
import { RunSelection } from '../store/run-selection.ts';
import { RunStyles } from '../store/run-styles.ts';
import { type Change, SummaryStore } from '../store/summary-store.ts';
import { type TagGroup, tagGroups } from '../store/tag-groups.ts';
import { Blobs } from './blobs.ts';
import { CardArea } from './card-area.ts';
import type { CardSpec } from './card-frame.ts';
import { emptyText } from './empty-state.ts';
import { PageLayout } from './page-layout.ts';
import { PageMemory } from './page-memory.ts';
import type { SavedPage } from './saved-state.ts';
import { type Job, UpdateQueue } from './update-queue.ts';
import { WatchList } from './watch-list.ts';

export interface DashboardLine {
  readonly saved: unknown;
  post(message: SummariesToHost): void;
  save(state: SavedPage): void;
}

export type ViewFactories = Readonly<Partial<Record<DashboardKind, ViewFactory>>>;

const elapsedEveryMs = 1000;

export class Dashboard implements DashboardContext {
  readonly store = new SummaryStore();
  readonly #line: DashboardLine;
  readonly #memory: PageMemory;
  readonly #selection: RunSelection;
  readonly #styles: RunStyles;
  readonly #queue = new UpdateQueue();
  readonly #blobs: Blobs;
  readonly #watch: WatchList;
  readonly #views: readonly DashboardView[];
  readonly #layout: PageLayout;
  readonly #area: CardArea;
  readonly #runsJob: Job = { run: () => this.#renderRuns() };
  readonly #cardsJob: Job = { run: () => this.#renderCards() };
  readonly #progressJob: Job = { run: () => this.#renderProgress() };
  #theme = currentTheme();
  #shown: readonly ShownRun[] = [];
  #groups: { readonly key: string; readonly groups: readonly TagGroup[] } = { key: '', groups: [] };
  #settingsOf: DashboardKind | undefined;
  #scrollTo: number | undefined;

  constructor(line: DashboardLine, factories: ViewFactories) {
    this.#line = line;
    this.#memory = new PageMemory(line.saved, () => this.#save());
    const { saved } = this.#memory;
    this.#selection = new RunSelection(saved.selection);
    this.#styles = new RunStyles(saved.styles);
    this.#scrollTo = saved.scroll > 0 ? saved.scroll : undefined;
    this.#blobs = new Blobs((message) => line.post(message));
    this.#watch = new WatchList(
      () => this.#watched(),
      (series) => {
        this.store.keep(series);
        line.post({ type: 'watch', series });
      },
    );
    this.#views = dashboardKinds.flatMap((kind) => factories[kind]?.(this, saved.views[kind]) ?? []);
    this.#layout = new PageLayout(this.#memory, this.#selection, this.#styles, {
      runsChanged: (announcement) => this.#runsChanged(announcement),
      runFilter: (text) => this.#filterRuns(text),
      tagFilter: () => this.#changed(this.#cardsJob),
      selectTab: (kind) => this.#selectTab(kind),
      moved: () => this.#save(),
      addRuns: () => line.post({ type: 'addRuns' }),
      openGraph: (run) => line.post({ type: 'openGraph', run }),
      stop: (run) => line.post({ type: 'stopRun', run }),
    });
    this.#area = new CardArea(this.#layout.main, this.#areaHost(), this.#queue);
    this.#layout.main.append(this.#area.element);
    this.store.listen((change) => this.#heard(change));
    this.#listenToPage();
    this.#renderRuns();
    this.#renderCards();
    this.#renderProgress();
  }

  get element(): HTMLElement {
    return this.#layout.element;
  }

  receive(message: SummariesToPage): void {
    switch (message.type) {
      case 'init':
        this.#memory.source = message.source;
        document.title = message.title;
        this.#save();
        break;
      case 'blob':
        this.#blobs.answer(message);
        break;
      default:
        this.store.apply(message);
    }
  }

  // ---- What views may use ----

  theme(): Theme {
    return this.#theme;
  }

  post(message: SummariesToHost): void {
    this.#line.post(message);
  }

  blob(request: BlobRequest): Promise<Blob | null> {
    return this.#blobs.request(request);
  }

  settingsChanged(): void {
    this.#area.updateAll('now');
    this.#save();
  }

  announce(text: string): void {
    if (text !== '') setText(this.#layout.live, text);
  }

  runName(run: string): string {
    return this.store.runs.find(({ id }) => id === run)?.name ?? run;
  }

  // ---- What happens ----

  #heard(change: Change): void {
    switch (change.type) {
      case 'runs':
        this.#selection.setRuns(this.store.runs);
        this.#refreshShown();
        this.#queue.add(this.#runsJob);
        this.#queue.add(this.#cardsJob);
        this.#area.updateAll('soon');
        break;
      case 'tags':
        this.#queue.add(this.#cardsJob);
        this.#area.updateAll('soon');
        this.#watch.changed();
        break;
      case 'series':
        this.#area.seriesChanged(change.key);
        break;
      case 'gap':
        this.#watch.restart(change.key);
        break;
      case 'progress':
        this.#queue.add(this.#progressJob);
        if (this.store.tags(this.#view()?.data ?? 'scalars').size === 0) this.#queue.add(this.#cardsJob);
        break;
      default:
        change satisfies never;
    }
  }

  #runsChanged(announcement: string): void {
    this.#refreshShown();
    this.#queue.add(this.#runsJob, 'now');
    this.#changed(this.#cardsJob);
    this.announce(announcement || `${this.#shown.length} of ${this.store.runs.length} runs are shown.`);
  }

  #filterRuns(text: string): void {
    this.#selection.setFilter(text);
    this.#runsChanged('');
  }

  #changed(job: Job): void {
    this.#queue.add(job, 'now');
    this.#area.updateAll('now');
    this.#watch.changed();
    this.#save();
  }

  #selectTab(kind: DashboardKind): void {
    this.#memory.tab = kind;
    this.#layout.main.scrollTop = 0;
    this.#changed(this.#cardsJob);
  }

  #refreshShown(): void {
    // All runs get their looks in order, shown or not, so that ticking one later does not depend on when.
    for (const { name } of this.store.runs) this.#styles.of(name);
    this.#shown = this.#selection.shown().map(({ id, name }) => ({ id, name, style: this.#styles.of(name) }));
    this.#watch.changed();
  }

  #listenToPage(): void {
    onThemeChange((theme) => {
      this.#theme = theme;
      this.#queue.add(this.#runsJob, 'now');
      this.#area.updateAll('now');
    });
    const { main } = this.#layout;
    main.addEventListener('scroll', () => this.#save(), { passive: true });
    for (const type of ['wheel', 'pointerdown', 'keydown']) {
      main.addEventListener(type, () => (this.#scrollTo = undefined), { passive: true });
    }
    setInterval(() => {
      if (document.hidden) return;
      if (this.store.runs.some(({ state }) => state === 'running' || state === 'stopping')) {
        this.#queue.add(this.#runsJob);
      }
    }, elapsedEveryMs);
  }

  // ---- Drawing ----

  #renderRuns(): void {
    this.#layout.renderRuns(this.#theme.kind);
  }

  #renderProgress(): void {
    const more = this.store.tagsLeftOut
      ? ['There are too many tags: those beyond the first 300,000 are left out.']
      : [];
    this.#layout.progress.render(this.store.progress, more);
  }

  #renderCards(): void {
    const tabs = this.#views
      .map(({ kind, title, data }) => ({ kind, title, count: this.store.tags(data).size }))
      .filter(({ count }) => count > 0);
    const view = this.#view();
    this.#layout.renderTabs(tabs, view?.kind);
    if (!view) return;
    if (this.#settingsOf !== view.kind) {
      this.#settingsOf = view.kind;
      this.#layout.sidebar.showSettings(view.title, view.settings);
    }
    const groups = this.#tagGroups(view);
    this.#area.renderPinned(this.#pinnedCards());
    this.#area.renderGroups(view, groups);
    this.#layout.renderEmpty(groups.length === 0 ? this.#emptyText(view) : undefined);
    this.#restoreScroll();
  }

  /** The tab's view; the first that has something to show where it has nothing. */
  #view(): DashboardView | undefined {
    const chosen = this.#views.find(({ kind }) => kind === this.#memory.tab);
    if (chosen && this.store.tags(chosen.data).size > 0) return chosen;
    return this.#views.find(({ data }) => this.store.tags(data).size > 0) ?? chosen ?? this.#views[0];
  }

  #tagGroups(view: DashboardView): readonly TagGroup[] {
    const { tagFilter } = this.#memory;
    const filter = nameFilter(tagFilter);
    this.#layout.showTagProblem(filter.valid ? undefined : filter.problem);
    const key = JSON.stringify([view.kind, tagFilter, this.store.tagsVersion]);
    if (this.#groups.key !== key) {
      const tags = [...this.store.tags(view.data).values()];
      const matching = tags.filter(({ tag, displayName }) => passes(filter, tag) || passes(filter, displayName));
      this.#groups = { key, groups: tagGroups(matching.map(({ tag }) => tag)) };
    }
    return this.#groups.groups
      .map(({ name, tags }) => ({ name, tags: tags.filter((tag) => this.#hasShownRun(view, tag)) }))
      .filter(({ tags }) => tags.length > 0);
  }

  #hasShownRun({ data }: DashboardView, tag: string): boolean {
    const runs = this.store.tags(data).get(tag)?.runs;
    return runs !== undefined && this.#shown.some(({ id }) => runs.has(id));
  }

  #runsOf({ data }: DashboardView, tag: string): readonly ShownRun[] {
    const runs = this.store.tags(data).get(tag)?.runs;
    return runs ? this.#shown.filter(({ id }) => runs.has(id)) : [];
  }

  #pinnedCards(): readonly CardSpec[] {
    return this.#memory.pinned.flatMap((id) => {
      const spec = this.#specOf(id);
      return spec && this.store.tags(spec.view.data).has(spec.tag) ? [spec] : [];
    });
  }

  #specOf(id: string): CardSpec | undefined {
    const parts: unknown = parsed(id);
    if (!Array.isArray(parts)) return undefined;
    const [kind, tag, run = null] = parts as [unknown, unknown, unknown];
    const view = this.#views.find((one) => one.kind === kind);
    if (!view || typeof tag !== 'string' || !(run === null || typeof run === 'string')) return undefined;
    return { id, view, tag, run };
  }

  #emptyText(view: DashboardView) {
    const { runs, progress } = this.store;
    return emptyText({
      runs: runs.length,
      shownRuns: this.#shown.length,
      reading: progress.bytes < progress.total,
      heard: this.store.heardProgress || runs.length > 0,
      tags: this.store.tags(view.data).size,
      tagFilter: this.#memory.tagFilter,
      live: runs.some(({ state }) => state === 'running'),
    });
  }

  #restoreScroll(): void {
    if (this.#scrollTo === undefined) return;
    const { main } = this.#layout;
    main.scrollTop = this.#scrollTo;
    if (Math.abs(main.scrollTop - this.#scrollTo) <= 1) this.#scrollTo = undefined;
  }

  // ---- Cards ----

  *#watched(): Generator<SeriesKey> {
    for (const { spec } of this.#area.wanted()) {
      const kind = spec.view.data;
      for (const { id } of this.#cardRuns(spec)) yield { run: id, kind, tag: spec.tag };
    }
  }

  #cardRuns({ view, tag, run }: CardSpec): readonly ShownRun[] {
    const runs = this.#runsOf(view, tag);
    return run === null ? runs : runs.filter(({ id }) => id === run);
  }

  #areaHost(): ConstructorParameters<typeof CardArea>[1] {
    const memory = this.#memory;
    const rearranged = () => {
      this.#area.decorateAll();
      this.#changed(this.#cardsJob);
    };
    return {
      runsOf: (view, tag) => this.#runsOf(view, tag),
      runs: (spec) => this.#cardRuns(spec),
      title: ({ view, tag, run }) => {
        const known = this.store.tags(view.data).get(tag);
        const runName = run === null ? null : this.runName(run);
        return { tag: known?.displayName || tag, description: known?.description ?? '', run: runName };
      },
      isOpen: ({ kind }, group) => memory.groups.get(`${kind}/${group}`),
      setOpen: ({ kind }, group, open) => memory.groups.set(`${kind}/${group}`, open),
      visibilityChanged: () => this.#watch.changed(),
      isPinned: (id) => memory.pinned.includes(id),
      isWide: (id) => memory.wide.has(id),
      togglePinned: (id) => {
        this.announce(memory.togglePinned(id) ? 'Pinned to the top.' : 'No longer pinned.');
        rearranged();
      },
      toggleWide: (id) => {
        memory.toggleWide(id);
        rearranged();
      },
      cardState: (id) => memory.cards.get(id),
      saveCard: (id, state) => memory.cards.set(id, state),
    };
  }

  #save(): void {
    this.#line.save(
      this.#memory.save({
        sidebar: { width: this.#layout.sidebar.width, hidden: this.#layout.sidebar.hidden },
        scroll: this.#scrollTo ?? this.#layout.main.scrollTop,
        selection: this.#selection.save(),
        styles: this.#styles.entries(),
        views: Object.fromEntries(this.#views.map((view) => [view.kind, view.saveState()])),
      }),
    );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
