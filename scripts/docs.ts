// npm run docs: writes docs/reference from the sources, the operation registry and the examples.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inEmptyFolder } from './docs/in-empty-folder.ts';
import { gatherKnowledge } from './docs/knowledge.ts';
import { referencePages } from './docs/reference.ts';
import { root } from './tool.ts';

const folder = join(root, 'docs/reference');
const pages = referencePages(await inEmptyFolder(gatherKnowledge));
for (const made of ['api', 'ops']) rmSync(join(folder, made), { recursive: true, force: true });
for (const [path, text] of pages) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`${pages.size} pages in docs/reference.`);
