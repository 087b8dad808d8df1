/**
 * The types-only package `tensorloom` in a folder's node_modules, which makes the editor's TypeScript know the import
 * that the extension provides when it trains. Real files, because TypeScript resolves nothing else; marked as ours, and
 * never put in the place of an installed package. Node alone, no `vscode`.
 */

import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** In the package.json of what is written here. */
const marker = 'typesOnlyFrom';
const writer = 'Tensorloom for VS Code';

export type TypesState =
  /** Nothing is there. */
  | { readonly state: 'missing' }
  | { readonly state: 'ours'; readonly version: string }
  /** The library itself, here or in a folder above, which brings its own types. */
  | { readonly state: 'installed'; readonly path: string };

export const typesFolder = (folder: string) => join(folder, 'node_modules', 'tensorloom');

export function typesState(folder: string): TypesState {
  for (let at = folder; ; at = dirname(at)) {
    const path = typesFolder(at);
    const version = ownVersion(path);
    if (version !== undefined && at === folder) return { state: 'ours', version };
    if (version === undefined && isThere(path)) return { state: 'installed', path };
    if (dirname(at) === at) return { state: 'missing' };
  }
}

/**
 * @param declarations the folder of the engine's declaration files
 * @throws where the folder cannot be written, or holds a package that is not ours
 */
export function writeTypes(folder: string, declarations: string, version: string): void {
  const target = typesFolder(folder);
  if (isThere(target) && ownVersion(target) === undefined) {
    throw new Error(`${target} is an installed package and brings its own types: it is left as it is.`);
  }
  if (!existsSync(join(declarations, 'index.d.ts'))) {
    throw new Error('This build of the extension has no types: run npm run build:extension.');
  }
  // Whole or not at all: an editor that looks meanwhile sees the old types or the new ones.
  const fresh = join(folder, 'node_modules', `.tensorloom-types-${process.pid}`);
  try {
    mkdirSync(fresh, { recursive: true });
    cpSync(declarations, fresh, { recursive: true });
    for (const [name, text] of Object.entries(packageFiles(version))) writeFileSync(join(fresh, name), text);
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Takes away what was written here, and nothing else. */
export function removeTypes(folder: string): void {
  if (typesState(folder).state !== 'ours') return;
  rmSync(typesFolder(folder), { recursive: true, force: true });
  try {
    // Where it held nothing else.
    rmdirSync(join(folder, 'node_modules'));
  } catch {
    // It does.
  }
}

/** Links are never ours: `npm link` and workspaces make them. */
function ownVersion(path: string): string | undefined {
  try {
    if (lstatSync(path).isSymbolicLink()) return undefined;
    const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    return manifest[marker] === writer ? String(manifest.version) : undefined;
  } catch {
    return undefined;
  }
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function packageFiles(version: string): Record<string, string> {
  const manifest = {
    name: 'tensorloom',
    version,
    description: `The types of tensorloom, written by ${writer}. To run models outside the editor, npm install tensorloom.`,
    private: true,
    license: 'MIT',
    type: 'module',
    types: './index.d.ts',
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' },
    [marker]: writer,
  };
  const whatItIs = `This is only the types of tensorloom, written by ${writer}. Train the file there, or npm install tensorloom.`;
  return {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'index.js': `throw new Error(${JSON.stringify(whatItIs)});\n`,
    // Nobody wants to commit them.
    '.gitignore': '*\n',
  };
}
