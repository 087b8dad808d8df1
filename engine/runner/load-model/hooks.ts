/**
 * Teaches Node's module loader what a model file may do: import `tensorloom` from anywhere, be TypeScript of any kind,
 * leave out endings, use path aliases, lie under a package.json that says `commonjs`. Files of the engine itself and of
 * installed packages load as they always do.
 */

import { readFileSync } from 'node:fs';
import { type LoadFnOutput, type LoadHookContext, type ResolveHookContext, registerHooks } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findAliased, findRelative, isBareSpecifier, PathAliases } from '../../source-files/index.ts';
import { isDeclaredCommonJs, isModuleSource } from './module-format.ts';
import { noteImportFault, noteLoaded } from './source-places.ts';
import { transpile } from './transpile.ts';
import { isUserUrl } from './user-code.ts';

const engineUrl = new URL('../../index.ts', import.meta.url).href;
const aliases = new PathAliases();
const unresolved = new Set(['ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT', 'MODULE_NOT_FOUND']);

export interface HookOptions {
  /** The module that `tensorloom` is. Default: this engine. */
  readonly engineUrl?: string;
}

/** Installs the hooks for the rest of the process, or until the returned function is called. */
export function installModelHooks(options: HookOptions = {}): () => void {
  const engine = options.engineUrl ?? engineUrl;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'tensorloom') return { url: engine, shortCircuit: true };
      const { parentURL } = context;
      if (parentURL === undefined || !isUserUrl(parentURL)) return next(specifier, context);
      try {
        return resolveForUser(specifier, parentURL, context, next);
      } catch (error) {
        noteImportFault(error, specifier, parentURL);
        throw error;
      }
    },
    load(url, context, next) {
      if (!isUserUrl(url)) return next(url, context);
      return loadUserFile(url, context, next);
    },
  });
  return () => hooks.deregister();
}

type NextResolve = Parameters<NonNullable<Parameters<typeof registerHooks>[0]['resolve']>>[2];
type NextLoad = Parameters<NonNullable<Parameters<typeof registerHooks>[0]['load']>>[2];

function resolveForUser(specifier: string, parentUrl: string, context: ResolveHookContext, next: NextResolve) {
  if (isBareSpecifier(specifier)) {
    const aliased = findAliased(specifier, fileURLToPath(parentUrl), aliases);
    if (aliased !== undefined) return { url: pathToFileURL(aliased).href, shortCircuit: true };
    return next(specifier, context);
  }
  try {
    return next(specifier, context);
  } catch (error) {
    if (!unresolved.has((error as { code?: string }).code ?? '')) throw error;
    const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : specifier;
    const found = findRelative(path, fileURLToPath(parentUrl));
    if (found === undefined) throw error;
    return { url: pathToFileURL(found).href, shortCircuit: true };
  }
}

function loadUserFile(url: string, context: LoadHookContext, next: NextLoad): LoadFnOutput {
  const path = fileURLToPath(url);
  switch (extname(path)) {
    case '.ts':
    case '.mts':
    case '.cts': {
      const source = readFileSync(path, 'utf8');
      const code = transpile(source, url);
      noteLoaded({ url, source, code });
      return { format: path.endsWith('.cts') ? 'commonjs' : 'module', source: code, shortCircuit: true };
    }
    case '.js': {
      const source = readFileSync(path, 'utf8');
      noteLoaded({ url, source, code: source });
      if (!isDeclaredCommonJs(path) || !isModuleSource(source)) return next(url, context);
      return { format: 'module', source, shortCircuit: true };
    }
    case '.mjs': {
      const source = readFileSync(path, 'utf8');
      noteLoaded({ url, source, code: source });
      return next(url, context);
    }
    case '.json':
      // TypeScript users leave out Node's `with { type: 'json' }`.
      return { format: 'json', source: readFileSync(path, 'utf8'), shortCircuit: true };
    case '.tsx':
    case '.jsx':
      throw new SyntaxError(
        `${path}: files with JSX cannot be imported by a model; move what it needs into a .ts file.`,
      );
    default:
      return next(url, context);
  }
}
