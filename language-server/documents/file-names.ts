/** Names of files for the analysis: paths of what lies on a disk, else the editor's URIs. */

import { fileURLToPath, pathToFileURL } from 'node:url';

const endings: Readonly<Record<string, string>> = {
  typescript: '.ts',
  typescriptreact: '.tsx',
  javascript: '.js',
  javascriptreact: '.jsx',
};

/** The name of a document. Its ending says what language it is in, for what has none of its own. */
export function fileOf(uri: string, languageId?: string): string {
  if (uri.startsWith('file:')) {
    try {
      return fileURLToPath(uri);
    } catch {
      // On another machine, or no path at all: a name like any other.
    }
  }
  return languageId === undefined || /\.[cm]?[jt]sx?$/.test(uri) ? uri : `${uri}${endings[languageId] ?? '.ts'}`;
}

/** The URI of a file that is not open; of those that are, the editor has said it. */
export function uriOf(file: string): string {
  return isUri(file) ? file : pathToFileURL(file).href;
}

/** Two letters at least: one is a drive. */
export function isUri(file: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(file);
}
