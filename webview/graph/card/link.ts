import { element } from '../../dom.ts';

/** Text that does something: a button, since it leads to no address. */
export function link(text: string, label: string, run: () => void): HTMLElement {
  const made = element('button', { class: 'link', title: label, type: 'button' }, text);
  made.addEventListener('click', run);
  return made;
}
