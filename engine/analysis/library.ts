/** What an analysed program finds beside its own text: JavaScript's library, and `tensorloom`. */

import { createGlobals, createPrototypes, iterate, memberOfData } from './builtins/index.ts';
import type { Library } from './interpreter/index.ts';
import type { ProgramRecorder } from './program/program.ts';
import { describeFault } from './rules/index.ts';
import { createHostLibrary, createTensorloom, World } from './tensorloom/index.ts';

/** The package under analysis' own name in imports. */
const packageName = 'tensorloom';

/** Runs `body` with a library of its own; the process's default graph is the program's meanwhile. */
export function withLibrary<T>(program: ProgramRecorder, body: (library: Library) => T): T {
  const prototypes = createPrototypes();
  const world = new World(program, prototypes, describeFault);
  return world.enter(() => {
    const tensorloom = createTensorloom(world);
    return body({
      prototypes,
      globals: createGlobals(prototypes),
      packageNamed: (specifier) => (specifier === packageName ? tensorloom : undefined),
      memberOfData,
      iterate,
      host: createHostLibrary(world),
    });
  });
}
