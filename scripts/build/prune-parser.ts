// From TypeScript's compiler the parser alone: a quarter of the whole, which loads in a quarter of the time and of the
// memory. TypeScript comes as one script whose parts cannot be left out as they stand: each export holds all the others,
// and the language service registers itself. Here it becomes a module that exports what is used, and what lies beyond the
// parser becomes free of side effects, so that the bundler leaves out what nothing needs.

import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { parseSync } from 'rolldown/utils';

const head = 'var ts = {}; ((module) => {\n"use strict";\n';
const exported = 'module.exports = __toCommonJS(typescript_exports);\n';
const tail = '\n// Annotate the CommonJS export names';
/** The script names the source of each of its parts; what parses lies before this one. */
const beyond = '\n// src/compiler/commandLineParser.ts\n';
/** Beyond the parser, and needed: it gives nodes their methods, such as `getStart`. */
const kept = 'setObjectAllocator(';
const pure = '/* @__PURE__ */ ';

/** Values whose making has no effect, as the bundler knows by itself. */
const plain: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'ClassExpression',
  'FunctionExpression',
  'Identifier',
  'Literal',
]);

/** @param names - of the exports to keep */
export function prunedParser(script: string, names: readonly string[]): string {
  const start = script.indexOf(head);
  const end = script.lastIndexOf(tail);
  if (start < 0 || end < 0 || !script.includes(exported)) throw new Error(unknown);
  const body = script
    .slice(start + head.length, end)
    .replace(exported, '')
    .replace(/^__export\(/gm, `${pure}__export(`);
  const border = body.indexOf(beyond);
  if (border < 0) throw new Error(unknown);
  return `${body.slice(0, border)}${withoutEffects(body.slice(border))}\nexport default { ${names.join(', ')} };\n`;
}

const unknown =
  'typescript6 is not put together as scripts/build/prune-parser.ts knows it: look at its lib/typescript.js.';

function withoutEffects(source: string): string {
  const { program, errors } = parseSync('typescript.mjs', source);
  if (errors.length > 0) throw new SyntaxError(`typescript6: ${errors[0]?.message}`);
  const parts: string[] = [];
  let from = 0;
  const replace = (start: number, end: number, text: string) => {
    parts.push(source.slice(from, start), text);
    from = end;
  };
  for (const statement of program.body) {
    const { type, start, end } = statement;
    if (type === 'ExpressionStatement') {
      if (!source.startsWith(kept, start)) replace(start, end, '');
    } else if (type === 'VariableDeclaration') {
      for (const { init } of statement.declarations) {
        if (init === null || plain.has(init.type)) continue;
        const value = source.slice(init.start, init.end);
        replace(init.start, init.end, `${pure}(() => (${value}))()`);
      }
    }
  }
  return parts.join('') + source.slice(from);
}

/** The names of what TypeScript exports, by which types are told from values. */
export function exportsOf(script: string): ReadonlySet<string> {
  const list = /^__export\(typescript_exports, \{\n([\s\S]*?)\n\}\);/m.exec(script)?.[1];
  if (list === undefined) throw new Error(unknown);
  return new Set([...list.matchAll(/^ {2}(\w+): \(\) =>/gm)].map(([, name]) => name as string));
}

/** What of it the sources use, which call it `ts`: `ts.isBlock`, `const { SyntaxKind } = ts`. */
export function namesUsed(sources: Iterable<string>, exports: ReadonlySet<string>): readonly string[] {
  const used = new Set<string>();
  for (const source of sources) {
    for (const [, name = ''] of source.matchAll(/\bts\.(\w+)/g)) used.add(name);
    for (const [, names = ''] of source.matchAll(/\{([^{}]*)\} = ts\b/g)) {
      for (const [name] of names.matchAll(/\w+/g)) used.add(name);
    }
  }
  return [...used].filter((name) => exports.has(name)).sort();
}

/** Prunes the script at `path` when it is bundled. */
export function pruneParser(sources: Iterable<string>): Plugin {
  return {
    name: 'prune-parser',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]typescript6[\\/]lib[\\/]typescript\.js$/ }, ({ path }) => {
        const script = readFileSync(path, 'utf8');
        return { contents: prunedParser(script, namesUsed(sources, exportsOf(script))), loader: 'js' };
      });
    },
  };
}
