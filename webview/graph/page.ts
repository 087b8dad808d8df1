/** The graph page: its parts, and how what the user does and what the host sends goes from one to the others. */

import type { Channel } from '../channel.ts';
import type { GraphToHost, GraphToPage, NodeStats } from '../protocol.ts';
import { currentTheme, onThemeChange, prefersReducedMotion } from '../theme.ts';
import { announcement } from './announce.ts';
import { performAction } from './canvas-actions.ts';
import { cardContent, emptyCard } from './card/card.ts';
import type { CardHandlers } from './card/handlers.ts';
import { graphMenu, nodeMenu } from './context-menu.ts';
import { createBanner } from './controls/banner.ts';
import { openHelp } from './controls/help.ts';
import { legendContent } from './controls/legend.ts';
import { type MenuItem, openMenu } from './controls/menu.ts';
import { createMinimap } from './controls/minimap.ts';
import { createNotices } from './controls/notices.ts';
import { SearchBox } from './controls/search-box.ts';
import { asksForSearch, canvasAction } from './controls/shortcuts.ts';
import { createSplitter } from './controls/splitter.ts';
import { createToolbar } from './controls/toolbar.ts';
import { Explorer } from './explorer.ts';
import { type ExportKind, exportFile } from './exports.ts';
import { FaultList } from './fault-list.ts';
import { createLayoutWorker, LayoutClient } from './layout/index.ts';
import { childrenAtOnce } from './limit-children.ts';
import {
  type Coloring,
  coloring,
  type Details,
  details,
  type ItemId,
  initialViewState,
  locate,
  outline,
  restoreViewState,
  type SearchResult,
  saveViewState,
  search,
  withPlacement,
  withSeriesGrouped,
} from './model/index.ts';
import { newestOnly } from './newest.ts';
import { OutlineView } from './outline/outline-view.ts';
import { cardWidths, initialPageState, type PageState, stateFor } from './page-state.ts';
import { marksFor, standingOf } from './selection.ts';
import { buildShell, createStage, type Shell } from './shell.ts';
import { GraphView } from './view/graph-view.ts';
import { labelMeasure } from './view/label-measure.ts';
import { makePalette } from './view/palette.ts';
import { viewportShowing } from './view/viewport.ts';

const searchLimit = 200;

type GraphMessage = Extract<GraphToPage, { type: 'graph' }>;

export class GraphPage {
  readonly #channel: Channel<GraphToPage, GraphToHost, PageState>;
  readonly #stage = createStage();
  readonly #shell: Shell;
  readonly #view: GraphView;
  readonly #explorer: Explorer;
  #palette = makePalette(currentTheme());
  #state: PageState = initialPageState;
  #title = 'Graph';
  #traces: readonly string[] = [];
  #stats: readonly NodeStats[] = [];
  #coloring: Coloring | null = null;
  #hovered: ItemId | null = null;
  #tracing = false;
  #found: SearchResult | null = null;
  /** Asked for by the host before there was a graph. */
  #waiting: string | null = null;
  readonly #faults = new FaultList();
  /** Running the model file may show more than this graph does. */
  #canRun = false;
  /** What was said last of the selection. */
  #told = '';
  /** A graph may follow someone's typing. */
  readonly #showNewest = newestOnly((message: GraphMessage) => this.#showGraph(message));

