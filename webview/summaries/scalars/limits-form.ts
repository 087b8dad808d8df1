/** The box with one chart's axes: what is fixed, what is logarithmic. */

import { element } from '../../dom.ts';
import { checkbox, numberField } from '../controls/form.ts';
import type { CardSettings } from './scalar-settings.ts';

export interface LimitsFormOptions {
  readonly card: CardSettings;
  readonly logX: boolean;
  readonly logY: boolean;
  /** Whether the horizontal axis can be logarithmic and shows plain numbers. */
  readonly axis: 'step' | 'relative' | 'wall';
  readonly onChange: (change: Partial<CardSettings>) => void;
}

const units = { step: 'step', relative: 'seconds', wall: 'seconds since 1970' };

export function limitsForm({ card, logX, logY, axis, onChange }: LimitsFormOptions): HTMLElement {
  let { limits } = card;
  const fix = (which: 'x' | 'y', end: 'min' | 'max') => (value: number | null) => {
    limits = { ...limits, [which]: { ...limits[which], [end]: value } };
    // What was zoomed to would hide what was just typed.
    onChange({ limits, zoom: null });
  };
  const field = (which: 'x' | 'y', end: 'min' | 'max', label: string) =>
    numberField(label, limits[which][end], 'automatic', fix(which, end));
  return element(
    'div',
    { class: 'limits', role: 'group', 'aria-label': 'Axes of this chart' },
    element('h4', { text: 'Vertical axis' }),
    element('div', { class: 'limits-row' }, field('y', 'min', 'Lower limit'), field('y', 'max', 'Upper limit')),
    checkbox('Include zero', card.includeZero, (includeZero) => onChange({ includeZero })),
    checkbox('Logarithmic', logY, (checked) => onChange({ logY: checked })),
    element('h4', { text: `Horizontal axis (${units[axis]})` }),
    element('div', { class: 'limits-row' }, field('x', 'min', 'From'), field('x', 'max', 'To')),
    ...(axis === 'wall' ? [] : [checkbox('Logarithmic', logX, (checked) => onChange({ logX: checked }))]),
  );
}
