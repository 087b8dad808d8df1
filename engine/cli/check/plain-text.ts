/** Findings for a terminal: one line each, the places it is about and what would mend it indented beneath. */

import { styleText } from 'node:util';
import { showPlace } from '../fault-text.ts';
import type { Finding, FindingPlace } from './finding.ts';

export interface PlainTextOptions {
  /** Paths are shown from here. */
  readonly folder: string;
  readonly color: boolean;
}

type Format = Parameters<typeof styleText>[0];

const colors = { error: 'red', warning: 'yellow', information: 'blue' } as const satisfies Record<
  Finding['severity'],
  Format
>;

const indent = '    ';

export function plainText(findings: readonly Finding[], { folder, color }: PlainTextOptions): string {
  const paint = (format: Format, text: string) => (color ? styleText(format, text, { validateStream: false }) : text);
  const place = (at: FindingPlace) => paint('bold', printable(showPlace(at, folder)));
  const lines = findings.flatMap((finding) => {
    const { severity, code, message, related, fixes } = finding;
    return [
      `${place(finding)} ${paint(colors[severity], severity)} ${paint('dim', code)} ${below(message, indent)}`,
      ...related.map((each) => `${indent}${place(each)} ${below(each.message, indent + indent)}`),
      ...fixes.map(({ title }) => `${indent}${paint('green', 'fix')}: ${below(title, indent + indent)}`),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Further lines of a text, indented. */
function below(text: string, by: string): string {
  return printable(text).replaceAll('\n', `\n${by}`);
}

/** A text may quote the file, which nobody vouches for: what would steer the terminal is shown as it is written in code. */
function printable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
