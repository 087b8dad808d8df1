// `npm run build`: writes the publishable package `tensorloom` to engine/dist - bundled modules, types, manifest.
// In the workspace nothing needs it: there the package's exports name the TypeScript sources.

import { copyFileSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'esbuild';
import { externalDependencies } from './build/dependencies.ts';
import { libraryEntry, workerEntries, workerUrls } from './build/entries.ts';
import { lazyDescriptors } from './build/lazy-descriptors.ts';
import { publishedManifest } from './build/manifest.ts';
import { bundledFolders, notices, readPackage } from './package/notices.ts';
import { root, runTool } from './tool.ts';

const engine = join(root, 'engine');
const dist = join(engine, 'dist');
rmSync(dist, { recursive: true, force: true });

const sources = new Map(
  globSync('**/*.ts', { cwd: engine, exclude: (name) => /(^|[\\/])(node_modules|dist)$/.test(String(name)) }).map(
    (path) => [path.split(sep).join('/'), readFileSync(join(engine, path), 'utf8')] as const,
  ),
);

const manifest = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8'));
const types = runTool(['tsc', '-p', 'tsconfig.build.json']);
const inEngine = (path: string) => join(engine, path);
const workers = Object.fromEntries(
  Object.entries(workerEntries(sources)).map(([name, path]) => [name, inEngine(path)] as const),
);
const bundle = await build({
  // The notices look for packages from here.
  absWorkingDir: root,
  entryPoints: { index: libraryEntry, tensorloom: inEngine('bin/tensorloom.js'), ...workers },
  outdir: dist,
  // All outputs lie side by side, so that a worker's URL is the same from whichever chunk its starter lands in.
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  external: externalDependencies(manifest),
  // Older syntax than Node 24's, so that an older Node gets as far as saying that it is too old.
  target: 'node20',
  sourcemap: true,
  // Classes are printed by name, in errors and by console.log.
  keepNames: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [workerUrls(engine), lazyDescriptors(engine)],
});

const { passed, output } = await types;
process.stdout.write(output);
if (!passed) process.exit(1);
// Generated declarations are not emitted: the compiler reads them and leaves them where they are.
for (const path of globSync('formats/generated/*.d.ts', { cwd: engine })) {
  cpSync(join(engine, path), join(dist, 'types', path));
}

writeFileSync(join(dist, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md']) copyFileSync(join(root, file), join(dist, file));
writeFileSync(
  join(dist, 'THIRD-PARTY-NOTICES.txt'),
  notices(bundledFolders([bundle.metafile]).map((folder) => readPackage(folder))),
);

const bytes = Object.entries(bundle.metafile.outputs).filter(([path]) => path.endsWith('.js'));
const kilobytes = Math.round(bytes.reduce((sum, [, { bytes }]) => sum + bytes, 0) / 1024);
console.log(
  `engine/dist: ${manifest.name} ${manifest.version}, ${bytes.length} modules, ${kilobytes} KiB of JavaScript`,
);
