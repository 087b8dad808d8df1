/** The details card: what the selected operation, scope or series is, and what can be done with it. */

import { element, icon } from '../../dom.ts';
import { type IconName, icons } from '../controls/icons.ts';
import type { Details, ItemId } from '../model/index.ts';
import type { CardHandlers } from './handlers.ts';
import { link } from './link.ts';
import { cardSections } from './sections.ts';

/** Where the item stands in the view, and so what can be done with it. */
export interface Standing {
  /** null: cannot be opened. */
  readonly expanded: boolean | null;
  /** null: not drawn as a node, so it cannot be moved. */
  readonly auxiliary: boolean | null;
  readonly traced: boolean;
  /** Of a series, or what is in one: the series, and whether it is folded up as one. */
  readonly series: { readonly id: ItemId; readonly grouped: boolean } | null;
  /** Children that are left out because there are too many. */
  readonly hidden: number;
  /** Items by the names of the scopes around it, outermost first. */
  readonly path: readonly { readonly id: ItemId; readonly label: string }[];
}

export function emptyCard(graphName: string, counts: string): readonly Node[] {
  return [
    element('h2', { class: 'card-title' }, graphName),
    element('p', { class: 'card-muted' }, counts),
    element('p', { class: 'card-muted' }, 'Select a node to see its attributes, shapes, inputs and outputs.'),
  ];
}

export function cardContent(details: Details, standing: Standing, handlers: CardHandlers): readonly Node[] {
  const parts: readonly (Node | null)[] = [
    breadcrumbs(standing, handlers),
    element(
      'div',
      { class: 'card-heading' },
      element('h2', { class: 'card-title', title: details.name }, details.label),
      smallButton('copy', 'Copy name', () => handlers.copy(details.name)),
    ),
    element('p', { class: 'card-kind' }, kindText(details)),
    fault(details),
    source(details, handlers),
    actions(details, standing, handlers),
    ...cardSections(details, handlers),
  ];
  return parts.filter((part) => part !== null);
}

function kindText({ kind, op, operations, sameStructure }: Details): string {
  if (kind === 'operation') return op;
  const count = `${operations.toLocaleString('en')} ${operations === 1 ? 'operation' : 'operations'}`;
  if (kind === 'series') return op === '' ? `Series, ${count}` : `Series of ${op}, ${count}`;
  if (kind === 'loop') return `Loop, ${count} in each pass; how many passes is not known`;
  return sameStructure > 1 ? `Scope, ${count}; ${sameStructure} scopes of this structure` : `Scope, ${count}`;
}

function breadcrumbs({ path }: Standing, { goTo }: CardHandlers): HTMLElement {
  const list = element('ol', { class: 'breadcrumbs' });
  for (const { id, label } of path)
    list.append(
      element(
        'li',
        {},
        link(label, `Go to scope ${label}`, () => goTo(id)),
      ),
    );
  return element('nav', { 'aria-label': 'Enclosing scopes', hidden: path.length === 0 }, list);
}

/** Of an operation; those in a scope are a section of their own. */
function fault({ kind, faults }: Details): HTMLElement | null {
  const message = kind === 'operation' ? faults.shown[0]?.message : undefined;
  if (message === undefined) return null;
  return element(
    'div',
    { class: 'card-fault' },
    icon(icons.warning),
    element('p', {}, element('strong', {}, 'Could not be made. '), message),
  );
}

function source({ source }: Details, { goToSource }: CardHandlers): HTMLElement | null {
  if (source === null) return null;
  const file = source.file.split(/[\\/]/).at(-1) ?? source.file;
  const text = `${file}:${source.line}`;
  return element(
    'p',
    { class: 'card-source' },
    icon(icons.source),
    link(text, `Go to source, ${source.file}:${source.line}`, () => goToSource(source)),
  );
}

function actions({ id }: Details, standing: Standing, handlers: CardHandlers): HTMLElement {
  const { expanded, auxiliary, traced, series, hidden } = standing;
  const bar = element('div', { class: 'card-actions' });
  const add = (name: IconName, label: string, run: () => void, pressed?: boolean) => {
    const attributes = { 'aria-pressed': pressed === undefined ? null : String(pressed), type: 'button' };
    const button = element(
      'button',
      { class: 'card-action', ...attributes },
      icon(icons[name]),
      element('span', {}, label),
    );
    button.addEventListener('click', run);
    bar.append(button);
  };
  if (expanded !== null)
    add(expanded ? 'collapse' : 'expand', expanded ? 'Collapse' : 'Expand', () => handlers.toggle(id));
  if (hidden > 0) add('expand', `Show more (${hidden.toLocaleString('en')} not shown)`, () => handlers.showMore(id));
  add('trace', 'Trace inputs', () => handlers.traceInputs(!traced), traced);
  if (auxiliary !== null) {
    add('aside', auxiliary ? 'Move to main graph' : 'Move to auxiliary', () => handlers.moveAside(id, !auxiliary));
  }
  if (series !== null) {
    const label = series.grouped ? 'Ungroup series' : 'Group series';
    add('series', label, () => handlers.groupSeries(series.id, !series.grouped));
  }
  return bar;
}

function smallButton(name: IconName, label: string, run: () => void): HTMLElement {
  const attributes = { type: 'button', 'aria-label': label };
  const made = element('button', { class: 'small-button', title: label, ...attributes }, icon(icons[name]));
  made.addEventListener('click', run);
  return made;
}
