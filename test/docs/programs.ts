/** The programs in the documentation: blocks that are a file as a user would have it, not a piece of one. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Program {
  readonly where: string;
  readonly text: string;
}

export const programs = ['README.md', ...globSync('docs/*.md', { cwd: root }).sort()].flatMap((path): Program[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .map(([, text], i) => ({ where: `${path}, block ${i + 1}`, text }))
    .filter(({ text }) => text.includes("from 'tensorloom'")),
);
