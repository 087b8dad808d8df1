/**
 * What `tensorloom` does not have, called all the same: a function by its name in Python, or in another namespace. In
 * TypeScript the type checker says so; of JavaScript nobody else does.
 */

import type { QuickFix } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { hasErrors, rangeOf, ts } from '../syntax.ts';
import { LazyObject } from '../tensorloom/lazy-object.ts';
import type { Value } from '../values/index.ts';
import { fix, preferFirst, replace, textOf } from './edits/text-edits.ts';
import type { Rule } from './rule.ts';
import { isTried } from './syntax/declarations.ts';
import { libraryName } from './syntax/library-names.ts';

export const missingFunction: Rule = {
  code: 'name-not-found',
  *check({ program }) {
    for (const [file, source] of program.sources) {
      // What is being written is not there yet.
      if (!isUntyped(file) || hasErrors(source)) continue;
      for (const { node, values } of program.facts(file)) {
        const access = node.parent;
        if (!access || !ts.isPropertyAccessExpression(access) || access.expression !== node) continue;
        const namespaces = values.filter(isNamespace);
        const { text } = access.name;
        if (namespaces.length < values.length || namespaces.some((one) => one.hasOwn(text))) continue;
        if (!failsWithout(access) || isTried(access) || isOnNextLine(access)) continue;
        const meant = namesMeant(text, namespaces[0], program, source);
        yield {
          code: 'name-not-found',
          severity: 'error',
          message: `There is no ${textOf(access)} in tensorloom.${meant.length > 0 ? ` Did you mean ${meant[0]}?` : ''}`,
          range: rangeOf(access),
          related: [],
          fixes: preferFirst(meant.map((name): QuickFix => fix(`Write ${name}`, replace(access, name)))),
        };
      }
    }
  },
};

function isUntyped(file: string): boolean {
  return /\.[cm]?jsx?$/.test(file);
}

/** After `tf.` that waits for its name, the next line reads as if it belonged to it. */
function isOnNextLine({ expression, name }: ts.PropertyAccessExpression): boolean {
  const source = name.getSourceFile();
  return source.text.slice(expression.end, name.getStart(source)).includes('\n');
}

/** The library, or a part of it such as `tf.nn`. What unknown code has seen may have got more properties. */
function isNamespace(value: Value): value is LazyObject {
  return value instanceof LazyObject && value.className === 'Module' && !value.isOpen;
}

/** Called, or asked for a property: JavaScript throws there, where the name only gives undefined elsewhere. */
function failsWithout(access: ts.PropertyAccessExpression): boolean {
  const { parent } = access;
  if (ts.isCallExpression(parent) || ts.isPropertyAccessExpression(parent)) {
    return parent.expression === access && !parent.questionDotToken && !access.questionDotToken;
  }
  return ts.isNewExpression(parent) && parent.expression === access;
}

/** What has gone by another name, in Python or in TensorFlow before its first version. */
const renamed: Readonly<Record<string, string>> = {
  mul: 'multiply',
  sub: 'subtract',
  neg: 'negative',
  pack: 'stack',
  unpack: 'unstack',
  select: 'where',
  batchmatmul: 'matmul',
  initializeallvariables: 'globalVariablesInitializer',
  allvariables: 'globalVariables',
  mergeallsummaries: 'summary.mergeAll',
  scalarsummary: 'summary.scalar',
  histogramsummary: 'summary.histogram',
  summarywriter: 'summary.FileWriter',
};

/** The same word as it is written here: in the namespace asked, else in any. */
function namesMeant(text: string, asked: LazyObject, program: Program, source: ts.SourceFile): string[] {
  const word = plain(text);
  const found = namespacesOf(program, source).flatMap(({ prefix, namespace }) =>
    namespace.ownKeys.flatMap((key) =>
      typeof key === 'string' && plain(key) === word ? [{ path: prefix + key, isOwn: namespace === asked }] : [],
    ),
  );
  const paths = found.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn)).map(({ path }) => path);
  if (Object.hasOwn(renamed, word)) paths.push(renamed[word]);
  return paths.flatMap((path) => libraryName(path, source) ?? []);
}

/** The library and its parts, where the file names it as a whole. */
function namespacesOf(program: Program, { fileName }: ts.SourceFile) {
  const roots = [...program.facts(fileName)].flatMap(({ values }) => values.filter(isNamespace));
  const root = roots.find((namespace) => namespace.hasOwn('nn'));
  if (!root) return [];
  const parts = ['nn', 'train', 'summary', 'data'].map((key) => ({ prefix: `${key}.`, namespace: root.own(key) }));
  return [{ prefix: '', namespace: root }, ...parts].flatMap(({ prefix, namespace }) =>
    namespace instanceof LazyObject ? [{ prefix, namespace }] : [],
  );
}

/** `reduce_mean` and `reduceMean` alike. */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
