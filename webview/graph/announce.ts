/** What a screen reader says: of the selected item, and of what a newer graph could not make. Pure. */

import type { Details, Fault } from './model/index.ts';

export function announcement(details: Details, expanded: boolean | null): string {
  const { kind, name, op, operations, faults, parameters, outputTensors } = details;
  // A loop's name says that it is one.
  const parts = [kind === 'operation' ? `${op} operation ${name}` : kind === 'loop' ? name : `${kind} ${name}`];
  if (kind !== 'operation') parts.push(`${operations.toLocaleString('en')} ${operations === 1 ? 'node' : 'nodes'}`);
  if (faults.total > 0) parts.push(faultPhrase(details));
  const shape = outputTensors[0]?.shape;
  if (kind === 'operation' && shape !== undefined) parts.push(`shape ${shape}`);
  if (parameters.count > 0) parts.push(`${parameters.count.toLocaleString('en')} parameters`);
  if (expanded !== null) parts.push(expanded ? 'expanded' : 'collapsed');
  return parts.join(', ');
}

function faultPhrase({ kind, faults }: Details): string {
  if (kind === 'operation') return `could not be made: ${faults.shown[0]?.message ?? ''}`;
  return `${faults.total.toLocaleString('en')} could not be made`;
}

/**
 * What changed among the operations that could not be made, from one graph of a source to the next; null where nothing
 * did: a graph that follows someone's typing is not to talk all the time.
 */
export function faultNews(before: readonly Fault[], now: readonly Fault[]): string | null {
  const key = ({ name, message }: Fault) => `${name}: ${message}`;
  const known = new Set(before.map(key));
  const fresh = now.filter((fault) => !known.has(key(fault)));
  const [first] = fresh;
  if (first !== undefined) {
    const more = fresh.length === 1 ? '' : ` And ${(fresh.length - 1).toLocaleString('en')} more.`;
    return `${first.name} could not be made. ${first.message}${more}`;
  }
  if (now.length === before.length) return null;
  return now.length === 0 ? 'All operations could be made.' : `${now.length.toLocaleString('en')} could not be made.`;
}
