/** Example models cut off in the middle, and every feature asked of what is left, at its end and elsewhere. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from '../../../engine/analysis/index.ts';
import { answerOf } from '../../../language-server/service/answers.ts';
import type { Question } from '../../../language-server/thread/questions.ts';
import { everything, viewOf } from './viewed.ts';

const folder = join(import.meta.dirname, '../../../examples');

/** Texts of all examples, each up to the end of one of its tokens; `count` of them, spread evenly, the same each time. */
export function cutExamples(count: number): { readonly name: string; readonly text: string }[] {
  const cuts = globSync('*.ts', { cwd: folder })
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return tokenEnds(text).map((end) => ({ name: `${name} up to ${end}`, text: text.slice(0, end) }));
    });
  return Array.from({ length: count }, (_, i) => cuts[Math.floor(((i + 0.5) * cuts.length) / count)]!);
}

function tokenEnds(text: string): number[] {
  const source = ts.createSourceFile('example.ts', text, ts.ScriptTarget.ESNext, false);
  const ends: number[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end < text.length) ends.push(node.end);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(ends)].sort((a, b) => a - b);
}

/** Throws where a feature does. @returns how many answers had something in them */
export function askEverything(text: string): number {
  const view = viewOf(text);
  if (!view.analysis.isModel) return 0;
  const file = view.file;
  const offsets = [
    text.length,
    text.length >> 1,
    text.length - 1,
    text.lastIndexOf("'") + 1,
    text.lastIndexOf('(') + 1,
  ];
  const questions: Question[] = [
    { method: 'inlayHints', file, params: { range: everything } },
    { method: 'codeActions', file, params: { range: everything } },
    { method: 'codeLenses', file, params: {} },
    { method: 'symbols', file, params: {} },
    { method: 'graph', file, params: { unless: null } },
    ...offsets.flatMap((offset): Question[] => {
      const position = view.positionAt(offset);
      return [
        { method: 'hover', file, params: { position } },
        { method: 'completion', file, params: { position } },
        { method: 'signatureHelp', file, params: { position } },
        { method: 'definition', file, params: { position } },
        { method: 'references', file, params: { position, withDeclaration: true } },
        { method: 'highlights', file, params: { position } },
        { method: 'prepareRename', file, params: { position } },
        { method: 'rename', file, params: { position, newName: 'other' } },
      ];
    }),
  ];
  const answers = questions.map((question) => answerOf(question, view, 1));
  return answers.filter((answer) => answer !== null && !(Array.isArray(answer) && answer.length === 0)).length;
}
