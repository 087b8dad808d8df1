// The page of a namespace, or of a part of one: its functions and classes, those of a file together.

import ts from 'typescript6';
import { classMembers, constructorText, installedMethods } from './class-members.ts';
import { headline, readComment, restOf, withoutSubject } from './comment-text.ts';
import { fileComment } from './declarations.ts';
import type { Example } from './examples.ts';
import type { Knowledge } from './knowledge.ts';
import { blocks, fenced, linked, table, unbroken } from './markdown.ts';
import { parameterTexts } from './parameters.ts';
import type { ApiPage, Places } from './places.ts';
import { declaredResult } from './return-type.ts';
import type { PublicName } from './surface.ts';

export function apiPage(page: ApiPage, knowledge: Knowledge, places: Places): string {
  const names = places.namesOn(page, knowledge.names);
  const files = [...new Set(names.map(({ declaration }) => declaration.file))];
  const shown = new Map<Example, string>();
  return blocks(
    `# ${page.title}`,
    '[All functions](../README.md#functions) · [How to read a signature](../README.md#signatures)',
    ...files.flatMap((file) => {
      const own = names.filter(({ declaration }) => declaration.file === file);
      const comment = fileComment(file);
      // A file of one thing has no more to say than that thing.
      const head = own.length > 1 ? [`## ${headline(comment)}`, restOf(comment)] : [];
      return [...head, ...own.map((name) => entry(name, own, knowledge, places, shown))];
    }),
    ...secondNames(page, knowledge, places),
  );
}

/** Where to find what has another name first. */
function secondNames(page: ApiPage, { names }: Knowledge, places: Places): string[] {
  const aliases = places.aliasesOn(page, names);
  if (aliases.length === 0) return [];
  const rows = aliases.map(({ alias, name }) => [`\`tf.${alias}\``, linked(`tf.${name}`, places.fromApi(name))]);
  return ['## Second names', table(['name', 'is'], rows)];
}

function entry(
  item: PublicName,
  group: readonly PublicName[],
  knowledge: Knowledge,
  places: Places,
  shown: Map<Example, string>,
): string {
  const { name, aliases, text } = item;
  const { text: meaning, errors, returns } = readComment(text);
  const types = knowledge.typesOf.get(name) ?? [];
  return blocks(
    `### tf.${name}`,
    signatureOf(item, knowledge),
    isToldAbove(item, group) ? undefined : meaning,
    parameterList(item),
    returns && `**Gives.** ${returns}`,
    errors && `**Errors.** ${errors}`,
    aliases.length > 0 ? `Also \`tf.${aliases.join('`, `tf.')}\`.` : undefined,
    ...members(item, knowledge, places),
    item.kind === 'constant' ? valuesOf(item.value) : undefined,
    types.length > 0 ? `Makes ${types.map((type) => linked(type, `../ops/${type}.md`)).join(', ')}.` : undefined,
    ...examples(item, knowledge, places, shown),
  ).trimEnd();
}

/** Whether its text is that of its file, which stands at the head of the group. */
function isToldAbove({ text, declaration }: PublicName, group: readonly PublicName[]): boolean {
  return group.length > 1 && text === withoutSubject(fileComment(declaration.file));
}

function members(item: PublicName, knowledge: Knowledge, places: Places): string[] {
  if (item.kind !== 'class') return [];
  const base = ancestor(item, knowledge);
  const own = classMembers(item);
  const inherited = base && `What ${linked(`tf.${base}`, places.fromApi(base))} has`;
  const installed = installedMethods(item).sort();
  const functions = installed.length > 0 ? [`**Functions as methods.** \`${installed.join('`, `')}\`.`] : [];
  if (!own) return inherited ? [`**Members.** ${inherited}.`, ...functions] : functions;
  return [inherited ? `**Members.** ${inherited}, and:` : '**Members.**', own, ...functions];
}

/** The nearest public class that a class extends. */
function ancestor({ value }: PublicName, { names }: Knowledge): string | undefined {
  for (let at = Object.getPrototypeOf(value); typeof at === 'function'; at = Object.getPrototypeOf(at)) {
    const found = names.find((item) => item.value === at);
    if (found) return found.name;
  }
  return undefined;
}

function valuesOf(value: unknown): string | undefined {
  if (typeof value === 'string') return `\`'${value}'\``;
  if (value === null || typeof value !== 'object') return undefined;
  const lines = Object.entries(value).filter(([, item]) => typeof item !== 'function');
  return lines.map(([key, item]) => `- \`${key}\`: \`${JSON.stringify(item)}\``).join('\n');
}

function signatureOf(item: PublicName, { resultOf }: Knowledge): string | undefined {
  const { name, signature, kind, declaration } = item;
  const result = declaredResult(declaration) ?? resultOf.get(name);
  const arrow = result && result !== 'void' ? ` → ${result}` : '';
  if (signature) return fenced(`tf.${signature.replace(/\{(?=\S)/, '{ ').replace(/(?<=\S)\}\)$/, ' })')}${arrow}`);
  if (kind === 'class') {
    const text = constructorText(item);
    return text && fenced(text);
  }
  const { node } = declaration;
  if (!ts.isFunctionDeclaration(node)) return undefined;
  const parameters = node.parameters.map((parameter) => unbroken(parameter.getText()));
  return fenced(`tf.${name}(${parameters.join(', ')})${node.type ? `: ${unbroken(node.type.getText())}` : ''}`);
}

function parameterList({ declaration, signature, kind }: PublicName): string | undefined {
  if (kind === 'constant') return undefined;
  const texts = [...parameterTexts(declaration)].filter(
    ([key]) => !signature || new RegExp(`[({, .]${key}\\b`).test(signature),
  );
  const named = texts.filter(([key]) => key !== 'name');
  return named.length > 0 ? named.map(([key, text]) => `- \`${key}\`: ${text}`).join('\n') : undefined;
}

/** An example that was there already is linked. */
function examples(
  { name }: PublicName,
  { examplesOf }: Knowledge,
  places: Places,
  shown: Map<Example, string>,
): string[] {
  return (examplesOf.get(name) ?? []).map((example) => {
    const before = shown.get(example);
    if (before !== undefined) return `An example is under ${linked(`tf.${before}`, places.fromApi(before))}.`;
    shown.set(example, name);
    return fenced(example.program);
  });
}
