/** Labelled form controls of the settings: each calls back with a checked value. */

import { element, uniqueId } from '../../dom.ts';
import type { Checkbox } from '../../ui.ts';

export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const box = element<Checkbox>('vscode-checkbox', { class: 'setting' }, label);
  box.checked = checked;
  // The control tells of the value it begins with, too.
  let known = checked;
  box.addEventListener('change', () => {
    if (box.checked === known) return;
    known = box.checked;
    onChange(known);
  });
  return box;
}

/** A plain select: the toolkit's sets inline styles, which the page's policy forbids. */
export function dropdown<T extends string>(
  label: string,
  choices: Readonly<Record<T, string>>,
  chosen: T,
  onChange: (choice: T) => void,
): HTMLElement {
  const box = element('select', { class: 'select' });
  for (const [value, text] of Object.entries<string>(choices)) {
    box.append(element('option', { value, selected: value === chosen, text }));
  }
  box.addEventListener('change', () => onChange(box.value as T));
  return element('label', { class: 'setting' }, element('span', { class: 'setting-label', text: label }), box);
}

/** A few choices side by side, as radio buttons. */
export function choice<T extends string>(
  label: string,
  choices: Readonly<Record<T, string>>,
  chosen: T,
  onChange: (choice: T) => void,
): HTMLElement {
  const name = uniqueId('choice');
  const group = element('div', { class: 'segments', role: 'radiogroup', 'aria-label': label });
  for (const [value, text] of Object.entries<string>(choices)) {
    const input = element('input', { type: 'radio', name, value, checked: value === chosen });
    input.addEventListener('change', () => onChange(value as T));
    group.append(element('label', { class: 'segment' }, input, element('span', { text })));
  }
  return element('div', { class: 'setting' }, element('span', { class: 'setting-label', text: label }), group);
}

export interface SliderOptions {
  readonly value: number;
  readonly min: number;
  /** Where the slider ends; `numberMax` is where typed numbers do. */
  readonly max: number;
  readonly numberMax: number;
  readonly step: number;
}

/** A slider with a field for exact numbers beside it. */
export function slider(label: string, options: SliderOptions, onChange: (value: number) => void): HTMLElement {
  const { min, max, numberMax, step } = options;
  const range = element('input', {
    type: 'range',
    'aria-label': label,
    min,
    max,
    step,
    value: Math.min(options.value, max),
  });
  const number = element('input', {
    type: 'number',
    class: 'number-input',
    'aria-label': `${label}, exactly`,
    min,
    max: numberMax,
    step: 'any',
    value: options.value,
  });
  range.addEventListener('input', () => {
    number.value = range.value;
    onChange(range.valueAsNumber);
  });
  number.addEventListener('change', () => {
    const value = Math.min(
      Math.max(Number.isFinite(number.valueAsNumber) ? number.valueAsNumber : min, min),
      numberMax,
    );
    number.value = String(value);
    range.value = String(value);
    onChange(value);
  });
  return element(
    'div',
    { class: 'setting' },
    element('span', { class: 'setting-label', 'aria-hidden': 'true', text: label }),
    element('div', { class: 'slider' }, range, number),
  );
}

/** A number or nothing. */
export function numberField(
  label: string,
  value: number | null,
  placeholder: string,
  onChange: (value: number | null) => void,
): HTMLElement {
  const input = element('input', {
    type: 'number',
    class: 'number-input',
    step: 'any',
    placeholder,
    value: value ?? undefined,
  });
  input.addEventListener('change', () => onChange(Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : null));
  return element('label', { class: 'number-field' }, element('span', { text: label }), input);
}
