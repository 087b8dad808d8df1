/** Where in the user's sources an error of loading lies: imports that lead nowhere, syntax that does not parse. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findSourceMap, SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Place } from '../protocol.ts';

interface LoadedModule {
  readonly url: string;
  readonly source: string;
  /** What Node is given to compile; the source itself for JavaScript. */
  readonly code: string;
}

let lastLoaded: LoadedModule | undefined;
const importFaults = new WeakMap<object, Place>();

/** Node compiles a module right after it is loaded, so a syntax error without a place is about the last one. */
export function noteLoaded(module: LoadedModule): void {
  lastLoaded = module;
}

/** Remembers which line imports what could not be found. */
export function noteImportFault(error: unknown, specifier: string, parentUrl: string): void {
  if (typeof error !== 'object' || error === null || importFaults.has(error)) return;
  const file = fileURLToPath(parentUrl);
  const lines = readFileSync(file, 'utf8').split('\n');
  const quoted = [`'${specifier}'`, `"${specifier}"`];
  const index = lines.findIndex((line) => quoted.some((each) => line.includes(each)));
  if (index < 0) return;
  const column = Math.max(...quoted.map((each) => lines[index]!.indexOf(each))) + 1;
  importFaults.set(error, { file, line: index + 1, column });
}

/** The place that an error of loading carries: an import that leads nowhere, or syntax that does not parse. */
export function loadingPlace(error: Error): Place | undefined {
  return importFaults.get(error) ?? headerPlace(error.stack ?? '');
}

/** Reads the head that Node puts before a syntax error's stack: `file:line`, the line, and a caret under the column. */
function headerPlace(stack: string): Place | undefined {
  const match = /^(file:\/\/\/?[^\n]*|\/[^\n]*|[A-Za-z]:\\[^\n]*):(\d+)\n/.exec(stack);
  if (!match) return undefined;
  const [, location, line] = match as unknown as [string, string, string];
  const isUrl = location.startsWith('file:');
  const caret = /^([ \t]*)\^+[ \t]*$/m.exec(stack);
  const place = {
    file: isUrl ? fileURLToPath(location) : location,
    line: Number(line),
    column: caret ? caret[1]!.length + 1 : 1,
  };
  return isUrl ? mapped(location, place) : place;
}

/**
 * The place of a syntax error in the module loaded last. Node keeps it to itself; its check mode, in a process apart,
 * tells it.
 */
export function syntaxErrorPlace(): Place | undefined {
  if (!lastLoaded) return undefined;
  const { url, code } = lastLoaded;
  const { stderr } = spawnSync(process.execPath, ['--check', '--input-type=module', '-'], {
    input: code,
    encoding: 'utf8',
    timeout: 5000,
  });
  const found = headerPlace(stderr.replace(/^\[stdin\]/, fileURLToPath(url)));
  // A module that did not compile has no map that Node knows of.
  return found && mappedBy(inlineMap(code), found);
}

function inlineMap(code: string): SourceMap | undefined {
  const base64 = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(code)?.[1];
  if (base64 === undefined) return undefined;
  return new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')));
}

/** A place in compiled code, in the source it came from. */
export function mapped(url: string, place: Place): Place {
  return mappedBy(findSourceMap(url), place);
}

function mappedBy(map: SourceMap | undefined, place: Place): Place {
  const entry = map?.findEntry(place.line - 1, place.column - 1);
  if (!entry || !('originalLine' in entry)) return place;
  return { file: place.file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
