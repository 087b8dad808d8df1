/** Which line of the user's file is being executed: the innermost stack frame that is not the engine's own. */

import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../graph/index.ts';

/** Where the engine's own code lies; in a bundle, the folder above the bundle. */
const engineRoot = new URL('..', import.meta.url).href;
const enginePath = fileURLToPath(engineRoot);
const maxFrames = 40;

/** Undefined where no frame is the user's. Costs some microseconds: once an operation, never while running. */
export function locateUser(): SourceLocation | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  let found: SourceLocation | undefined;
  try {
    Error.stackTraceLimit = maxFrames;
    Error.prepareStackTrace = (_error, sites) => {
      const site = sites.find(isUsers);
      const file = site?.getFileName();
      if (!site || !file) return '';
      found = {
        file: file.startsWith('file:') ? fileURLToPath(file) : file,
        line: site.getLineNumber() ?? 1,
        column: site.getColumnNumber() ?? 1,
      };
      return '';
    };
    void new Error('where').stack;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return found;
}

function isUsers(site: NodeJS.CallSite): boolean {
  const file = site.getFileName();
  return !!file && !file.startsWith('node:') && !file.startsWith(engineRoot) && !file.startsWith(enginePath);
}
