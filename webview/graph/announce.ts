/** What a screen reader says of the selected item. Pure. */

import type { Details } from './model/index.ts';

export function announcement(details: Details, expanded: boolean | null): string {
  const { kind, name, op, operations, parameters, outputTensors } = details;
  const parts = [kind === 'operation' ? `${op} operation ${name}` : `${kind} ${name}`];
  if (kind !== 'operation') parts.push(`${operations.toLocaleString('en')} ${operations === 1 ? 'node' : 'nodes'}`);
  const shape = outputTensors[0]?.shape;
  if (kind === 'operation' && shape !== undefined) parts.push(`shape ${shape}`);
  if (parameters.count > 0) parts.push(`${parameters.count.toLocaleString('en')} parameters`);
  if (expanded !== null) parts.push(expanded ? 'expanded' : 'collapsed');
  return parts.join(', ');
}
