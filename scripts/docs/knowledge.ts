// Everything that the pages are made of, gathered once: the public names, the examples and what running them shows.

import { join } from 'node:path';
import type { Operation } from '../../engine/graph/index.ts';
import { registeredOps } from '../../engine/ops/index.ts';
import { root } from '../tool.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { type Example, readExamples } from './examples.ts';
import { operationFunctions, operationTexts } from './operation-texts.ts';
import { type PublicName, publicNames } from './surface.ts';

export const examplesFolder = join(root, 'docs/reference/examples');

export interface Knowledge {
  readonly names: readonly PublicName[];
  readonly types: readonly string[];
  readonly evidence: readonly Evidence[];
  /** The operation types that a function or class makes, sorted, without the constants that arguments become. */
  readonly typesOf: ReadonlyMap<string, readonly string[]>;
  /** What a function gives: `Tensor`. */
  readonly resultOf: ReadonlyMap<string, string>;
  /** The functions that make a type, those first that make little else. */
  readonly makersOf: ReadonlyMap<string, readonly string[]>;
  /** An example whose program makes the type, and the operation in it. */
  readonly exampleOf: ReadonlyMap<string, { readonly example: Example; readonly operation: Operation }>;
  /** The examples of a function or class. */
  readonly examplesOf: ReadonlyMap<string, readonly Example[]>;
}

/** Runs the examples, in the folder that the process is in. */
export async function gatherKnowledge(): Promise<Knowledge> {
  const names = publicNames();
  const evidence = await gatherEvidence(readExamples(examplesFolder));
  const types = registeredOps().map(({ type }) => type);
  const typesOf = typesByFunction(evidence);
  const makersOf = new Map<string, string[]>();
  for (const { name } of names) for (const type of typesOf.get(name) ?? []) push(makersOf, type, name);
  for (const [type, makers] of makersOf) {
    const told = textOf(type, { names, makersOf, typesOf });
    const rank = (name: string) => (typeof told === 'object' && told.name === name ? 0 : typesOf.get(name)!.length);
    makers.sort((a, b) => rank(a) - rank(b));
  }
  const examplesOf = new Map<string, Example[]>();
  for (const { example } of evidence) for (const name of example.functions) push(examplesOf, name.slice(3), example);
  return {
    names,
    types,
    evidence,
    typesOf,
    makersOf,
    examplesOf,
    resultOf: new Map(evidence.flatMap(({ results }) => [...results])),
    exampleOf: new Map(types.flatMap((type) => chosenExample(type, evidence, makersOf.get(type) ?? []))),
  };
}

/** What an operation computes: a text of its own, or the comment of the function that it is made by. */
export function textOf(
  type: string,
  { names, makersOf, typesOf }: Pick<Knowledge, 'names' | 'makersOf' | 'typesOf'>,
): string | PublicName | undefined {
  const own = operationTexts[type];
  if (own) return own;
  const plain = type.replace(/V\d$/, '').toLowerCase();
  const isMeant = ({ name }: PublicName) =>
    !/^(?:losses|layers|metrics)\./.test(name) && name.split('.').at(-1)!.toLowerCase() === plain;
  const told = operationFunctions[type];
  const byName = names.find(told ? ({ name }) => name === told : isMeant);
  if (byName) return byName;
  const only = (makersOf.get(type) ?? []).filter((name) => typesOf.get(name)!.length === 1);
  return only.length === 1 ? names.find(({ name }) => name === only[0]) : undefined;
}

/** Gradients make what they need: it counts for the operations that they are gradients of. */
const countsForNone = ['', 'gradients'];

function typesByFunction(evidence: readonly Evidence[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { made } of evidence) {
    for (const [name, types] of made) {
      if (countsForNone.includes(name)) continue;
      const all = found.get(name) ?? new Set();
      for (const type of types) all.add(type);
      found.set(name, all);
    }
  }
  return new Map(
    [...found].map(([name, types]) => {
      const own = [...types].filter((type) => type !== 'Const' || types.size === 1);
      return [name, own.sort()];
    }),
  );
}

/** The example that names the type, else the shortest of a function that makes it, else the shortest that has it. */
function chosenExample(
  type: string,
  evidence: readonly Evidence[],
  makers: readonly string[],
): [string, { example: Example; operation: Operation }][] {
  const having = evidence.filter(({ operations }) => operations.some((operation) => operation.type === type));
  const rank = ({ example: { types, functions } }: Evidence) => {
    if (types.includes(type)) return -1;
    const place = makers.findIndex((name) => functions.includes(`tf.${name}`));
    return place < 0 ? makers.length : place;
  };
  const [best] = having.toSorted((a, b) => rank(a) - rank(b) || a.example.program.length - b.example.program.length);
  const operation = best?.operations.findLast((item) => item.type === type);
  return operation ? [[type, { example: best.example, operation }]] : [];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
