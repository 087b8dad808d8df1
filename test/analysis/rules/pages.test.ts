/** Each code has a page, each page a code, and the list of pages names them all. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosticCodes } from '../../../engine/analysis/index.ts';
import { rules } from '../../../engine/analysis/rules/index.ts';

const folder = new URL('../../../docs/diagnostics/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const codes = Object.keys(diagnosticCodes).sort();

it('has a page for each code and no other', () => {
  const pages = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(codes.map((code) => `${code}.md`));
});

it('lists every page with its title', () => {
  for (const [code, title] of Object.entries(diagnosticCodes)) {
    expect(read('README.md')).toContain(`| [${code}](${code}.md) | ${title} |`);
  }
});

describe.each(codes)('%s', (code) => {
  it('says what it means, shows it wrong and right, and says when nothing is said', () => {
    const page = read(`${code}.md`);
    expect(page).toMatch(
      new RegExp(`^# ${code}: ${diagnosticCodes[code as keyof typeof diagnosticCodes].replace(/[()[\]]/g, '.')}\n`),
    );
    expect(page.match(/^```ts$/gm)).toHaveLength(2);
    expect(page).toContain('**When nothing is said.**');
  });
});

it('runs rules of known codes only', () => {
  for (const { code } of rules) expect(codes).toContain(code);
});
