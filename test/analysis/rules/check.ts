/** Small programs under the rules: what is found, and what is left of it once a fix is applied. */

import { analyze, type Diagnostic, type QuickFix } from '../../../engine/analysis/index.ts';

const typed = '/model.ts';
const head = "import * as tf from 'tensorloom';\n";

export interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  /** The text that is underlined. */
  readonly at: string;
  /** `what is said: the text there`. */
  readonly related: readonly string[];
  readonly fixes: readonly string[];
}

/** Diagnostics of a program, without the faded parts; `body` is what follows the import of `tf`. */
export function check(body: string, file = typed): Found[] {
  const { diagnostics, text } = analyzed(body, file);
  return diagnostics.filter(({ severity }) => severity !== 'hint').map((diagnostic) => shown(diagnostic, text));
}

/** The underlined texts of one code. */
export function marked(code: string, body: string): string[] {
  const { diagnostics, text } = analyzed(body);
  return diagnostics.filter((one) => one.code === code).map(({ range }) => text.slice(range.start, range.end));
}

/** The program with the fix whose title holds `title` applied to the first diagnostic that offers it. */
export function fixed(title: string, body: string): string {
  const { diagnostics, text } = analyzed(body);
  const fixes = diagnostics.flatMap((diagnostic) => diagnostic.fixes);
  const fix = fixes.find((one) => one.title.includes(title));
  if (!fix) throw new Error(`No fix is called '${title}', only: ${fixes.map((one) => one.title).join('; ')}.`);
  return applied(fix, text).slice(head.length);
}

function analyzed(body: string, file = typed): { diagnostics: readonly Diagnostic[]; text: string } {
  const text = head + body;
  const host = { readFile: (path: string) => (path === file ? text : undefined), resolveImport: () => undefined };
  return { diagnostics: analyze(file, host).diagnostics, text };
}

function shown({ code, severity, message, range, related, fixes }: Diagnostic, text: string): Found {
  const at = ({ start, end }: Diagnostic['range']) => text.slice(start, end);
  return {
    code,
    severity,
    message,
    at: at(range),
    related: related.map((place) => `${place.message}: ${at(place.range)}`),
    fixes: fixes.map(({ title }) => title),
  };
}

function applied({ edits }: QuickFix, text: string): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((before, { range, text: put }) => before.slice(0, range.start) + put + before.slice(range.end), text);
}
