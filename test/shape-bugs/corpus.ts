/**
 * The corpus: each folder here two levels down is a mistake that people make, as a small program `buggy.ts` (or .js) and
 * what it should have been, `fixed.ts`. What has to be found stands in the buggy one, at the end of its line:
 *
 *     const y = tf.matmul(x, w); // error: shape-mismatch; fix: Transpose the second operand
 *
 * severity, code and, where a quick fix is offered that makes the fault go away, a part of its title. A line that opens a
 * block has its mark below it, as `// ^ error: …`. Files beside the two are imported by both; marks in them are of the
 * buggy one.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const markPattern = /\/\/ (\^ )?(error|warning|hint): ([a-z-]+)(?:; fix: (.+))?$/;
const root = fileURLToPath(new URL('.', import.meta.url));

export interface Mark {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly severity: string;
  readonly code: string;
  /** A part of the title of a quick fix. */
  readonly fix: string | undefined;
}

export interface Case {
  /** `products/matmul-inner-size`. */
  readonly name: string;
  readonly folder: string;
  readonly buggy: string;
  readonly fixed: string;
  readonly marks: readonly Mark[];
}

export const cases: readonly Case[] = folders(root).flatMap((kind) =>
  folders(join(root, kind)).map((name) => readCase(`${kind}/${name}`)),
);

function folders(parent: string): string[] {
  const entries = readdirSync(parent, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function readCase(name: string): Case {
  const folder = join(root, name);
  const files = readdirSync(folder);
  const program = (stem: string): string => {
    const file = files.find((each) => each === `${stem}.ts` || each === `${stem}.js`);
    if (file === undefined) throw new Error(`There is no ${stem}.ts in ${folder}.`);
    return join(folder, file);
  };
  const [buggy, fixed] = [program('buggy'), program('fixed')];
  const marked = files.map((file) => join(folder, file)).filter((file) => file !== fixed);
  const marks = marked.flatMap((file) => readMarks(file, readFileSync(file, 'utf8')));
  if (marks.length === 0) throw new Error(`${buggy} does not say what is wrong with it.`);
  return { name, folder, buggy, fixed, marks };
}

export function readMarks(file: string, text: string): Mark[] {
  return text.split('\n').flatMap((line, index) => {
    const match = markPattern.exec(line);
    if (!match) return [];
    const [, above, severity = '', code = '', fix] = match;
    return [{ file, line: above === undefined ? index + 1 : index, severity, code, fix }];
  });
}
