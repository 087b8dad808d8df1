/** What can be done with a node, or with the graph where none is under the pointer. */

import type { Standing } from './card/card.ts';
import type { CardHandlers } from './card/handlers.ts';
import type { MenuItem } from './controls/menu.ts';
import type { Details } from './model/index.ts';

export interface NodeMenuHandlers extends CardHandlers {
  readonly expandWithin: () => void;
  readonly showSource: () => void;
}

export interface GraphMenuHandlers {
  readonly fit: () => void;
  readonly collapseAll: () => void;
  readonly find: () => void;
}

export function graphMenu({ fit, collapseAll, find }: GraphMenuHandlers): readonly MenuItem[] {
  return [
    { label: 'Fit Graph', keys: 'F', run: fit },
    { label: 'Collapse All', run: collapseAll },
    { label: 'Find…', keys: 'Ctrl+F', run: find },
  ];
}

export function nodeMenu(details: Details, standing: Standing, handlers: NodeMenuHandlers): readonly MenuItem[] {
  const { id, name, source } = details;
  const { expanded, auxiliary, traced, series, path } = standing;
  const scope = path.at(-1);
  const items: (MenuItem | null)[] = [
    expanded === null
      ? null
      : { label: expanded ? 'Collapse' : 'Expand', keys: 'Enter', run: () => handlers.toggle(id) },
    expanded === null ? null : { label: 'Expand All Inside', run: handlers.expandWithin },
    expanded === null ? null : 'separator',
    { label: 'Go to Source', keys: 'Shift+Enter', disabled: source === null, run: handlers.showSource },
    { label: traced ? 'Stop Tracing Inputs' : 'Trace Inputs', keys: 'T', run: () => handlers.traceInputs(!traced) },
    scope === undefined
      ? null
      : { label: 'Select Enclosing Scope', keys: 'Backspace', run: () => handlers.goTo(scope.id) },
    'separator',
    auxiliary === null
      ? null
      : {
          label: auxiliary ? 'Move to Main Graph' : 'Move to Auxiliary',
          run: () => handlers.moveAside(id, !auxiliary),
        },
    series === null
      ? null
      : {
          label: series.grouped ? 'Ungroup Series' : 'Group Series',
          run: () => handlers.groupSeries(series.id, !series.grouped),
        },
    { label: 'Copy Name', run: () => handlers.copy(name) },
  ];
  return items.filter((item) => item !== null);
}
