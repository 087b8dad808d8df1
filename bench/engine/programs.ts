// The processes of peers as programs. Ours is bundled as the published package is; the others' side of the benchmark too,
// where it finds the packages that it loads.

import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { externalDependencies } from '../../scripts/build/dependencies.ts';
import { workerEntries, workerUrls } from '../../scripts/build/entries.ts';
import { lazyDescriptors } from '../../scripts/build/lazy-descriptors.ts';
import { peers } from './peers/catalogue.ts';

const root = resolve(import.meta.dirname, '..', '..');
const engine = join(root, 'engine');

export interface Programs {
  /** The file of a peer's program by the name that the catalogue gives. */
  readonly path: (program: string) => string;
}

/** They are removed when this process ends. */
export async function bundlePrograms(): Promise<Programs> {
  const parent = join(root, 'bench', 'dist');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'engine-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const options: BuildOptions = {
    outdir: folder,
    bundle: true,
    splitting: true,
    entryNames: '[name]',
    format: 'esm',
    keepNames: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
  };
  const entry = (name: string) => join(import.meta.dirname, 'peers', `${name}.ts`);
  const others = new Set(peers.filter(({ from }) => from === 'npm').map(({ program }) => program));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const manifest = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8'));
  const own = { tensorloom: entry('tensorloom'), ...threads() };
  await Promise.all([
    build({
      ...options,
      entryPoints: own,
      external: externalDependencies(manifest),
      plugins: [workerUrls(engine), lazyDescriptors(engine)],
    }),
    build({ ...options, entryPoints: [...others].map(entry), packages: 'external' }),
  ]);
  return {
    path: (program) =>
      program.endsWith('.py') ? join(import.meta.dirname, 'peers', program) : join(folder, `${program}.js`),
  };
}

/** The files that the engine starts threads with. */
function threads(): Record<string, string> {
  const sources = globSync('**/*.ts', { cwd: engine, exclude: ['node_modules', 'dist'] }).map(
    (path) => [path.split(sep).join('/'), readFileSync(join(engine, path), 'utf8')] as const,
  );
  const entries = Object.entries(workerEntries(new Map(sources)));
  return Object.fromEntries(entries.map(([name, path]) => [name, join(engine, path)]));
}
