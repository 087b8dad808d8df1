/** Links in the documentation lead somewhere: to files that are there, and in the reference to headings that are. */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { anchorOf } from '../../scripts/docs/markdown.ts';

const root = join(import.meta.dirname, '../..');
const single = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'];
const files = [...single, ...globSync('docs/**/*.md', { cwd: root })].map((path) => resolve(root, path));

interface Link {
  readonly from: string;
  readonly path: string;
  readonly anchor: string | undefined;
}

function linksOf(file: string): Link[] {
  const text = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]): Link[] => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path, anchor] = target.split('#');
    return [{ from: file, path: path === '' ? file : join(dirname(file), path), anchor }];
  });
}

/** The anchors of a page's headings; of equal ones the later get a number. */
function anchorsOf(file: string): Set<string> {
  const text = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  const seen = new Map<string, number>();
  return new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
      const anchor = anchorOf(heading.replace(/\[(.*?)\]\(.*?\)/g, '$1').replaceAll('`', ''));
      const before = seen.get(anchor) ?? 0;
      seen.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    }),
  );
}

const links = files.flatMap(linksOf);

it('sees the pages and their links', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(links.length).toBeGreaterThan(3000);
});

it('finds every file that is linked', () => {
  const missing = links.filter(({ path }) => !existsSync(path));
  expect([...new Set(missing.map(({ path }) => path))]).toEqual([]);
});

it('finds every heading that is linked', () => {
  const known = new Map<string, Set<string>>();
  const lost = links.filter(({ path, anchor }) => {
    if (anchor === undefined || !path.endsWith('.md') || !existsSync(path)) return false;
    if (!known.has(path)) known.set(path, anchorsOf(path));
    return !known.get(path)!.has(anchor);
  });
  expect([...new Set(lost.map(({ path, anchor }) => `${path}#${anchor}`))]).toEqual([]);
});
