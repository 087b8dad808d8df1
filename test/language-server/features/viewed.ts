/** A text as the features look at it, and places in it. */

import type { Position, Range } from 'vscode-languageserver-types';
import { type AnalysisHost, type AnalyzeOptions, analyze } from '../../../engine/analysis/index.ts';
import { FileView } from '../../../language-server/features/file-view.ts';

const folder = '/w/';

/** The view of a model file, beside others that it may import. */
export function viewOf(text: string, others: Record<string, string> = {}, options: AnalyzeOptions = {}): FileView {
  const file = `${folder}model.ts`;
  const texts = new Map([
    [file, text],
    ...Object.entries(others).map(([name, other]) => [folder + name, other] as const),
  ]);
  const host: AnalysisHost = {
    readFile: (name) => texts.get(name),
    resolveImport: (specifier) => (specifier.startsWith('./') ? folder + specifier.slice(2) : undefined),
  };
  const analysis = analyze(file, host, options);
  return new FileView(analysis, file, (name) => `file://${name}`);
}

/** What stands at the bar in `marked`, a text that stands at one place only. */
export function at(view: FileView, marked: string): Position {
  return view.positionAt(offsetOf(view, marked));
}

export function offsetOf({ text }: FileView, marked: string): number {
  const wanted = marked.replace('|', '');
  const start = text.indexOf(wanted);
  if (start < 0 || text.includes(wanted, start + 1))
    throw new Error(`${JSON.stringify(wanted)} stands nowhere, or twice.`);
  return start + marked.indexOf('|');
}

/** The text at a place. */
export function textAt(view: FileView, { start, end }: Range): string {
  return view.text.slice(view.offsetAt(start), view.offsetAt(end));
}

export const everything: Range = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };

/** Lines that each end, after the import that makes a file a model. */
export function model(...lines: string[]): string {
  return ["import * as tf from 'tensorloom';", ...lines, ''].join('\n');
}
