// The measured program as users have it: bundled and minified, the parser beside it.

import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { parserBeside, parserBuild } from '../../scripts/build/parser.ts';

const analysis = resolve(import.meta.dirname, '..', '..', 'engine', 'analysis');

/** Writes the bundles to `folder` and gives the program's path. */
export async function bundleForBench(folder: string): Promise<string> {
  const options: BuildOptions = {
    entryPoints: { 'analyze-edits': join(import.meta.dirname, 'analyze-edits.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
    plugins: [parserBeside],
    banner: {
      js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);",
    },
  };
  // The parser is pruned to what these use of it.
  const sources = globSync('**/*.ts', { cwd: analysis }).map((path) => readFileSync(join(analysis, path), 'utf8'));
  await Promise.all([build(options), build(parserBuild({ ...options, outExtension: {} }, sources))]);
  return join(folder, 'analyze-edits.mjs');
}
