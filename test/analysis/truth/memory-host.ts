/** Files held in memory, for the analysis. */

import { posix } from 'node:path';
import type { AnalysisHost } from '../../../engine/analysis/index.ts';

/** @param files - by path, with `/` between folders */
export function memoryHost(files: Readonly<Record<string, string>>): AnalysisHost {
  return {
    readFile: (file) => (Object.hasOwn(files, file) ? files[file] : undefined),
    resolveImport(specifier, from) {
      if (!specifier.startsWith('.')) return undefined;
      const path = posix.join(posix.dirname(from), specifier);
      return Object.hasOwn(files, path) ? path : undefined;
    },
  };
}
