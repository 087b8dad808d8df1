/** Whether a .js file under a package.json that says `commonjs` is nevertheless written as an ES module. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** V8's complaints about the syntax that only modules have. */
const moduleSyntax =
  /Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta' outside a module|await is only valid in async functions/;

/** Whether the nearest package.json calls its .js files CommonJS in so many words. */
export function isDeclaredCommonJs(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type === 'commonjs';
    } catch {
      // None here, or none that can be read: the next one up decides.
    }
    if (dirname(folder) === folder) return false;
  }
}

export function isModuleSource(source: string): boolean {
  // As Node wraps CommonJS, so that `return` at the top is allowed and top-level await is not.
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n});`;
  try {
    new Script(wrapped);
    return false;
  } catch (error) {
    return moduleSyntax.test((error as Error).message);
  }
}
