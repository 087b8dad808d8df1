/** The canvas: Cytoscape below, the overlay above. Shows a scene, moves to the next one, tells what is pointed at. */

import cytoscape, { type Core, type NodeSingular } from 'cytoscape';
import { element } from '../../dom.ts';
import { prefersReducedMotion } from '../../theme.ts';
import type { Box, LabelMeasure, Point, Size } from '../layout/index.ts';
import type { Coloring, ItemId } from '../model/index.ts';
import type { Viewport } from '../page-state.ts';
import { drawingOf } from './drawing.ts';
import { type EdgeLabel, placeEdgeLabels } from './edge-labels.ts';
import { type EdgeElement, edgeElements, type NodeElement, nodeElements } from './elements.ts';
import { createMotion } from './motion.ts';
import { drawOverlay, type OverlayInput } from './overlay.ts';
import type { Palette } from './palette.ts';
import { listenToPointer, type PointerHandlers } from './pointer.ts';
import { boundsOf, type Scene } from './scene.ts';
import { fontSizes, stylesheet } from './stylesheet.ts';
import { seenBox, viewportFitting, viewportOpening, viewportShowing, viewportZoomed, zoomLimits } from './viewport.ts';

export interface GraphViewHandlers extends PointerHandlers {
  /** Panned, zoomed, resized, or the scene moved. */
  readonly onView: () => void;
}

export interface Marks {
  readonly selected: ItemId | null;
  /** Visible edges by their id in the model. */
  readonly inputEdges: ReadonlySet<string>;
  readonly outputEdges: ReadonlySet<string>;
  readonly inputNodes: ReadonlySet<ItemId>;
  readonly outputNodes: ReadonlySet<ItemId>;
  /** Everything but these is dimmed; null: nothing is. */
  readonly traced: { readonly nodes: ReadonlySet<ItemId>; readonly edges: ReadonlySet<string> } | null;
  readonly hits: ReadonlySet<ItemId>;
}

export interface ShowOptions {
  readonly animate: boolean;
  /** What must be seen when all stands still. */
  readonly show?: ItemId | null;
  readonly viewport?: Viewport | 'opening';
}

const moveMs = 260;
const fadeMs = 140;
const flashMs = 1200;
/** More elements than this are put in place at once: a movement would stutter. */
const animatedElements = 500;
/** From here on, edges are left out while the view moves. */
const manyEdges = 800;
const manyElements = 1500;

export class GraphView {
  readonly #cy: Core;
  readonly #stage: HTMLElement;
  readonly #overlay = element('canvas', { class: 'overlay', 'aria-hidden': 'true' });
  readonly #motion = createMotion();
  #palette: Palette;
  #coloring: Coloring | null = null;
  #scene: Scene | null = null;
  #marks: Marks = noMarks;
  #hoveredButton: ItemId | null = null;
  #edgeLabels: ReadonlyMap<string, EdgeLabel> = new Map();
  #moving = false;
  #size: Size = { width: 0, height: 0 };
  /** The graph came while the panel had no room, in a background tab. */
  #unseen = false;
  readonly #measure: LabelMeasure;
  readonly #fadeMs: number;
  readonly #boxes = new Map<string, Box>();
  /** What ends the glow of each node that glows. */
  readonly #flashes = new Map<ItemId, ReturnType<typeof setTimeout>>();
  #faultyEdges: ReadonlySet<string> = new Set();

