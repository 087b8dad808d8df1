/** Which line of the user's file is being executed: the innermost stack frame that is not the engine's own. */

import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../graph/index.ts';

/** Where the engine's own code lies; in a bundle, the folder above the bundle. */
const engineRoot = new URL('..', import.meta.url).href;
const enginePath = fileURLToPath(engineRoot);

/** How many frames to read, one try after the other: each costs, and the user's is mostly among the first. */
const depths = [12, 40];

/** Undefined where no frame is the user's. Costs tens of microseconds: once a call that builds, never while running. */
export function locateUser(): SourceLocation | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  let found: SourceLocation | undefined;
  try {
    Error.prepareStackTrace = (_error, sites) => {
      found = userPlace(sites);
      return '';
    };
    for (const depth of depths) {
      Error.stackTraceLimit = depth;
      void new Error('where').stack;
      if (found) break;
    }
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return found;
}

function userPlace(sites: readonly NodeJS.CallSite[]): SourceLocation | undefined {
  const site = sites.find(isUsers);
  const file = site?.getFileName();
  if (!site || !file) return undefined;
  return {
    file: file.startsWith('file:') ? fileURLToPath(file) : file,
    line: site.getLineNumber() ?? 1,
    column: site.getColumnNumber() ?? 1,
  };
}

function isUsers(site: NodeJS.CallSite): boolean {
  const file = site.getFileName();
  return !!file && !file.startsWith('node:') && !file.startsWith(engineRoot) && !file.startsWith(enginePath);
}
