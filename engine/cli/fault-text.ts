/** A fault as text for a terminal: place, message, the lines around the place, where the operation was made, a hint. */

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { FaultMessage, Place } from '../runner/index.ts';

const linesAround = 2;
const longestLine = 160;

export interface FaultTextOptions {
  /** Paths are shown from here. */
  readonly folder: string;
  readonly color: boolean;
}

export function faultText(fault: FaultMessage, { folder, color }: FaultTextOptions): string {
  const paint = (format: 'red' | 'dim' | 'bold', text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text;
  const where = fault.place ? `${paint('bold', showPlace(fault.place, folder))}: ` : '';
  const parts = [`${where}${paint('red', fault.name)}: ${fault.message}`];
  const frame = fault.place && codeFrame(fault.place);
  if (frame) parts.push('', frame);
  const made = operationText(fault, folder);
  if (made !== undefined) parts.push('', made);
  // One frame says no more than the place does.
  if (fault.stack.includes('\n') || (fault.stack !== '' && !fault.place)) parts.push('', paint('dim', fault.stack));
  if (fault.hint !== undefined) parts.push('', fault.hint);
  return `${parts.join('\n')}\n`;
}

/** Which operation is at fault, where the message and the place do not say it already. */
function operationText({ operation, place, message }: FaultMessage, folder: string): string | undefined {
  if (!operation) return undefined;
  const { name, type, place: made } = operation;
  const elsewhere = made && (made.file !== place?.file || made.line !== place.line);
  if (!elsewhere) return message.includes(`'${name}'`) ? undefined : `The operation is '${name}' (${type}).`;
  return `The operation '${name}' (${type}) was made at ${showPlace(made, folder)}.`;
}

/** `file:line:column`, the file from `folder` where it lies in or near it. */
export function showPlace({ file, line, column }: Place, folder: string): string {
  return `${showPath(file, folder)}:${line}:${column}`;
}

export function showPath(file: string, folder: string): string {
  const path = relative(folder, file);
  return path === '' || path.startsWith('..') ? file : path;
}

/** The line and its neighbours, with a caret under the column; undefined if the file cannot be read. */
function codeFrame({ file, line, column }: Place): string | undefined {
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return undefined;
  }
  if (line < 1 || line > lines.length) return undefined;
  const first = Math.max(1, line - linesAround);
  const last = Math.min(lines.length, line + linesAround);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1]!;
    if (number === lines.length && text === '' && number !== line) continue;
    const mark = number === line ? '>' : ' ';
    shown.push(`${mark} ${String(number).padStart(width)} | ${text.slice(0, longestLine)}`.trimEnd());
    if (number !== line || column > longestLine) continue;
    // Tabs stay tabs, so that the caret stands where the eye expects it.
    const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
    shown.push(`  ${' '.repeat(width)} | ${indent}^`);
  }
  return shown.join('\n');
}
