/** The card's tables and lists, one section each; sections without content are left out. */

import { element } from '../../dom.ts';
import { type Connection, type Details, type Fault, formatBytes, type Parameters } from '../model/index.ts';
import type { CardHandlers } from './handlers.ts';
import { link } from './link.ts';
import { formatCount } from './quantities.ts';

export function cardSections(details: Details, handlers: CardHandlers): readonly HTMLElement[] {
  const { stats, devices, attributes, outputTensors, opCounts, kind } = details;
  const sections: (HTMLElement | null)[] = [
    stats &&
      table('Measured', [
        ['Compute time', stats.time],
        ['Memory', stats.memory],
        ...(kind === 'operation' ? [] : [['Operations that ran', formatCount(stats.ran)] as const]),
        ...stats.devices.map((device) => ['Ran on', device] as const),
      ]),
    kind === 'operation' ? null : faults(details.faults, handlers),
    parameters(details.parameters, handlers),
    table(
      'Output',
      outputTensors.map(({ dtype, shape }, place) => [
        outputTensors.length > 1 ? `:${place}` : 'Tensor',
        `${shape} ${dtype}`,
      ]),
    ),
    connections('Inputs', details.inputs, handlers, ({ tensor }) => tensor),
    connections('Outputs', details.outputs, handlers, ({ name }) => name),
    connections('Control inputs', details.controlInputs, handlers, ({ name }) => name),
    connections('Control outputs', details.controlOutputs, handlers, ({ name }) => name),
    table('Attributes', attributes),
    table(
      'Devices',
      devices
        .filter(({ device }) => device !== '' || devices.length > 1)
        .map(({ device, count }) => [device || 'None asked for', kind === 'operation' ? '' : formatCount(count)]),
    ),
    kind === 'operation'
      ? null
      : table(
          'Operations by type',
          opCounts.shown.map(({ op, count }) => [op, formatCount(count)]),
          opCounts.total - opCounts.shown.length,
        ),
  ];
  return sections.filter((section) => section !== null);
}

function section(title: string, total: number | null, ...content: readonly (Node | null)[]): HTMLElement {
  const summary = element(
    'summary',
    {},
    element('h3', {}, title),
    total !== null && element('span', { class: 'card-count' }, formatCount(total)),
  );
  return element('details', { class: 'card-section', open: true }, summary, ...content);
}

function table(title: string, rows: readonly (readonly [name: string, value: string])[], more = 0): HTMLElement | null {
  if (rows.length === 0) return null;
  const body = element('tbody');
  for (const [name, value] of rows) {
    body.append(element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)));
  }
  const content = element('table', { 'aria-label': title }, body);
  return section(title, null, content, moreText(more));
}

function faults(found: Details['faults'], { goTo }: CardHandlers): HTMLElement | null {
  if (found.total === 0) return null;
  const row = ({ name, item, message }: Fault) =>
    element(
      'li',
      { class: 'connection faulty' },
      link(name, `Go to ${name}`, () => goTo(item)),
      element('span', { class: 'card-muted' }, message),
    );
  return section(
    'Could not be made',
    found.total,
    list(found.shown.map(row)),
    moreText(found.total - found.shown.length),
  );
}

function parameters(found: Details['parameters'], { goTo }: CardHandlers): HTMLElement | null {
  if (found.total === 0) return null;
  const slots = found.total === 1 ? 0 : found.shown.filter(({ slot }) => slot).length;
  const own = found.total - slots;
  const sum = `${formatCount(found.count)} in ${formatCount(own)} ${own === 1 ? 'variable' : 'variables'}, ${formatBytes(found.bytes)}`;
  const beside = slots === 0 ? '' : `, beside ${formatCount(slots)} ${slots === 1 ? 'slot' : 'slots'} of optimizers`;
  const row = ({ name, item, shape, dtype, count }: Parameters) =>
    element(
      'li',
      { class: 'connection' },
      link(name, `Go to ${name}`, () => goTo(item)),
      element('span', { class: 'card-muted' }, `${shape} ${dtype}${count === null ? '' : `, ${formatCount(count)}`}`),
    );
  const rest = found.total - found.shown.length;
  return section(
    'Parameters',
    null,
    element('p', { class: 'card-sum' }, sum + beside),
    list(found.shown.map(row)),
    moreText(rest),
  );
}

/** Inputs are called by the tensor that is read, which may be one of several; outputs by who reads them. */
function connections(
  title: string,
  found: Details['inputs'],
  { goTo }: CardHandlers,
  nameOf: (connection: Connection) => string,
): HTMLElement | null {
  if (found.total === 0) return null;
  const row = (connection: Connection) => {
    const { item, info, kind } = connection;
    const name = nameOf(connection);
    return element(
      'li',
      { class: `connection ${kind}` },
      item === null
        ? element('span', { title: 'The graph has no such node' }, `${name} (missing)`)
        : link(name, `Go to ${name}`, () => goTo(item)),
      element('span', { class: 'card-muted' }, connectionText(info, kind)),
    );
  };
  return section(title, found.total, list(found.shown.map(row)), moreText(found.total - found.shown.length));
}

function connectionText(info: Connection['info'], kind: Connection['kind']): string {
  if (kind === 'control') return '';
  const tensor = info === null ? '' : `${info.shape} ${info.dtype}`;
  return kind === 'reference' ? `${tensor}, written to` : tensor;
}

function list(rows: readonly HTMLElement[]): HTMLElement {
  return element('ul', {}, ...rows);
}

function moreText(more: number): HTMLElement | null {
  return more > 0 ? element('p', { class: 'card-muted' }, `and ${formatCount(more)} more`) : null;
}