  readonly #toolbar = createToolbar({
    fit: () => this.#view.fit(this.#animates()),
    zoom: (factor) => this.#view.zoomBy(factor, this.#animates()),
    expandTo: (depth) => void this.#explorer.expandTo(depth).then((done) => done && this.#view.fit(this.#animates())),
    setFoldSeries: (foldSeries) => void this.#explorer.setState({ ...this.#explorer.state, foldSeries }),
    setTraceInputs: (on) => this.#setTracing(on),
    setColorBy: (colorBy) => this.#set({ colorBy }),
    setTrace: (tag) => this.#chooseTrace(tag),
    reload: () => this.#channel.post({ type: 'reload' }),
    export: (kind) => void this.#export(kind),
    search: () => this.#search.open(),
    setOutline: (outlineOpen) => this.#set({ outlineOpen }),
    setCard: (cardOpen) => this.#set({ cardOpen }),
    setLegend: (legendOpen) => this.#set({ legendOpen }),
    help: openHelp,
  });
  readonly #minimap = createMinimap(({ x, y }) => {
    const { zoom } = this.#view.viewport;
    const { width, height } = this.#view.size;
    this.#view.goTo({ zoom, x: width / 2 - x * zoom, y: height / 2 - y * zoom }, false);
  });
  readonly #search = new SearchBox({
    find: (query) => this.#find(query),
    goTo: (id) => void this.#goTo(id),
    onClose: () => this.#view.focus(),
  });
  readonly #outline = new OutlineView({
    onSelect: (id) => this.#selectAndShow(id),
    onOpen: (id) => this.#goToSource(id),
    onToggle: (id) => void this.#explorer.toggle(id),
  });
  readonly #notices = createNotices({
    reload: () => this.#channel.post({ type: 'reload' }),
    run: () => this.#channel.post({ type: 'run' }),
    cancel: () => this.#explorer.cancel(),
  });
  readonly #banner = createBanner({
    showMore: () => void this.#explorer.showMore('', childrenAtOnce),
    goToFault: () => this.#goToFault(),
    run: () => this.#channel.post({ type: 'run' }),
  });
  readonly #splitter = createSplitter({
    label: 'Width of the details',
    ...cardWidths,
    onResize: (cardWidth) => this.#set({ cardWidth }),
  });
  readonly #handlers: CardHandlers = {
    goTo: (id) => void this.#goTo(id),
    goToSource: (place) => this.#channel.post({ type: 'goToSource', place }),
    copy: (text) => void navigator.clipboard.writeText(text).then(() => this.#say('Copied')),
    toggle: (id) => void this.#explorer.toggle(id),
    traceInputs: (on) => this.#setTracing(on),
    moveAside: (id, aside) =>
      void this.#explorer.setState(withPlacement(this.#explorer.state, id, aside ? 'auxiliary' : 'main'), { show: id }),
    groupSeries: (id, grouped) => void this.#explorer.setState(withSeriesGrouped(this.#explorer.state, id, grouped)),
    showMore: (id) => void this.#explorer.showMore(id, childrenAtOnce),
  };

  constructor(root: HTMLElement, channel: Channel<GraphToPage, GraphToHost, PageState>) {
    this.#channel = channel;
    this.#shell = buildShell(root, this.#stage, {
      toolbar: this.#toolbar.element,
      banner: this.#banner.element,
      outline: this.#outline.element,
      minimap: this.#minimap.element,
      search: this.#search.element,
      notices: this.#notices.element,
      splitter: this.#splitter.element,
    });
    const measure = labelMeasure(() => this.#palette.fontFamily);
    this.#view = new GraphView(this.#stage, this.#palette, measure, {
      onSelect: (id) => this.#explorer.select(id),
      onOpen: (id) => this.#goToSource(id),
      onToggle: (id) => void this.#explorer.toggle(id),
      onAnnotation: (annotation, node) => {
        if (annotation?.kind === 'auxiliary' || annotation?.kind === 'control')
          void this.#goTo(annotation.item ?? node);
        else this.#explorer.select(annotation?.item ?? node);
      },
      onMenu: (id, place) => this.#openMenu(id, place),
      onHover: (id) => {
        this.#hovered = id;
        this.#mark();
      },
      onView: () => {
        this.#minimap.look(this.#view.viewport, this.#view.size);
        this.#save();
      },
    });
    this.#explorer = new Explorer({
      view: this.#view,
      layout: new LayoutClient(createLayoutWorker),
      measure,
      animates: () => this.#animates(),
      busy: () => this.#notices.busy(),
      color: (visible) => this.#color(visible),
      onFail: (message) => {
        this.#channel.post({ type: 'fault', message });
        this.#notices.problem(message);
      },
      onChange: (what) => (what === 'scene' ? this.#onScene() : this.#onSelection()),
    });
    onThemeChange((theme) => {
      this.#palette = makePalette(theme);
      this.#view.setPalette(this.#palette);
      this.#minimap.draw(this.#explorer.scene, this.#palette);
      this.#showLegend();
    });
    new ResizeObserver(() => this.#view.resize()).observe(this.#stage);
    this.#stage.addEventListener('keydown', (event) => this.#onKey(event));
    document.addEventListener('keydown', (event) => {
      if (!asksForSearch(event) || this.#explorer.scene === null) return;
      this.#search.open();
      event.preventDefault();
    });
    document.addEventListener('contextmenu', (event) => event.preventDefault());
    this.#arrange();
  }

  receive(message: GraphToPage): void {
    switch (message.type) {
      case 'init':
        this.#title = message.title;
        this.#state = stateFor(message.source, this.#channel.saved);
        this.#search.restore(this.#state.search);
        this.#arrange();
        // So that the host can restore the panel before anything was done in it.
        this.#channel.save(this.#state);
        return;
      case 'loading':
        if (this.#explorer.scene === null) this.#notices.loading(message.message);
        return;
      case 'graph':
        void this.#showNewest(message);
        return;
      case 'trace':
        if (message.tag !== this.#state.trace) return;
        this.#stats = message.stats;
        this.#recolor();
        this.#showCard();
        return;
      case 'select':
        if (this.#explorer.model === null) this.#waiting = message.name;
        else this.#selectNamed(message.name);
        return;
      case 'problem':
        this.#notices.problem(message.message, message.canRun);
        return;
      default:
        message satisfies never;
    }
  }

  async #showGraph({ graph, canRun = false }: GraphMessage): Promise<void> {
    this.#canRun = canRun;
    this.#traces = graph.traces;
    if (this.#state.trace !== null && !graph.traces.includes(this.#state.trace)) {
      this.#state = { ...this.#state, trace: null };
      this.#stats = [];
    }
    if (graph.nodes.length === 0) this.#notices.empty(canRun && graph.isIncomplete);
    else this.#notices.clear();
    const { view, viewport, selected, trace } = this.#state;
    await this.#explorer.setGraph(graph, {
      view: view === null ? initialViewState : restoreViewState(view),
      viewport,
      selected,
    });
    if (trace !== null && this.#stats.length === 0) this.#channel.post({ type: 'trace', tag: trace });
    this.#search.refresh();
    this.#onSelection();
    const news = this.#faults.update(this.#explorer.model);
    if (news !== null) this.#say(news);
    if (this.#waiting !== null) this.#selectNamed(this.#waiting);
    this.#waiting = null;
  }

  #goToFault(): void {
    const next = this.#faults.after(this.#explorer.selected);
    if (next !== null) void this.#goTo(next);
  }

  #selectNamed(name: string): void {
    const { model } = this.#explorer;
    const id = model === null ? null : locate(model, name);
    if (id !== null) void this.#goTo(id);
  }

  async #goTo(id: ItemId): Promise<void> {
    await this.#explorer.goTo(id);
  }

  #selectAndShow(id: ItemId): void {
    this.#explorer.select(id);
    const box = this.#view.boxOf(id);
    if (box === undefined) return;
    this.#view.goTo(viewportShowing(box, this.#view.viewport, this.#view.size), this.#animates());
  }

  #goToSource(id: ItemId): void {
    const place = this.#detailsOf(id)?.source;
    if (place) this.#channel.post({ type: 'goToSource', place });
  }

  #detailsOf(id: ItemId | null): Details | null {
    const { model } = this.#explorer;
    return model === null || id === null ? null : details(model, id, this.#stats);
  }

  #chooseTrace(tag: string | null): void {
    this.#stats = [];
    this.#set({ trace: tag });
    if (tag !== null) this.#channel.post({ type: 'trace', tag });
    this.#recolor();
    this.#showCard();
  }

  #setTracing(on: boolean): void {
    this.#tracing = on;
    this.#mark();
    this.#showCard();
    this.#updateToolbar();
  }

  #find(query: { readonly query: string; readonly regex: boolean } | null): SearchResult | null {
    const { model } = this.#explorer;
    const { query: text, regex } = query ?? { query: '', regex: false };
    this.#found = model === null || text === '' ? null : search(model, text, { regex, limit: searchLimit });
    if (query !== null) this.#set({ search: query });
    this.#mark();
    return this.#found;
  }

  #color(visible: Parameters<typeof coloring>[1]): Coloring | null {
    const { model } = this.#explorer;
    this.#coloring = model === null ? null : coloring(model, visible, this.#state.colorBy, this.#stats);
    return this.#coloring;
  }

  #recolor(): void {
    const { scene } = this.#explorer;
    if (scene === null) return;
    this.#view.setColoring(this.#color(scene.visible));
    this.#showLegend();
  }

  #onScene(): void {
    const { scene } = this.#explorer;
    this.#minimap.draw(scene, this.#palette);
    this.#minimap.look(this.#view.viewport, this.#view.size);
    this.#showLegend();
    if (this.#state.outlineOpen && scene !== null) this.#outline.setRows(outline(scene.visible));
    this.#showBanner();
    this.#onSelection();
    this.#updateToolbar();
    this.#save();
  }

  #onSelection(): void {
    const { selected, model, scene, state } = this.#explorer;
    this.#mark();
    this.#showCard();
    this.#outline.setSelected(selected);
    this.#updateToolbar();
    const found = this.#detailsOf(selected);
    if (found === null || model === null || scene === null) this.#told = '';
    else {
      const { expanded } = standingOf(model, state, scene, found.id, this.#tracing);
      // Once: not again with each newer graph.
      const told = `${expanded} ${found.id}`;
      if (told !== this.#told) this.#say(announcement(found, expanded));
      this.#told = told;
    }
    this.#save();
  }

  #mark(): void {
    const { model, scene, selected } = this.#explorer;
    if (model === null || scene === null) return;
    const pointing = { selected, hovered: this.#hovered, tracing: this.#tracing, found: this.#found };
    this.#view.setMarks(marksFor(model, scene, pointing));
  }

  #showCard(): void {
    const { model, scene, selected, state } = this.#explorer;
    const found = this.#detailsOf(selected);
    if (model === null || scene === null || found === null) {
      const count = model?.operations.length ?? 0;
      const counts = `${count.toLocaleString('en')} operations in ${(model?.scopes.length ?? 0).toLocaleString('en')} scopes`;
      this.#shell.card.replaceChildren(...emptyCard(this.#title, counts));
      return;
    }
    const standing = standingOf(model, state, scene, found.id, this.#tracing);
    this.#shell.card.replaceChildren(...cardContent(found, standing, this.#handlers));
  }

  #showLegend(): void {
    const { legend } = this.#shell;
    legend.hidden = !this.#state.legendOpen || this.#coloring === null;
    if (this.#coloring !== null) {
      const symbolsOpen = legend.querySelector('details')?.open ?? false;
      const graph = this.#explorer.model?.graph ?? null;
      legend.replaceChildren(...legendContent(this.#coloring, this.#palette, graph, symbolsOpen));
    }
  }

  #showBanner(): void {
    const { scene, model } = this.#explorer;
    this.#banner.update({
      hidden: scene?.hidden.get('') ?? 0,
      faults: scene?.visible.nodes.reduce((sum, { faults }) => sum + faults, 0) ?? 0,
      isIncomplete: model?.graph.isIncomplete === true,
      canRun: this.#canRun,
    });
  }

  #say(text: string): void {
    this.#shell.live.textContent = text;
  }

  #set(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#arrange();
    if (change.colorBy !== undefined) this.#recolor();
    if (change.outlineOpen && this.#explorer.scene !== null) {
      this.#outline.setRows(outline(this.#explorer.scene.visible));
      this.#outline.setSelected(this.#explorer.selected);
    }
    this.#save();
  }

  /** Panels as the state says. */
  #arrange(): void {
    const { cardOpen, cardWidth, outlineOpen, legendOpen } = this.#state;
    const { side, middle, legend } = this.#shell;
    side.hidden = !cardOpen;
    side.style.setProperty('--card-width', `${cardWidth}px`);
    // Below the details where there are any; else in a corner of the canvas.
    const home = cardOpen ? side : middle;
    if (legend.parentElement !== home) home.append(legend);
    this.#splitter.element.hidden = !cardOpen;
    this.#splitter.set(cardWidth);
    this.#outline.element.hidden = !outlineOpen;
    legend.hidden = !legendOpen || this.#coloring === null;
    this.#updateToolbar();
  }

  #updateToolbar(): void {
    const { colorBy, trace, outlineOpen, cardOpen, legendOpen } = this.#state;
    this.#toolbar.update({
      colorBy,
      trace,
      traces: this.#traces,
      canTrace: this.#explorer?.selected != null,
      tracesInputs: this.#tracing,
      foldSeries: this.#explorer?.state.foldSeries ?? true,
      outline: outlineOpen,
      card: cardOpen,
      legend: legendOpen,
      hasGraph: this.#explorer?.scene != null,
    });
  }

  #save(): void {
    const explorer = this.#explorer;
    if (explorer?.scene == null) return;
    const { x, y, zoom } = this.#view.viewport;
    const { state, selected } = explorer;
    this.#state = { ...this.#state, view: saveViewState(state), selected, viewport: { x, y, zoom } };
    this.#channel.save(this.#state);
  }

  async #export(kind: ExportKind): Promise<void> {
    const { scene } = this.#explorer;
    if (scene === null) return;
    const input = { scene, view: this.#view, palette: this.#palette, coloring: this.#coloring, title: this.#title };
    this.#channel.post({ type: 'export', file: await exportFile(kind, input) });
  }

  #openMenu(id: ItemId | null, place: { readonly x: number; readonly y: number }): void {
    const { model, scene, state } = this.#explorer;
    if (model === null || scene === null) return;
    if (id !== null) this.#explorer.select(id);
    const found = this.#detailsOf(id);
    const items: readonly MenuItem[] =
      found === null
        ? graphMenu({
            fit: () => this.#view.fit(this.#animates()),
            collapseAll: () => void this.#explorer.expandTo(0),
            find: () => this.#search.open(),
          })
        : nodeMenu(found, standingOf(model, state, scene, found.id, this.#tracing), {
            ...this.#handlers,
            expandWithin: () => void this.#explorer.expandWithin(found.id),
            showSource: () => this.#goToSource(found.id),
          });
    openMenu(found?.label ?? 'Graph', items, place, this.#stage);
  }

  #onKey(event: KeyboardEvent): void {
    const action = canvasAction(event);
    if (action === null || this.#explorer.scene === null || event.target !== this.#stage) return;
    event.preventDefault();
    performAction(action, {
      explorer: this.#explorer,
      view: this.#view,
      animates: () => this.#animates(),
      selectAndShow: (id) => this.#selectAndShow(id),
      goToSource: (id) => this.#goToSource(id),
      traceInputs: (on) => this.#setTracing(on ?? !this.#tracing),
      openMenu: (id, place) => this.#openMenu(id, place),
      search: () => this.#search.open(),
    });
  }

  #animates(): boolean {
    return !prefersReducedMotion();
  }
}
