/** The row of controls above the graph. Knows what can be asked for, not how it is done. */

import { element, icon, setAttributes } from '../../dom.ts';
import type { Button, Dropdown, Option } from '../../ui.ts';
import { type ColorBy, colorChoices } from '../model/index.ts';
import { type IconButtonOptions, iconButton, setPressed } from './button.ts';
import { icons } from './icons.ts';
import { openMenuBelow } from './menu.ts';

export interface ToolbarHandlers {
  readonly fit: () => void;
  readonly zoom: (factor: number) => void;
  readonly expandTo: (depth: number) => void;
  readonly setFoldSeries: (on: boolean) => void;
  readonly setTraceInputs: (on: boolean) => void;
  readonly setColorBy: (by: ColorBy) => void;
  readonly setTrace: (tag: string | null) => void;
  readonly reload: () => void;
  readonly export: (kind: 'png' | 'svg' | 'dot') => void;
  readonly search: () => void;
  readonly setOutline: (on: boolean) => void;
  readonly setCard: (on: boolean) => void;
  readonly setLegend: (on: boolean) => void;
  readonly help: () => void;
}

export interface ToolbarState {
  readonly colorBy: ColorBy;
  readonly traces: readonly string[];
  readonly trace: string | null;
  readonly canTrace: boolean;
  readonly tracesInputs: boolean;
  readonly foldSeries: boolean;
  readonly outline: boolean;
  readonly card: boolean;
  readonly legend: boolean;
  readonly hasGraph: boolean;
}

export interface Toolbar {
  readonly element: HTMLElement;
  update(state: ToolbarState): void;
}

export const zoomStep = 1.3;

export function createToolbar(handlers: ToolbarHandlers): Toolbar {
  let state: ToolbarState | null = null;
  const needGraph: Button[] = [];
  const add = (options: IconButtonOptions) => {
    const made = iconButton(options);
    needGraph.push(made);
    return made;
  };
  const toggle = (options: Omit<IconButtonOptions, 'onClick'>, flip: () => void) => add({ ...options, onClick: flip });
  const color = dropdown('color-by', handlers.setColorBy as (by: string) => void);
  const trace = dropdown('trace', (tag) => handlers.setTrace(tag === '' ? null : tag));
  const colorLabel = labelled('Color', color);
  const traceLabel = labelled('Trace', trace);
  const inputs = toggle({ icon: 'trace', label: 'Trace inputs of the selection', keys: 'T' }, () =>
    handlers.setTraceInputs(!state?.tracesInputs),
  );
  const series = toggle({ icon: 'series', label: 'Fold series' }, () => handlers.setFoldSeries(!state?.foldSeries));
  const outline = toggle({ icon: 'outline', label: 'Outline' }, () => handlers.setOutline(!state?.outline));
  const card = toggle({ icon: 'card', label: 'Details' }, () => handlers.setCard(!state?.card));
  const legend = toggle({ icon: 'legend', label: 'Legend' }, () => handlers.setLegend(!state?.legend));
  const folds = add({ icon: 'folds', label: 'Expand or collapse', onClick: (button) => foldsMenu(button, handlers) });
  const save = add({ icon: 'save', label: 'Export', onClick: (button) => exportMenu(button, handlers) });
  for (const button of [folds, save]) setAttributes(button, { 'aria-haspopup': 'menu' });
  const fit = add({ icon: 'fit', label: 'Fit graph', keys: 'F', onClick: handlers.fit });
  const larger = add({ icon: 'zoomIn', label: 'Zoom in', keys: '+', onClick: () => handlers.zoom(zoomStep) });
  const smaller = add({ icon: 'zoomOut', label: 'Zoom out', keys: '-', onClick: () => handlers.zoom(1 / zoomStep) });
  const search = add({ icon: 'search', label: 'Find nodes', keys: 'Ctrl+F', onClick: handlers.search });
  const reload = iconButton({ icon: 'reload', label: 'Reload graph', onClick: handlers.reload });
  const help = iconButton({ icon: 'help', label: 'Keyboard shortcuts', keys: '?', onClick: handlers.help });
  const made = element(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': 'Graph' },
    group(search, outline),
    group(fit, larger, smaller),
    group(folds, series, inputs),
    group(colorLabel, traceLabel),
    group(legend, save, reload, help),
    group(card),
  );
  return {
    element: made,
    update(next) {
      state = next;
      for (const button of needGraph) button.disabled = !next.hasGraph;
      inputs.disabled = !next.canTrace;
      setPressed(inputs, next.tracesInputs);
      setPressed(series, next.foldSeries);
      setPressed(outline, next.outline);
      setPressed(card, next.card);
      setPressed(legend, next.legend);
      color.disabled = !next.hasGraph;
      traceLabel.hidden = next.traces.length === 0;
      setOptions(trace, [['', 'No trace'], ...next.traces.map((tag) => [tag, tag] as const)], next.trace ?? '');
      const offered = colorChoices.filter(({ needsTrace }) => !needsTrace || next.traces.length > 0);
      setOptions(
        color,
        offered.map(({ by, label }) => [by, label] as const),
        next.colorBy,
      );
    },
  };
}

function foldsMenu(button: HTMLElement, { expandTo }: ToolbarHandlers): void {
  openMenuBelow(button, 'Expand or collapse', [
    { label: 'Collapse all', run: () => expandTo(0) },
    'separator',
    { label: 'Expand 1 level', run: () => expandTo(1) },
    { label: 'Expand 2 levels', run: () => expandTo(2) },
    { label: 'Expand 3 levels', run: () => expandTo(3) },
    { label: 'Expand all', run: () => expandTo(Infinity) },
  ]);
}

function exportMenu(button: HTMLElement, { export: save }: ToolbarHandlers): void {
  openMenuBelow(button, 'Export', [
    { label: 'Picture (PNG)…', run: () => save('png') },
    { label: 'Drawing (SVG)…', run: () => save('svg') },
    { label: 'Graphviz (DOT)…', run: () => save('dot') },
  ]);
}

function group(...children: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'toolbar-group' }, ...children);
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  setAttributes(control, { 'aria-label': text });
  return element('div', { class: 'toolbar-labelled' }, element('span', { 'aria-hidden': 'true' }, text), control);
}

function dropdown(id: string, onChange: (value: string) => void): Dropdown {
  const made = element<Dropdown>('vscode-dropdown', { id });
  made.addEventListener('change', () => onChange(made.value));
  return made;
}

/** Made anew only where they differ: an open list would close. */
function setOptions(
  control: Dropdown,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
): void {
  const key = JSON.stringify(options);
  if (control.dataset.options !== key) {
    control.dataset.options = key;
    control.replaceChildren(...options.map(([value, label]) => element<Option>('vscode-option', { value }, label)));
  }
  // The toolkit reads its options in a later task.
  if (control.value !== chosen) queueMicrotask(() => requestAnimationFrame(() => (control.value = chosen)));
}

/** Shared with the page's other buttons that have a word beside the drawing. */
export function wordButton(name: keyof typeof icons, text: string, run: () => void): Button {
  const made = element<Button>('vscode-button', { appearance: 'secondary' }, text);
  const drawing = icon(icons[name]);
  drawing.setAttribute('slot', 'start');
  made.prepend(drawing);
  made.addEventListener('click', run);
  return made;
}
