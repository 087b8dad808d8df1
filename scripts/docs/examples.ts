// The examples of the reference: blocks of the files in docs/reference/examples, each under a comment that says what it
// is an example of.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript6';

export interface Example {
  /** The file, without folder and ending. */
  readonly family: string;
  /** Public functions and classes, `tf.nn.relu`. */
  readonly functions: readonly string[];
  /** Operation types whose page shows it. */
  readonly types: readonly string[];
  /** All of it, as a file of a user's. */
  readonly program: string;
}

/** The examples of every file of a folder, in the order of names and places. */
export function readExamples(folder: string): Example[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return files.sort().flatMap((name) => parseExamples(basename(name, '.ts'), readFileSync(join(folder, name), 'utf8')));
}

/**
 * @param text imports and a session, then blocks, each under a comment `// tf.abs, tf.negative; op Abs`
 * @throws Error for a block without such a comment
 */
export function parseExamples(family: string, text: string): Example[] {
  const file = ts.createSourceFile(`${family}.ts`, text, ts.ScriptTarget.ESNext, true);
  const shared = file.statements.filter((statement) => !ts.isBlock(statement)).map((statement) => statement.getText());
  return file.statements.filter(ts.isBlock).map((block) => {
    const title = lastComment(text, block);
    const names = title?.split(/[,;] /) ?? [];
    if (title === undefined || !names.every((name) => /^(?:tf\.[\w.]+|op \w+)$/.test(name))) {
      const { line } = file.getLineAndCharacterOfPosition(block.getStart());
      throw new Error(`${family}.ts:${line + 1}: no comment says what this is an example of ("// tf.abs; op Abs").`);
    }
    return {
      family,
      functions: names.filter((name) => name.startsWith('tf.')),
      types: names.filter((name) => name.startsWith('op ')).map((name) => name.slice(3)),
      program: program(shared, bodyOf(text, block)),
    };
  });
}

function lastComment(text: string, block: ts.Block): string | undefined {
  const range = ts.getLeadingCommentRanges(text, block.pos)?.at(-1);
  return range && text.slice(range.pos + 2, range.end).trim();
}

/** What stands between the braces, as far to the left as it goes. */
function bodyOf(text: string, block: ts.Block): string {
  const lines = text.slice(block.getStart() + 1, block.end - 1).split('\n');
  return lines
    .map((line) => line.replace(/^ {2}/, ''))
    .join('\n')
    .trim();
}

/** The imports and the session as far as the body uses them, and the body. */
function program(shared: readonly string[], body: string): string {
  const used = shared.filter((statement) => {
    const name = /^(?:import \* as|using|const) (\w+)/.exec(statement)?.[1];
    return name === undefined || new RegExp(`\\b${name}\\b`).test(body);
  });
  const imports = used.filter((statement) => statement.startsWith('import'));
  const rest = used.filter((statement) => !statement.startsWith('import'));
  return `${imports.join('\n')}\n\n${[...rest, body].join('\n')}\n`;
}
