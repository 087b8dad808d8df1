/** The runs of the folders that a panel was opened for, as they come and go. */

import { resolve } from 'node:path';
import { runFolders } from '../../engine/summary/reader/index.ts';
import { limits } from '../../webview/protocol.ts';
import { boundedName } from './bounded-name.ts';
import type { LogSource } from './protocol.ts';

export interface FoundRun {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly folder: string;
}

/** Folders looked into of one source. */
const mostFolders = 20_000;

const collator = new Intl.Collator('en', { numeric: true });

/** In the order to show them: sources as given, runs of a source by name, numbers in names by size. */
export async function findRuns(sources: readonly LogSource[]): Promise<FoundRun[]> {
  const found: FoundRun[] = [];
  const ids = new Set<string>();
  for (const source of sources) {
    const folders = await runFolders(resolve(source.folder), {
      runs: limits.runs - found.length,
      folders: mostFolders,
    });
    const names = [...folders.keys()].sort((a, b) => Number(b === '.') - Number(a === '.') || collator.compare(a, b));
    for (const name of names) {
      const id = name === '.' ? source.id : `${source.id}/${name}`;
      if (ids.has(id)) continue;
      ids.add(id);
      found.push({
        id,
        name: boundedName(name === '.' ? source.name || name : source.name === '' ? name : `${source.name}/${name}`),
        group: sources.length > 1 ? source.name : '',
        folder: folders.get(name)!,
      });
    }
    if (found.length >= limits.runs) break;
  }
  return found;
}
