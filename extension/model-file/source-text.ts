/**
 * What a script's text says without parsing it: cheap enough for every keystroke, right for what people write. Comments
 * are told apart from code; regular expressions are not, which costs at most the rest of their line.
 */

/** A comment, a template, or a string on one line; code is what lies between. */
const commentOrText =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|`(?:\\[\s\S]|[^\\`])*`?|'(?:\\.|[^\\'\n])*'?|"(?:\\.|[^\\"\n])*"?/g;

/** The text with comments blanked out, and strings too where asked: every other character keeps its place. */
export function codeOf(text: string, strings: 'keep' | 'blank'): string {
  return text.replace(commentOrText, (found) =>
    found.startsWith('/') || strings === 'blank' ? found.replace(/[^\n]/g, ' ') : found,
  );
}

const fromEngine = /\bfrom\s{0,99}(['"])tensorloom\1/g;
const wholeImport = /\bimport\s{0,99}\(?\s{0,99}(['"])tensorloom\1|\brequire\s{0,99}\(\s{0,99}(['"])tensorloom\2/;
/** Characters in which the start of an import is looked for: patterns over the whole text could take minutes. */
const longestClause = 4000;

/** Whether the script imports more of `tensorloom` than types: then it can be trained. */
export function isModelText(text: string): boolean {
  if (!text.includes('tensorloom')) return false;
  const code = codeOf(text, 'keep');
  return importsFrom(code).length > 0 || wholeImport.test(code);
}

interface Import {
  readonly start: number;
  readonly end: number;
  /** What stands between `import` and `from`. */
  readonly clause: string;
}

function importsFrom(code: string): Import[] {
  const found: Import[] = [];
  for (const { index, 0: from } of code.matchAll(fromEngine)) {
    const before = code.slice(Math.max(0, index - longestClause), index);
    const start = Math.max(before.lastIndexOf('import'), before.lastIndexOf('export'));
    if (start < 0) continue;
    const clause = before.slice(start + 'import'.length).trim();
    if (/^type\b(?!\s*,)/.test(clause)) continue;
    found.push({ start: index - before.length + start, end: index + from.length, clause });
  }
  return found;
}

const session =
  /\bnew\s{1,99}(?:[\w$]{1,99}\.)?(?:Interactive)?Session\s{0,99}\(|\bMonitoredTrainingSession\s{0,99}\(|\b(?:Singular)?MonitoredSession\.create\s{0,99}\(/;

/**
 * The line, from 0, that the actions of a model file are shown above: where it opens its session, else where it first
 * uses what it imports, else its import. undefined: it is no model file.
 */
export function actionLine(text: string): number | undefined {
  if (!isModelText(text)) return undefined;
  const code = codeOf(text, 'blank');
  const opened = code.search(session);
  if (opened >= 0) return lineAt(code, opened);
  const withStrings = codeOf(text, 'keep');
  const imports = importsFrom(withStrings);
  const last = imports.at(-1);
  if (last === undefined) return lineAt(withStrings, withStrings.search(wholeImport));
  const names = imports.flatMap(({ clause }) => importedNames(clause));
  const rest = code.slice(last.end);
  const used = names.map((name) => rest.search(use(name))).filter((at) => at >= 0);
  return lineAt(code, used.length > 0 ? last.end + Math.min(...used) : last.start);
}

/** `* as tf` and `{ a, b as c }` and `tf` give tf, a, c, tf. */
function importedNames(clause: string): string[] {
  return clause
    .split(/[{},]/)
    .map((part) => part.trim().split(/\s+/).at(-1) as string)
    .filter((name) => /^[A-Za-z_$]/.test(name));
}

function use(name: string): RegExp {
  return new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`);
}

function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
