/** The generated reference: that it is up to date, that its examples print what they say, and that they are all there. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publicFunctions } from '../../engine/api/signature.ts';
import { registeredOps } from '../../engine/ops/index.ts';
import { readExamples } from '../../scripts/docs/examples.ts';
import { inEmptyFolder } from '../../scripts/docs/in-empty-folder.ts';
import { examplesFolder, gatherKnowledge, type Knowledge } from '../../scripts/docs/knowledge.ts';
import { promisedLines } from '../../scripts/docs/program.ts';
import { referencePages } from '../../scripts/docs/reference.ts';

const folder = join(examplesFolder, '..');
const examples = readExamples(examplesFolder);
const titleOf = (functions: readonly string[], types: readonly string[]) => [...functions, ...types].join(', ');

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await inEmptyFolder(gatherKnowledge);
}, 120_000);

describe('an example', () => {
  it.each(examples.map((example, i) => [titleOf(example.functions, example.types), i] as const))(
    'of %s prints what it says',
    (_title, i) => {
      const { example, lines } = knowledge.evidence[i];
      expect(promisedLines(example.program)).toEqual(lines.map((line) => line.trimEnd()));
    },
  );

  it('says what it prints, but for those that write files alone', () => {
    const silent = knowledge.evidence.filter(({ lines }) => lines.length === 0);
    expect(silent.map(({ example }) => titleOf(example.functions, example.types))).toEqual(['tf.summary.FileWriter']);
  });

  it('uses the functions and makes the operations that it is an example of', () => {
    const faults = knowledge.evidence.flatMap(({ example: { functions, types, program }, operations }) => [
      // A class may be what another call gives.
      ...functions.filter((name) => /\.[a-z]\w*$/.test(name) && !program.includes(name)),
      ...types.filter((type) => !operations.some((operation) => operation.type === type)),
    ]);
    expect(faults).toEqual([]);
  });

  it('is there for every public function, and for every operation type', () => {
    const named = new Set(examples.flatMap(({ functions }) => functions));
    const functions = publicFunctions().map(({ signature }) => `tf.${signature.name}`);
    expect(functions.filter((name) => !named.has(name))).toEqual([]);
    const types = registeredOps().map(({ type }) => type);
    expect(types.filter((type) => !knowledge.exampleOf.has(type))).toEqual([]);
  });
});

describe('the pages', () => {
  it('are what `npm run docs` makes: run it and commit what it changes', () => {
    const pages = referencePages(knowledge);
    const found = ['api', 'ops'].flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`));
    expect([...pages.keys()].sort()).toEqual(['README.md', ...found].sort());
    const stale = [...pages].filter(([path, text]) => readFileSync(join(folder, path), 'utf8') !== text);
    expect(stale.map(([path]) => path)).toEqual([]);
  });
});
