/** What a new model file is called: free, in the language of its project, and where the user says. Reads names only. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';

const extensions: readonly string[] = ['.ts', '.mts', '.js', '.mjs'];

/**
 * The extension that the file's project expects: TypeScript unless the project is all JavaScript, and the module kind
 * spelled out where package.json makes plain files CommonJS, which knows no top-level await.
 */
export function preferredExtension(folder: string): string {
  const manifest = readManifest(folder);
  const typescript =
    existsSync(join(folder, 'tsconfig.json')) || manifest === undefined || dependsOnTypeScript(manifest);
  const modules = manifest?.type === 'module';
  if (typescript)
    return manifest !== undefined && !modules && existsSync(join(folder, 'tsconfig.json')) ? '.mts' : '.ts';
  return modules ? '.js' : '.mjs';
}

/** `digits.ts`, or `digits-2.ts` where that is taken. */
export function freeName(folder: string, stem: string, extension: string): string {
  for (let n = 1; ; n++) {
    const name = `${stem}${n === 1 ? '' : `-${n}`}${extension}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** Why `name`, relative to `folder`, cannot be made; undefined where it can. */
export function nameProblem(folder: string, name: string): string | undefined {
  const path = resolve(folder, name.trim());
  const way = relative(folder, path);
  if (name.trim() === '' || way === '') return 'Give the file a name, such as model.ts.';
  if (way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way)
    return 'The file must lie in the workspace folder.';
  if (!extensions.includes(extname(path))) return `A model file ends in ${extensions.join(', ')}.`;
  if (existsSync(path)) return `${way} exists already.`;
  for (let at = dirname(path); at !== folder; at = dirname(at)) {
    if (statSync(at, { throwIfNoEntry: false })?.isFile()) return `${relative(folder, at)} is a file.`;
  }
  return undefined;
}

interface Manifest {
  readonly type?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
}

function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : {};
  }
}

function dependsOnTypeScript({ dependencies, devDependencies }: Manifest): boolean {
  return [dependencies, devDependencies].some((list) => Object.hasOwn(Object(list), 'typescript'));
}
