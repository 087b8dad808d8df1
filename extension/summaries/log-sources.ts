/** The folders that a summaries panel shows: their check when a panel is restored, their names, and whose a run is. Pure. */

import { createHash } from 'node:crypto';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { limits } from '../../webview/protocol.ts';
import { isRecord, isText } from '../plain-data.ts';
import type { LogSource } from '../reader/protocol.ts';

/** As a panel's page keeps them in its saved state. */
export interface SummariesSource {
  readonly sources: readonly LogSource[];
}

const mostCharacters = 4096;

/** What `init.source` was in an earlier window; undefined where it is not that. */
export function readSummariesSource(source: unknown): SummariesSource | undefined {
  if (!isRecord(source) || !Array.isArray(source.sources)) return undefined;
  const sources = source.sources.slice(0, limits.runs).filter(isLogSource);
  const unique = [...new Map(sources.map(({ id, folder, name }) => [id, { id, folder, name }])).values()];
  return unique.length === 0 ? undefined : { sources: unique };
}

function isLogSource(source: unknown): source is LogSource {
  return (
    isRecord(source) &&
    isText(source.id, mostCharacters) &&
    isText(source.folder, mostCharacters) &&
    isAbsolute(source.folder) &&
    isText(source.name, mostCharacters)
  );
}

/** A folder that is no run of this workspace. The same folder has the same id in every window, as its colours do. */
export function sourceOfFolder(folder: string): LogSource {
  const whole = resolve(folder);
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 12);
  return { id: `folder-${digest}`, folder: whole, name: basename(whole) || whole };
}

/** Equal for panels that show the same folders. */
export function sourcesKey(sources: readonly LogSource[]): string {
  return JSON.stringify(sources.map(({ folder }) => resolve(folder)).sort());
}

export function summariesTitle(sources: readonly LogSource[]): string {
  const [first, ...rest] = sources;
  if (rest.length === 0) return `Summaries: ${first?.name ?? ''}`;
  return rest.length === 1 ? `Summaries: ${first?.name}, ${rest[0]?.name}` : `Summaries: ${sources.length} runs`;
}

/** Sources without those that are there already, with ids that no other has. */
export function addSources(sources: readonly LogSource[], more: readonly LogSource[]): readonly LogSource[] {
  const all = [...sources];
  for (const source of more) {
    const known = all.some(({ id, folder }) => id === source.id || resolve(folder) === resolve(source.folder));
    if (!known && all.length < limits.runs) all.push(source);
  }
  return all;
}

/** The folder of a run, whose id is its source's or `source/relative/path`. */
export function folderOfRun(sources: readonly LogSource[], run: string): string | undefined {
  const owner = sources
    .filter(({ id }) => run === id || run.startsWith(`${id}/`))
    .reduce<LogSource | undefined>((best, each) => (best && best.id.length >= each.id.length ? best : each), undefined);
  if (owner === undefined) return undefined;
  const below = run.slice(owner.id.length + 1).split('/');
  // Ids come back from the page: they name no folder outside their source.
  return below.includes('..') ? undefined : join(owner.folder, ...below);
}
