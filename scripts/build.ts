// `npm run build`: writes the publishable package `tensorloom` to engine/dist - bundled modules, types, manifest.
// In the workspace nothing needs it: there the package's exports name the TypeScript sources.

import { copyFileSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'esbuild';
import { libraryEntry, workerEntries, workerUrls } from './build/entries.ts';
import { publishedManifest } from './build/manifest.ts';
import { root, runTool } from './tool.ts';

const engine = join(root, 'engine');
const dist = join(engine, 'dist');
rmSync(dist, { recursive: true, force: true });

const sources = new Map(
  globSync('**/*.ts', { cwd: engine, exclude: (name) => /(^|[\\/])(node_modules|dist)$/.test(String(name)) }).map(
    (path) => [path.split(sep).join('/'), readFileSync(join(engine, path), 'utf8')] as const,
  ),
);

const types = runTool(['tsc', '-p', 'tsconfig.build.json']);
const bundle = await build({
  absWorkingDir: engine,
  entryPoints: { index: libraryEntry, tensorloom: 'bin/tensorloom.js', ...workerEntries(sources) },
  outdir: dist,
  // All outputs lie side by side, so that a worker's URL is the same from whichever chunk its starter lands in.
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  // Older syntax than Node 24's, so that an older Node gets as far as saying that it is too old.
  target: 'node20',
  sourcemap: true,
  // Classes are printed by name, in errors and by console.log.
  keepNames: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [workerUrls(engine)],
});

const { passed, output } = await types;
process.stdout.write(output);
if (!passed) process.exit(1);
// Generated declarations are not emitted: the compiler reads them and leaves them where they are.
for (const path of globSync('formats/generated/*.d.ts', { cwd: engine })) {
  cpSync(join(engine, path), join(dist, 'types', path));
}

const manifest = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8'));
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md']) copyFileSync(join(root, file), join(dist, file));

const bytes = Object.entries(bundle.metafile.outputs).filter(([path]) => path.endsWith('.js'));
const kilobytes = Math.round(bytes.reduce((sum, [, { bytes }]) => sum + bytes, 0) / 1024);
console.log(
  `engine/dist: ${manifest.name} ${manifest.version}, ${bytes.length} modules, ${kilobytes} KiB of JavaScript`,
);
