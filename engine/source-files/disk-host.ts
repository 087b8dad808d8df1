/** What the analysis is told of the world where there is a disk: files are known by absolute paths. */

import { type Stats, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { AnalysisHost } from '../analysis/index.ts';
import { findAliased, findRelative, isBareSpecifier } from './find-module.ts';
import { PathAliases } from './path-aliases.ts';
import { isSourceName, readSource } from './read-source.ts';

export interface DiskHostOptions {
  /** The text that stands for what is on disk, such as an editor's buffer; undefined where there is none. */
  readonly edited?: (path: string) => string | undefined;
  readonly isCancelled?: () => boolean;
}

interface Read {
  readonly modified: number;
  readonly size: number;
  readonly text: string | undefined;
}

export class DiskHost implements AnalysisHost {
  readonly isCancelled: (() => boolean) | undefined;
  readonly #edited: (path: string) => string | undefined;
  #aliases = new PathAliases();
  readonly #read = new Map<string, Read>();

  constructor({ edited = () => undefined, isCancelled }: DiskHostOptions = {}) {
    this.#edited = edited;
    this.isCancelled = isCancelled;
  }

  readFile(path: string): string | undefined {
    const edited = this.#edited(path);
    return edited ?? this.#onDisk(path);
  }

  /** The source that an import means; undefined for packages, data, and what is not there. */
  resolveImport(specifier: string, from: string): string | undefined {
    const found = isBareSpecifier(specifier) ? this.#aliased(specifier, from) : findRelative(specifier, from);
    if (found === undefined || !isSourceName(found) || found.includes(`${sep}node_modules${sep}`)) return undefined;
    return found;
  }

  /** Drops what was read of tsconfig.json files: one of them, or what they extend, changed. Changes of sources are seen anyway. */
  forgetAliases(): void {
    this.#aliases = new PathAliases();
  }

  #aliased(specifier: string, from: string): string | undefined {
    try {
      return findAliased(specifier, from, this.#aliases);
    } catch {
      // A tsconfig.json that is none: whoever reads configurations says so.
      return undefined;
    }
  }

  #onDisk(path: string): string | undefined {
    const stat = statOf(path);
    if (!stat) {
      this.#read.delete(path);
      return undefined;
    }
    const known = this.#read.get(path);
    if (known && known.modified === stat.mtimeMs && known.size === stat.size) return known.text;
    const source = readSource(path);
    const text = 'text' in source ? source.text : undefined;
    this.#read.set(path, { modified: stat.mtimeMs, size: stat.size, text });
    return text;
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A name that is none, or a disk that went away: as if it were not there.
    return undefined;
  }
}
