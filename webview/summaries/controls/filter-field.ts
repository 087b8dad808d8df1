/** A text field for a regular expression: says what is wrong with it while it cannot be used. */

import { element, setText, uniqueId } from '../../dom.ts';
import type { TextField } from '../../ui.ts';

export interface FilterField {
  readonly element: HTMLElement;
  /** Shows the problem of what is typed; undefined takes it away. */
  showProblem(problem: string | undefined): void;
}

const typingDelayMs = 150;

export function filterField(label: string, text: string, onChange: (text: string) => void): FilterField {
  const id = uniqueId('filter-problem');
  // The toolkit takes the field's name from its content; the style sheet hides that label.
  const field = element<TextField>('vscode-text-field', { class: 'filter-input', placeholder: label }, label);
  field.value = text;
  const problem = element('div', { class: 'filter-problem', id, role: 'alert', hidden: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const change = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => onChange(field.value), delay);
  };
  field.addEventListener('input', () => change(typingDelayMs));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || field.value === '') return;
    event.stopPropagation();
    field.value = '';
    change(0);
  });
  return {
    element: element('div', { class: 'filter' }, field, problem),
    showProblem(message) {
      field.classList.toggle('invalid', message !== undefined);
      if (message === undefined) field.removeAttribute('aria-invalid');
      else field.setAttribute('aria-invalid', 'true');
      problem.hidden = message === undefined;
      setText(problem, message ?? '');
    },
  };
}
