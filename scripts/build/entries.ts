// What the published package is entered through: the library, the command, and each file that the engine starts by URL
// in a thread or process of its own. Bundling moves modules, so those URLs are rewritten here. Paths are from engine/, also
// those of rooms beside it: `../language-server/main.ts`.

import { readFileSync } from 'node:fs';
import { posix, relative, sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { importsOf } from '../layers/imports.ts';

/** The library's entry: checks Node's version first, then is engine/index.ts. */
export const libraryEntry = 'tensorloom-library-entry';

const urlPattern = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+\.ts)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/** esbuild entry points, by output name, for the files that `new URL('./file.ts', import.meta.url)` names. */
export function workerEntries(sources: ReadonlyMap<string, string>): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [path, source] of sources) {
    for (const each of importsOf(path, source).filter(({ asUrl, specifier }) => asUrl && specifier.endsWith('.ts'))) {
      const target = posix.join(posix.dirname(path), each.specifier);
      if (target !== 'index.ts') entries[outputName(target)] = target;
    }
  }
  return entries;
}

/** `backends/cpu/worker.ts` -> `backends-cpu-worker`, `../language-server/main.ts` -> `language-server-main`. */
export function outputName(path: string): string {
  return path.replace(/^(?:\.\.\/)+|\.ts$/g, '').replaceAll('/', '-');
}

/** The source with each worker's URL pointing at its built module. */
export function rewriteWorkerUrls(path: string, source: string): string {
  const expected = importsOf(path, source).filter(({ asUrl, specifier }) => asUrl && specifier.endsWith('.ts')).length;
  let rewritten = 0;
  const result = source.replace(urlPattern, (_match, _quote, specifier: string) => {
    rewritten += 1;
    return `new URL('./${outputName(posix.join(posix.dirname(path), specifier))}.js', import.meta.url)`;
  });
  if (rewritten !== expected) {
    throw new Error(
      `engine/${path}: write worker URLs as new URL('./file.ts', import.meta.url), so that the build finds them`,
    );
  }
  const moved = /import\.meta\.(?:dirname|filename|resolve|main)\b/.exec(result.replace(/^\s*(?:\/\/|\*).*$/gm, ''));
  if (moved) throw new Error(`engine/${path}: ${moved[0]} means another place once the package is bundled`);
  return result;
}

export function workerUrls(engine: string): Plugin {
  return {
    name: 'worker-urls',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${libraryEntry}$`) }, () => ({ path: libraryEntry, namespace: 'entry' }));
      build.onLoad({ filter: /./, namespace: 'entry' }, () => ({
        contents: `import './bin/node-version.js';\nexport * from './index.ts';\n`,
        resolveDir: engine,
      }));
      build.onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
        const inEngine = relative(engine, path).split(sep).join('/');
        return { contents: rewriteWorkerUrls(inEngine, readFileSync(path, 'utf8')), loader: 'ts' };
      });
    },
  };
}
