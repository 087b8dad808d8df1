// The declaration files of the engine for the extension: what index.d.ts reaches and no more, with the declarations of
// the one package that they name. "Set Up Types in This Workspace" copies them into a workspace.

import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { root, runTool } from '../tool.ts';

const specifier = /\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

/** @throws what the compiler says, where the engine has type errors */
export async function emitTypes(outDir: string): Promise<void> {
  const { passed, output } = await runTool(['tsc', '-p', 'tsconfig.build.json', '--outDir', outDir]);
  if (!passed) throw new Error(output);
  // Generated declarations are not emitted: the compiler reads them and leaves them where they are.
  for (const path of globSync('formats/generated/*.d.ts', { cwd: join(root, 'engine') })) {
    copy(join(root, 'engine', path), join(outDir, path));
  }
  const packages = new Set<string>();
  const reached = reach(join(outDir, 'index.d.ts'), packages);
  for (const path of globSync('**/*.d.ts', { cwd: outDir })) {
    if (!reached.has(join(outDir, path))) rmSync(join(outDir, path));
  }
  const byPackage = Map.groupBy(packages, (name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  for (const [name, entries] of byPackage) copyDeclarations(name, entries, outDir);
  // `using session = …` must type-check also where the project asks for no such library.
  const face = join(outDir, 'index.d.ts');
  writeFileSync(face, `/// <reference lib="esnext.disposable" />\n${readFileSync(face, 'utf8')}`);
}

/** Every declaration file that `entry` imports, directly or not. Packages that it names are gathered in `packages`. */
function reach(entry: string, packages: Set<string>): Set<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(specifier)) {
      if (name.startsWith('.')) waiting.push(declarationOf(resolve(dirname(path), name)));
      else if (!name.startsWith('node:')) packages.add(name);
    }
  }
  return reached;
}

/** `./a.ts`, `./a.js` and `./a` are all declared by `./a.d.ts`. */
function declarationOf(path: string): string {
  const declared = `${path.replace(/\.[jt]s$/, '')}.d.ts`;
  if (!existsSync(declared)) throw new Error(`${declared} is imported, and was not emitted.`);
  return declared;
}

/** Into the node_modules of the types, with a manifest that every way of resolution understands. */
function copyDeclarations(name: string, entries: readonly string[], outDir: string): void {
  const manifestPath = findManifest(name);
  const from = dirname(manifestPath);
  const to = join(outDir, 'node_modules', name);
  const source = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const paths: Record<string, string> = {};
  for (const entry of new Set([name, ...entries])) {
    const subpath = `.${entry.slice(name.length)}`;
    const types = (source.exports[subpath].import as string).replace(/\.js$/, '.d.ts');
    paths[subpath] = types;
    for (const path of reach(resolve(from, types), new Set())) copy(path, join(to, relative(from, path)));
  }
  const manifest = {
    name,
    version: source.version,
    license: source.license,
    type: 'module',
    types: paths['.'],
    exports: Object.fromEntries(Object.entries(paths).map(([subpath, types]) => [subpath, { types }])),
    // For `moduleResolution: node10`, which knows no exports.
    typesVersions: {
      '*': Object.fromEntries(
        Object.entries(paths).flatMap(([subpath, types]) => (subpath === '.' ? [] : [[subpath.slice(2), [types]]])),
      ),
    },
  };
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function findManifest(packageName: string): string {
  const require = createRequire(join(root, 'engine', 'index.ts'));
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const path = join(folder, packageName, 'package.json');
    if (existsSync(path)) return path;
  }
  throw new Error(`${packageName} is not installed: run npm ci.`);
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
