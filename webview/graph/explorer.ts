/**
 * What is open, selected and shown of a graph, and how one view follows another: model, layout and canvas come together
 * here. Knows nothing of toolbars, cards and messages; tells them by `onChange`.
 */

import type { GraphData } from '../protocol.ts';
import { keepInPlace, type LabelMeasure, LayoutCancelled, type LayoutClient, layoutRequest } from './layout/index.ts';
import { type ChildLimits, childrenAtOnce, limitChildren, limitsShowing } from './limit-children.ts';
import {
  buildModel,
  type Coloring,
  difference,
  expandAll,
  type GraphModel,
  type ItemId,
  initialViewState,
  reveal,
  type ViewState,
  type VisibleGraph,
  visibleGraph,
  withExpanded,
} from './model/index.ts';
import type { Viewport } from './page-state.ts';
import type { GraphView, ShowOptions } from './view/graph-view.ts';
import type { Scene } from './view/scene.ts';

export interface ExplorerOptions {
  readonly view: GraphView;
  readonly layout: LayoutClient;
  readonly measure: LabelMeasure;
  readonly animates: () => boolean;
  /** What the colours of a new scene say. */
  readonly color: (visible: VisibleGraph) => Coloring | null;
  /** A layout began; call the answer when it ended. */
  readonly busy: () => () => void;
  /** A layout failed; why. */
  readonly onFail: (message: string) => void;
  /** Another scene is shown, or another item is selected. */
  readonly onChange: (what: 'scene' | 'selection') => void;
}

export class Explorer {
  readonly #options: ExplorerOptions;
  #model: GraphModel | null = null;
  #state: ViewState = initialViewState;
  #limits: ChildLimits = new Map();
  /** What the last finished layout was made from: what is taken back to when one is cancelled. */
  #settled: { readonly state: ViewState; readonly limits: ChildLimits } = {
    state: initialViewState,
    limits: new Map(),
  };
  #scene: Scene | null = null;
  /** Counts what was to be shown: only the newest may change what the page remembers. */
  #turn = 0;
  #selected: ItemId | null = null;

  constructor(options: ExplorerOptions) {
    this.#options = options;
  }

  get model(): GraphModel | null {
    return this.#model;
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  get state(): ViewState {
    return this.#state;
  }

  get selected(): ItemId | null {
    return this.#selected;
  }

  /** The first graph, as it was left; or another one after it, in which what stayed the same keeps its place. */
  async setGraph(graph: GraphData, saved: { view: ViewState; viewport: Viewport | null; selected: ItemId | null }) {
    const before = this.#model;
    this.#model = buildModel(graph);
    // Also one that comes before the first was laid out.
    if (before === null || this.#scene === null) {
      this.#state = saved.view;
      if (saved.selected !== null && this.#model.items.has(saved.selected)) this.#selected = saved.selected;
      await this.#arrange({ animate: false, viewport: saved.viewport ?? 'opening' });
      return;
    }
    if (this.#selected !== null && !this.#model.items.has(this.#selected)) this.#selected = null;
    if (!(await this.#arrange({ animate: true, anchor: this.#selected }))) return;
    const { changed, added } = difference(before.graph, graph);
    this.#options.view.flash(this.#shownFor([...changed, ...added]));
  }

  select(id: ItemId | null): void {
    if (id === this.#selected) return;
    this.#selected = id;
    this.#options.onChange('selection');
  }

  /** Opens a folded group, folds an open one. What was toggled stays where it is. */
  toggle(id: ItemId): Promise<boolean> {
    return this.setExpanded(id, !this.#state.expanded.has(id));
  }

  setExpanded(id: ItemId, expanded: boolean): Promise<boolean> {
    const item = this.#model?.items.get(id);
    if (item === undefined || item.kind === 'operation') return Promise.resolve(false);
    return this.setState(withExpanded(this.#state, id, expanded), { anchor: id, show: id });
  }

  setState(state: ViewState, { anchor, show }: { anchor?: ItemId | null; show?: ItemId | null } = {}) {
    this.#state = state;
    return this.#arrange({ animate: true, anchor: anchor ?? null, show: show ?? null });
  }

  /** Selects an item and brings it into view, opening what is around it. */
  async goTo(id: ItemId): Promise<void> {
    if (this.#model === null || !this.#model.items.has(id)) return;
    const { state, focus } = reveal(this.#model, this.#state, id);
    const isShown = this.#scene?.visible.byId.has(focus) === true;
    this.select(id);
    if (isShown) {
      await this.#arrange({ animate: true, anchor: focus, show: focus });
      return;
    }
    this.#limits = limitsShowing(visibleGraph(this.#model, state), this.#limits, focus);
    await this.setState(state, { show: focus });
  }

  /** Opens groups from the outside in, `depth` levels; Infinity: all, as far as a view can hold them. */
  expandTo(depth: number): Promise<boolean> {
    const model = this.#model;
    if (model === null) return Promise.resolve(false);
    if (depth === Infinity) return this.setState(expandAll(model, this.#state, null, childrenAtOnce));
    const expanded = new Set<ItemId>();
    for (const scope of model.scopes) if (scope.depth <= depth) expanded.add(scope.id);
    return this.setState({ ...this.#state, expanded });
  }

  expandWithin(id: ItemId): Promise<boolean> {
    if (this.#model === null) return Promise.resolve(false);
    const state = expandAll(this.#model, this.#state, id, childrenAtOnce);
    return this.setState(state, { anchor: id, show: id });
  }

  /** More children of a group of which not all are shown. */
  showMore(group: ItemId | '', count: number): Promise<boolean> {
    this.#limits = new Map(this.#limits).set(group, (this.#limits.get(group) ?? childrenAtOnce) + count);
    return this.setState(this.#state, { anchor: group === '' ? null : group });
  }

  /** The layout under way is given up; what is shown stays. */
  cancel(): void {
    this.#options.layout.cancel();
  }

  async #arrange(options: ShowOptions & { readonly anchor?: ItemId | null }): Promise<boolean> {
    const model = this.#model;
    if (model === null) return false;
    const { layout: client, measure, view, busy, animates, color, onChange } = this.#options;
    const [state, limits] = [this.#state, this.#limits];
    this.#turn += 1;
    const turn = this.#turn;
    const { visible, hidden } = limitChildren(visibleGraph(model, state), limits);
    const done = busy();
    try {
      const fresh = await client.layout(layoutRequest(visible, measure));
      if (turn !== this.#turn) return false;
      const layout = keepInPlace(fresh, this.#scene?.layout ?? null, options.anchor ?? null);
      this.#settled = { state, limits };
      this.#scene = { visible, layout, hidden };
      view.show(this.#scene, color(visible), { ...options, animate: options.animate && animates() });
      onChange('scene');
      return true;
    } catch (error) {
      if (!(error instanceof LayoutCancelled)) {
        this.#options.onFail(`The graph could not be laid out: ${error instanceof Error ? error.message : error}`);
      }
      // Overtaken by a newer view or graph, which must stay; or given up by the user.
      if (turn === this.#turn) {
        this.#state = this.#settled.state;
        this.#limits = this.#settled.limits;
        onChange('scene');
      }
      return false;
    } finally {
      done();
    }
  }

  #shownFor(names: readonly string[]): ReadonlySet<ItemId> {
    const shown = new Set<ItemId>();
    for (const name of names) {
      const operation = this.#model?.byName.get(name);
      const place = operation === undefined ? -1 : (this.#scene?.visible.shownBy[operation.node] ?? -1);
      const node = this.#scene?.visible.nodes[place];
      if (node !== undefined) shown.add(node.id);
    }
    return shown;
  }
}
