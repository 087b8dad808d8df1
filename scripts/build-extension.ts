// `npm run build:extension`: bundles the extension, its reader process, the language server, the engine it trains with and
// its pages into dist/. Everything that runs in Node lies side by side there and shares chunks, so that the parts stay small together.
// With --watch it builds again after each change. With --meta FILE it writes what went into the bundles.

import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type BuildOptions, build, context, type Metafile } from 'esbuild';
import { emitTypes } from './build/declarations.ts';
import { workerEntries, workerUrls } from './build/entries.ts';
import { inlineWorker } from './build/inline-worker.ts';
import { lazyDescriptors } from './build/lazy-descriptors.ts';
import { bundlesThatParse, parserBeside, parserBuild } from './build/parser.ts';
import { root } from './tool.ts';

const engine = join(root, 'engine');
const dist = join(root, 'dist');
const watch = process.argv.includes('--watch');
const isBuilt = /(^|[\\/])(node_modules|dist)$/;
/** The one bundle that may load the parser: the thread that analyses. */
const parses = 'dist/language-server-service-thread.js';
const metaFile = process.argv.includes('--meta') ? process.argv[process.argv.indexOf('--meta') + 1] : undefined;

/** Of the engine and the language server, by their paths from engine/. */
const sources = new Map(
  ['', '../language-server/'].flatMap((room) =>
    globSync('**/*.ts', { cwd: join(engine, room), exclude: (name) => isBuilt.test(String(name)) }).map((path) => {
      const fromEngine = room + path.split(sep).join('/');
      return [fromEngine, readFileSync(join(engine, fromEngine), 'utf8')] as const;
    }),
  ),
);

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

const node: BuildOptions = {
  ...shared,
  entryPoints: {
    extension: 'extension/main.ts',
    reader: 'extension/reader/process.ts',
    'language-server': 'language-server/main.ts',
    // The engine's face, which a model file's `import 'tensorloom'` gets, and the processes and threads that it starts.
    index: 'engine/index.ts',
    ...Object.fromEntries(Object.entries(workerEntries(sources)).map(([name, path]) => [name, join('engine', path)])),
  },
  outdir: dist,
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  platform: 'node',
  // What runs the oldest VS Code that package.json allows.
  target: 'node24',
  external: ['vscode'],
  // Classes are printed by name, in errors and by console.log.
  keepNames: true,
  plugins: [workerUrls(engine), lazyDescriptors(engine), parserBeside],
  // Dependencies in CommonJS ask for Node's own modules by require.
  banner: { js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);" },
};

const parser = parserBuild(node, sources.values());

const pages: BuildOptions = {
  ...shared,
  entryPoints: { summaries: 'webview/summaries/main.ts', graph: 'webview/graph/main.ts' },
  outdir: join(dist, 'webview'),
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  platform: 'browser',
  target: 'chrome140',
  plugins: [inlineWorker({ minify: !watch })],
};

rmSync(dist, { recursive: true, force: true });
const types = emitTypes(join(dist, 'types'));
if (watch) {
  for (const options of [node, parser, pages]) {
    await (await context({ ...options, logLevel: 'info' })).watch();
  }
} else {
  const metas = (await Promise.all([build(node), build(parser), build(pages)])).map(
    ({ metafile }) => metafile as Metafile,
  );
  const parsing = metas.flatMap(bundlesThatParse).filter((path) => path !== parses);
  if (parsing.length > 0) throw new Error(`The parser is for the analysis alone, and ${parsing.join(', ')} loads it.`);
  if (metaFile !== undefined) writeFileSync(metaFile, JSON.stringify(metas));
  for (const { outputs } of metas) {
    const bytes = Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`dist: ${Object.keys(outputs).length} files, ${Math.round(bytes / 1024)} KiB`);
  }
}
await types;
