/** Sources as text, within limits: what is opened may be anything that is called a source. */

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** Bytes. What is longer was written by no person, and is not analysed. */
export const longestSource = 5_000_000;

export type SourceText = { readonly text: string } | { readonly problem: 'missing' | 'unreadable' | 'too large' };

/** Whether a file of this name can be TypeScript or JavaScript. Declarations hold no code. */
export function isSourceName(name: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(name) && !/\.d\.[cm]?ts$/.test(name);
}

/** The text of a source, without a byte order mark. */
export function readSource(path: string): SourceText {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
  try {
    const stat = fstatSync(file);
    // A pipe or a device could be read without end.
    if (!stat.isFile()) return { problem: 'unreadable' };
    if (stat.size > longestSource) return { problem: 'too large' };
    return { text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
  } catch {
    return { problem: 'unreadable' };
  } finally {
    closeSync(file);
  }
}
