// The measured programs as users have them: bundled and minified, the parser beside them.

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { workerUrls } from '../../scripts/build/entries.ts';
import { parserBeside, parserBuild } from '../../scripts/build/parser.ts';

const root = resolve(import.meta.dirname, '..', '..');
const engine = join(root, 'engine');

export interface Programs {
  readonly analyzeEdits: string;
  readonly languageServer: string;
}

/** Writes the bundles to `folder`. */
export async function bundleForBench(folder: string): Promise<Programs> {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const options: BuildOptions = {
    entryPoints: {
      'analyze-edits': join(import.meta.dirname, 'analyze-edits.ts'),
      'language-server': join(root, 'language-server', 'main.ts'),
      'language-server-service-thread': join(root, 'language-server', 'service-thread.ts'),
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
    plugins: [workerUrls(engine), parserBeside],
    banner: {
      js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);",
    },
  };
  // The parser is pruned to what these use of it.
  const sources = ['engine/analysis', 'language-server'].flatMap((room) =>
    globSync(`${room}/**/*.ts`, { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8')),
  );
  await Promise.all([build(options), build(parserBuild(options, sources))]);
  return { analyzeEdits: join(folder, 'analyze-edits.js'), languageServer: join(folder, 'language-server.js') };
}
