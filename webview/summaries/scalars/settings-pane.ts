/** The controls of all scalar charts, for the sidebar. */

import { element, setText } from '../../dom.ts';
import { checkbox, choice, dropdown, numberField, slider } from '../controls/form.ts';
import type { XAxis } from './lines.ts';
import { stepText } from './number-text.ts';
import { leastHeight, type ScalarSettings } from './scalar-settings.ts';
import { maxSmoothing, sliderMaxSmoothing } from './smoothing.ts';
import type { TooltipSort } from './tooltip-rows.ts';
import type { StepSelection } from './value-rows.ts';

const axisTexts: Record<XAxis, string> = { step: 'Step', relative: 'Relative', wall: 'Wall' };

const sortTexts: Record<TooltipSort, string> = {
  default: 'In the order of runs',
  alphabetical: 'Alphabetical',
  ascending: 'Ascending value',
  descending: 'Descending value',
  nearest: 'Nearest to the pointer',
  nearestY: 'Nearest in height',
};

const highest = 500;

export interface SettingsPane {
  readonly element: HTMLElement;
  showSelection(selection: StepSelection | null): void;
}

export function settingsPane(
  settings: ScalarSettings,
  change: (change: Partial<ScalarSettings>) => void,
): SettingsPane {
  const { smoothing, axis, sort, height } = settings;
  const selected = element('span', { class: 'selection-text' });
  const clear = element('button', { class: 'text-button', type: 'button', text: 'Clear' });
  clear.addEventListener('click', () => change({ selection: null }));
  const selection = element('div', { class: 'setting selection' }, selected, clear);
  const form = element(
    'div',
    { class: 'form' },
    slider(
      'Smoothing',
      { value: smoothing, min: 0, max: sliderMaxSmoothing, numberMax: maxSmoothing, step: 0.01 },
      (value) => change({ smoothing: value }),
    ),
    choice('Horizontal axis', axisTexts, axis, (value) => change({ axis: value })),
    checkbox('Ignore outliers in chart scaling', settings.ignoreOutliers, (ignoreOutliers) =>
      change({ ignoreOutliers }),
    ),
    checkbox('Logarithmic vertical axes', settings.logY, (logY) => change({ logY })),
    checkbox('Logarithmic horizontal axes', settings.logX, (logX) => change({ logX })),
    checkbox('Values below charts', settings.values, (values) => change({ values })),
    dropdown('Tooltip sorting', sortTexts, sort, (value) => change({ sort: value })),
    slider('Chart height', { value: height, min: leastHeight, max: highest, numberMax: highest, step: 10 }, (value) =>
      change({ height: value }),
    ),
    element('h3', { class: 'setting-label', text: 'Chosen step' }),
    selection,
    stepField(change),
  );
  return {
    element: form,
    showSelection(chosen) {
      clear.hidden = chosen === null;
      setText(selected, selectionText(chosen));
    },
  };
}

/** For those who know the number; clicking a chart is the other way. */
function stepField(change: (change: Partial<ScalarSettings>) => void): HTMLElement {
  return numberField('Go to step', null, 'number', (start) => {
    if (start !== null) change({ selection: { start, end: null } });
  });
}

export function selectionText(chosen: StepSelection | null): string {
  if (chosen === null) return 'Click a chart to compare runs at a step; click with Shift for a second step.';
  if (chosen.end === null) return `Step ${stepText(chosen.start)}`;
  const [from, to] = [Math.min(chosen.start, chosen.end), Math.max(chosen.start, chosen.end)];
  return `Steps ${stepText(from)} to ${stepText(to)}`;
}
