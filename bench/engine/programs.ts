// The processes of peers as programs. Ours is bundled as users have it; the others' side of the benchmark too, beside the
// packages that it loads.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { workerUrls } from '../../scripts/build/entries.ts';
import { peers } from './peers/catalogue.ts';

const root = resolve(import.meta.dirname, '..', '..');
const engine = join(root, 'engine');

export interface Programs extends Disposable {
  /** The file of a peer's program by the name that the catalogue gives. */
  readonly path: (program: string) => string;
}

export async function bundlePrograms(): Promise<Programs> {
  const parent = join(root, 'bench', 'dist');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'engine-'));
  const options: BuildOptions = {
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
    external: ['@tensorflow/*', '@jax-js/*', 'onnxruntime-*'],
    banner: {
      js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);",
    },
  };
  const entry = (name: string) => join(import.meta.dirname, 'peers', `${name}.ts`);
  const others = new Set(peers.filter(({ from }) => from === 'npm').map(({ program }) => program));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await Promise.all([
      build({ ...options, entryPoints: [entry('tensorloom')], plugins: [workerUrls(engine)] }),
      build({ ...options, entryPoints: [...others].map(entry) }),
    ]);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    path: (program) =>
      program.endsWith('.py') ? join(import.meta.dirname, 'peers', program) : join(folder, `${program}.mjs`),
    [Symbol.dispose]: remove,
  };
}
