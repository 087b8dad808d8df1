// Small programs as text, as the pages of docs/ show them: taken apart, run, and what they print gathered.

import { format } from 'node:util';
import ts from 'typescript6';
import type * as tensorloom from '../../engine/index.ts';

type Tf = typeof tensorloom;

/** What a program gets instead of what it imports and of the console. */
interface Surroundings {
  readonly tf: Tf;
  readonly console: { log(...values: unknown[]): void };
  readonly load: (module: string) => Promise<unknown>;
}

/**
 * A program made runnable: runs it in a new default graph and gives the lines that it prints.
 * @param tf what it gets for `import * as tf from 'tensorloom'`
 */
export type Runnable = (tf: Tf) => Promise<string[]>;

/** Makes programs runnable, all at once, which is quicker than one after the other. */
export function makeRunnable(programs: readonly string[]): Runnable[] {
  const functions = programs.map((text) => `async ({ tf, console, load }) => {\n${withoutImports(text)}\n}`);
  const { outputText } = ts.transpileModule(`const programs = [${functions.join(',\n')}];`, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  const bodies = new Function(`${outputText}\nreturn programs;`)() as ((given: Surroundings) => Promise<void>)[];
  return bodies.map((body) => async (tf) => {
    const lines: string[] = [];
    tf.resetDefaultGraph();
    await body({
      tf,
      console: { log: (...values) => lines.push(...format(...values).split('\n')) },
      load: async (module) => (module === 'tensorloom' ? tf : import(module)),
    });
    return lines;
  });
}

/** The program with its imports as assignments: the body of an asynchronous function. */
function withoutImports(text: string): string {
  const file = ts.createSourceFile('program.ts', text, ts.ScriptTarget.ESNext, true);
  let body = text;
  for (const statement of file.statements.toReversed()) {
    const replaced = ts.isImportDeclaration(statement) ? assignment(statement) : undefined;
    if (replaced !== undefined) body = body.slice(0, statement.getStart()) + replaced + body.slice(statement.end);
  }
  return body;
}

function assignment({ moduleSpecifier, importClause }: ts.ImportDeclaration): string {
  const { text: module } = moduleSpecifier as ts.StringLiteral;
  const bindings = importClause?.namedBindings;
  const isNamespace = bindings !== undefined && ts.isNamespaceImport(bindings);
  if (module === 'tensorloom' && isNamespace && bindings.name.text === 'tf') return '';
  const loaded = `await load(${JSON.stringify(module)});`;
  if (!bindings) return loaded;
  if (isNamespace) return `const ${bindings.name.text} = ${loaded}`;
  const names = bindings.elements.map(({ name, propertyName }) => `${propertyName?.text ?? name.text}: ${name.text}`);
  return `const { ${names.join(', ')} } = ${loaded}`;
}

/** What the comments of a program say that it prints: those that follow a `console.log`, line by line. */
export function promisedLines(text: string): string[] {
  const file = ts.createSourceFile('program.ts', text, ts.ScriptTarget.ESNext, true);
  const lines: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && isLog(node.expression)) lines.push(...commentsAfter(text, node.end));
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}

function isLog(expression: ts.Expression): boolean {
  return ts.isCallExpression(expression) && expression.expression.getText() === 'console.log';
}

function commentsAfter(text: string, end: number): string[] {
  const [, ...lines] = text.slice(end).split('\n');
  const length = lines.findIndex((line) => !/^\s*\/\//.test(line));
  return lines.slice(0, length < 0 ? lines.length : length).map((line) => line.replace(/^\s*\/\/ ?/, ''));
}
