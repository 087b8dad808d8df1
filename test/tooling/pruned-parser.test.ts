// The parser that ships is a part of TypeScript's compiler: it must see what the whole sees, in any text.

import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import whole from 'typescript6';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parserBuild } from '../../scripts/build/parser.ts';
import { exportsOf, namesUsed, prunedParser } from '../../scripts/build/prune-parser.ts';
import { root } from '../../scripts/tool.ts';

const script = readFileSync(createRequire(import.meta.url).resolve('typescript6'), 'utf8');
const sources = globSync('{engine,language-server}/**/*.ts', {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
}).map((path) => readFileSync(join(root, path), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'parser-'));
let pruned: typeof whole;

beforeAll(async () => {
  const { outputFiles } = await build({
    ...parserBuild({ absWorkingDir: root, bundle: true, format: 'esm', platform: 'node', target: 'node24' }, sources),
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __filename = '', __dirname = '';",
    },
    write: false,
    outdir: folder,
  });
  const path = join(folder, 'parser.mjs');
  writeFileSync(path, outputFiles?.[0]?.text ?? '');
  pruned = (await import(pathToFileURL(path).href)).default;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Parser = typeof whole;
type Node = import('typescript6').Node;

/** All that the analysis reads of a node. */
function dump(ts: Parser, file: import('typescript6').SourceFile): string[] {
  const lines: string[] = [];
  const visit = (node: Node, depth: number) => {
    const { kind, pos, end, flags } = node;
    const comments = ts.getLeadingCommentRanges(file.text, pos)?.map((each) => [each.pos, each.end]) ?? [];
    lines.push(`${depth} ${kind} ${pos} ${end} ${flags} ${node.getStart(file)} ${JSON.stringify(comments)}`);
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(file, 0);
  const faults = (file as unknown as { parseDiagnostics: { code: number; start: number }[] }).parseDiagnostics;
  return [...lines, ...faults.map(({ code, start }) => `fault ${code} at ${start}`)];
}

function compare(name: string, text: string): void {
  const [one, other] = [whole, pruned].map((ts) => dump(ts, ts.createSourceFile(name, text, 99, true)));
  expect(one, name).toEqual(other);
}

/** Model files, scripts, and some of our own sources. */
const files = [
  ...globSync('{examples,extension/templates,test/e2e/workspaces}/**/*.ts', { cwd: root }),
  ...globSync('scripts/**/*.mjs', { cwd: root }),
  ...globSync('{language-server,engine/analysis}/**/*.ts', { cwd: root }).filter((_, place) => place % 6 === 0),
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

describe('the parser that ships', () => {
  it('is less than a third of the compiler', () => {
    expect(prunedParser(script, ['createSourceFile']).length).toBeGreaterThan(0);
    const bytes = readFileSync(join(folder, 'parser.mjs')).length;
    expect(bytes).toBeLessThan(1_200_000);
  });

  it('sees the same trees in every model file and source', () => {
    expect(files.length).toBeGreaterThan(50);
    for (const { path, text } of files) compare(path, text);
  });

  it('sees the same in texts that are cut anywhere, and in other languages', () => {
    for (const { path, text } of files.slice(0, 40)) {
      for (let part = 1; part < 12; part += 1) compare(path, text.slice(0, Math.floor((text.length * part) / 12)));
    }
    const markup =
      'const a = <div class="x">{1}</div>; enum E { A = 1 } @dec class B<T> { accessor c!: T }\n/** @shape {[1]} x */ let d;';
    for (const ending of ['ts', 'tsx', 'js', 'jsx', 'mts', 'cjs']) compare(`a.${ending}`, markup);
    compare('hashbang.mjs', '#!/usr/bin/env node\nawait import("x");');
  });

  it('sees the same after an edit as the whole does', () => {
    for (const { path, text } of files.slice(0, 40)) {
      const at = Math.floor(text.length / 2);
      const edited = `${text.slice(0, at)}(x => [${text.slice(at)}`;
      const change = { span: { start: at, length: 0 }, newLength: 7 };
      const [one, other] = [whole, pruned].map((ts) =>
        dump(ts, ts.updateSourceFile(ts.createSourceFile(path, text, 99, true), edited, change)),
      );
      expect(one, path).toEqual(other);
    }
  });

  it('has all that is used of it, and the same answers to each question about a node', () => {
    const names = namesUsed(sources, exportsOf(script)) as readonly (keyof Parser)[];
    expect(Object.keys(pruned).sort()).toEqual([...names].sort());
    const questions = names.filter((name) => /^is[A-Z]/.test(name));
    expect(questions.length).toBeGreaterThan(50);
    const answers = (ts: Parser) => {
      const found: unknown[] = [];
      const visit = (node: Node) => {
        for (const name of questions)
          found.push(Boolean((ts[name] as (node: Node, parent?: Node) => unknown)(node, node.parent ?? node)));
        ts.forEachChild(node, visit);
      };
      for (const { path, text } of files.slice(0, 12)) visit(ts.createSourceFile(path, text, 99, true));
      return found;
    };
    expect(answers(pruned)).toEqual(answers(whole));
  });
});

it('a compiler that is put together in another way is refused', () => {
  expect(() => prunedParser('module.exports = {};', [])).toThrow('not put together');
  expect(() => exportsOf('module.exports = {};')).toThrow('not put together');
});

it('names are found however they are read', () => {
  const exports = new Set(['isBlock', 'SyntaxKind', 'isNode']);
  expect(namesUsed(['ts.isBlock(a); type T = ts.Node;', 'const { SyntaxKind } = ts;'], exports)).toEqual([
    'SyntaxKind',
    'isBlock',
  ]);
});