  constructor(stage: HTMLElement, palette: Palette, measure: LabelMeasure, handlers: GraphViewHandlers) {
    this.#measure = (label) => (measure(label) * fontSizes.edge) / fontSizes.group;
    this.#stage = stage;
    this.#palette = palette;
    // Cytoscape looks for this sheet before it adds one, which the content security policy would refuse.
    if (document.getElementById('__________cytoscape_stylesheet') === null) {
      document.head.append(element('meta', { id: '__________cytoscape_stylesheet' }));
    }
    const container = element('div', { class: 'cytoscape' });
    stage.append(container, this.#overlay);
    cytoscape.warnings(false);
    this.#fadeMs = prefersReducedMotion() ? 0 : fadeMs;
    this.#cy = cytoscape({
      container,
      style: stylesheet(palette, this.#fadeMs),
      layout: { name: 'preset' },
      minZoom: zoomLimits.min,
      maxZoom: zoomLimits.max,
      boxSelectionEnabled: false,
      autoungrabify: true,
      autounselectify: true,
      pixelRatio: 'auto',
    });
    this.#cy.on('render', () => this.#drawOverlay());
    this.#cy.on('viewport resize', () => handlers.onView());
    listenToPointer(this.#cy, stage, {
      ...handlers,
      scene: () => this.#scene,
      boxOf: (id) => this.#boxes.get(id),
      focus: () => this.focus(),
      onButton: (id) => {
        this.#hoveredButton = id;
        this.#drawOverlay();
      },
    });
  }

  get size(): Size {
    return { width: this.#stage.clientWidth, height: this.#stage.clientHeight };
  }

  get viewport(): Viewport {
    const { x, y } = this.#cy.pan();
    return { zoom: this.#cy.zoom(), x, y };
  }

  /** Where a node is right now, in the graph's coordinates. */
  boxOf(id: ItemId): Box | undefined {
    return this.#boxes.get(id);
  }

  /** The middle of a node in the window; of what is not drawn, a corner of the canvas. */
  placeOf(id: ItemId | null): Point {
    const { left, top } = this.#stage.getBoundingClientRect();
    const box = id === null ? undefined : this.#boxes.get(id);
    const { zoom, x, y } = this.viewport;
    return box === undefined
      ? { x: left + 20, y: top + 20 }
      : { x: left + box.x * zoom + x, y: top + box.y * zoom + y };
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.#cy.style(stylesheet(palette, this.#fadeMs) as never);
    this.#repaint();
  }

  setColoring(coloring: Coloring | null): void {
    this.#coloring = coloring;
    this.#repaint();
  }

  show(scene: Scene, coloring: Coloring | null, options: ShowOptions): void {
    this.#motion.stop();
    this.#coloring = coloring;
    const nodes = nodeElements(scene, this.#palette, this.#coloring);
    const edges = edgeElements(scene);
    const total = nodes.length + edges.length;
    const first = this.#scene === null;
    this.#scene = scene;
    this.#edgeLabels = placeEdgeLabels(scene, this.#measure);
    this.#faultyEdges = new Set(scene.visible.edges.filter(({ faulty }) => faulty).map(({ id }) => id));
    this.#thinOut(total, edges.length);
    this.#unseen = this.size.width === 0 && options.viewport === 'opening';
    const viewport = this.#target(scene, options);
    const duration = options.animate && !first && total <= animatedElements ? moveMs : 0;
    this.#replace(nodes, edges, duration > 0 ? ' entering' : '');
    if (duration > 0)
      setTimeout(() => this.#cy.batch(() => this.#cy.$('.entering').removeClass('entering')), moveMs / 3);
    this.#move(nodes, viewport, duration);
    this.#mark();
  }

  setMarks(marks: Marks): void {
    this.#marks = marks;
    this.#mark();
    this.#drawOverlay();
  }

  /** Makes nodes glow for a moment; each again from the start where it still did. */
  flash(ids: Iterable<ItemId>): void {
    this.#cy.batch(() => {
      for (const id of ids) {
        clearTimeout(this.#flashes.get(id));
        this.#cy.getElementById(id).addClass('changed');
        this.#flashes.set(
          id,
          setTimeout(() => {
            this.#flashes.delete(id);
            this.#cy.getElementById(id).removeClass('changed');
          }, flashMs),
        );
      }
    });
  }

  fit(animate: boolean): void {
    if (this.#scene !== null) this.goTo(viewportFitting(boundsOf(this.#scene), this.size), animate);
  }

  zoomBy(factor: number, animate: boolean): void {
    const { width, height } = this.size;
    this.goTo(viewportZoomed(this.viewport, factor, { x: width / 2, y: height / 2 }), animate);
  }

  goTo(to: Viewport, animate: boolean): void {
    const from = this.viewport;
    this.#motion.run(animate ? moveMs : 0, (t) => this.#look(between(from, to, t)));
  }

  panBy(x: number, y: number): void {
    this.#cy.panBy({ x, y });
  }

  focus(): void {
    this.#stage.focus({ preventScroll: true });
  }

  /** What is in the middle stays there. */
  resize(): void {
    const { width, height } = this.size;
    const before = this.#size;
    this.#size = { width, height };
    this.#cy.resize();
    if (width === 0) return;
    if (this.#unseen && this.#scene !== null) this.goTo(viewportOpening(boundsOf(this.#scene), this.#size), false);
    else if (before.width > 0) this.panBy((width - before.width) / 2, (height - before.height) / 2);
    this.#unseen = false;
    this.#drawOverlay();
  }

  /** Everything, as it is drawn now, on the theme's ground. */
  picture(): Promise<Uint8Array> {
    return drawingOf(this.#cy, this.#palette.background, (ctx, zoom) => {
      const input = this.#overlayInput();
      const everywhere = { x: 0, y: 0, width: Infinity, height: Infinity };
      if (input !== null) drawOverlay(ctx, input, { zoom, seen: everywhere });
    });
  }

  #target(scene: Scene, { viewport, show }: ShowOptions): Viewport {
    if (viewport === 'opening') return viewportOpening(boundsOf(scene), this.size);
    const wanted = viewport ?? this.viewport;
    const box = show == null ? undefined : scene.layout.nodes.get(show);
    return box === undefined ? wanted : viewportShowing(box, wanted, this.size);
  }

  /** Adds, changes and removes elements. */
  #replace(nodes: readonly NodeElement[], edges: readonly EdgeElement[], enteringClass: string): void {
    const cy = this.#cy;
    const wanted = new Set([...nodes, ...edges].map(({ data }) => data.id));
    cy.batch(() => {
      const stale = cy.collection();
      for (const one of cy.elements()) {
        const data = one.data() as { id: string };
        if (!wanted.has(data.id)) {
          stale.merge(one);
          this.#boxes.delete(data.id);
        }
      }
      stale.remove();
      const added: cytoscape.ElementDefinition[] = [];
      for (const { data, box, classes } of nodes) {
        const known = cy.getElementById(data.id);
        if (known.nonempty()) {
          known.data(data).classes(this.#flashes.has(data.id) ? `${classes} changed` : classes);
          continue;
        }
        const { width, height, x, y } = box;
        this.#boxes.set(data.id, box);
        added.push({
          group: 'nodes',
          data: { ...data, width, height },
          position: { x, y },
          classes: classes + enteringClass,
          pannable: true,
        });
      }
      for (const { data, classes } of edges) {
        const known = cy.getElementById(data.id);
        if (known.nonempty()) {
          known.data(data).classes(classes);
          continue;
        }
        added.push({ group: 'edges', data, classes: classes + enteringClass });
      }
      cy.add(added);
    });
  }

  #move(nodes: readonly NodeElement[], to: Viewport, durationMs: number): void {
    const from = this.viewport;
    const moving = nodes
      .map(({ data, box }) => ({ id: data.id, node: this.#cy.getElementById(data.id), to: box }))
      .map((one) => ({ ...one, from: this.#boxes.get(one.id) ?? one.to }))
      .filter((one) => !sameBox(one.from, one.to));
    this.#moving = durationMs > 0;
    this.#motion.run(durationMs, (t) => {
      if (t === 1) this.#moving = false;
      this.#cy.batch(() => {
        for (const { id, node, from, to } of moving) this.#place(id, node, t === 1 ? to : betweenBoxes(from, to, t));
      });
      this.#look(between(from, to, t));
    });
  }

  #place(id: string, node: NodeSingular, box: Box): void {
    const before = this.#boxes.get(id);
    this.#boxes.set(id, box);
    node.position({ x: box.x, y: box.y });
    if (before?.width !== box.width || before.height !== box.height) {
      node.data({ width: box.width, height: box.height });
    }
  }

  #look({ zoom, x, y }: Viewport): void {
    this.#cy.viewport({ zoom, pan: { x, y } });
  }

  /** Large scenes are drawn more plainly while the view moves. */
  #thinOut(elements: number, edges: number): void {
    const renderer = (this.#cy as unknown as { renderer(): Record<string, unknown> }).renderer();
    renderer.hideEdgesOnViewport = edges > manyEdges;
    renderer.textureOnViewport = elements > manyElements;
  }

  #repaint(): void {
    if (this.#scene === null) return;
    const nodes = nodeElements(this.#scene, this.#palette, this.#coloring);
    this.#cy.batch(() => {
      for (const { data } of nodes) this.#cy.getElementById(data.id).data(data);
    });
    this.#drawOverlay();
  }

  #mark(): void {
    const { selected, inputEdges, outputEdges, inputNodes, outputNodes, traced, hits } = this.#marks;
    this.#cy.batch(() => {
      for (const one of this.#cy.nodes()) {
        const id = one.id();
        one.toggleClass('picked', id === selected);
        one.toggleClass('input', inputNodes.has(id));
        one.toggleClass('output', outputNodes.has(id));
        one.toggleClass('hit', hits.has(id));
        one.toggleClass('dim', this.#isDimmed(id));
      }
      for (const one of this.#cy.edges()) {
        const id = one.id().slice('edge:'.length);
        one.toggleClass('input', inputEdges.has(id));
        one.toggleClass('output', outputEdges.has(id));
        one.toggleClass('traced', traced?.edges.has(id) ?? false);
        one.toggleClass('dim', traced !== null && !traced.edges.has(id));
      }
    });
  }

  #isDimmed(id: ItemId): boolean {
    const { traced } = this.#marks;
    return traced !== null && !traced.nodes.has(id) && !id.startsWith('area:');
  }

  #edgeColor(id: string): string | null {
    const { traced, inputEdges, outputEdges } = this.#marks;
    if (traced !== null && !traced.edges.has(id)) return null;
    if (this.#faultyEdges.has(id)) return this.#palette.fault;
    if (inputEdges.has(id)) return this.#palette.input;
    return outputEdges.has(id) ? this.#palette.output : this.#palette.mutedText;
  }

  #overlayInput(): OverlayInput | null {
    if (this.#scene === null) return null;
    return {
      scene: this.#scene,
      palette: this.#palette,
      coloring: this.#coloring,
      boxOf: (id) => this.#boxes.get(id),
      edgeLabels: this.#moving ? new Map() : this.#edgeLabels,
      edgeColor: (id) => this.#edgeColor(id),
      selected: this.#marks.selected,
      isDimmed: (id) => this.#isDimmed(id),
      hoveredButton: this.#hoveredButton,
    };
  }

  #drawOverlay(): void {
    const canvas = this.#overlay;
    const { width, height } = this.size;
    const ratio = devicePixelRatio;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    const ctx = canvas.getContext('2d');
    const input = this.#overlayInput();
    if (ctx === null) return;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, wide, high);
    if (input === null) return;
    const { zoom, x, y } = this.viewport;
    ctx.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
    drawOverlay(ctx, input, { zoom, seen: seenBox({ zoom, x, y }, { width, height }) });
  }
}

export const noMarks: Marks = {
  selected: null,
  inputEdges: new Set(),
  outputEdges: new Set(),
  inputNodes: new Set(),
  outputNodes: new Set(),
  traced: null,
  hits: new Set(),
};

function sameBox(one: Box, other: Box): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

function betweenBoxes(from: Box, to: Box, t: number): Box {
  const part = (name: keyof Box) => from[name] + (to[name] - from[name]) * t;
  return { x: part('x'), y: part('y'), width: part('width'), height: part('height') };
}

function between(from: Viewport, to: Viewport, t: number): Viewport {
  if (t === 1) return to;
  const part = (name: keyof Viewport) => from[name] + (to[name] - from[name]) * t;
  return { zoom: part('zoom'), x: part('x'), y: part('y') };
}
