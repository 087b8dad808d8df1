/**
 * Faults of runs in the Problems view, until the file is run again or the line is edited; not where the language server
 * says the same of the line already.
 */

import * as vscode from 'vscode';
import type { Place } from '../../engine/runner/protocol.ts';
import { diagnosticSource } from '../../language-server/protocol.ts';
import { type FaultReport, lineAfter } from './fault-report.ts';

interface Problem {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

const mostProblems = 100;
const source = 'Tensorloom';

export class Problems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('tensorloom');
  /** By the model file whose run failed: the line may lie in a file that it imports. */
  readonly #byModel = new Map<string, Problem>();
  /** How many are shown of each file that has any. */
  readonly #shown = new Map<string, number>();
  readonly #listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#compare(uris)),
  );

  async show(model: string, { place, problem }: FaultReport): Promise<void> {
    if (place === undefined) return;
    const uri = vscode.Uri.file(place.file);
    const diagnostic = new vscode.Diagnostic(await rangeOf(uri, place), problem.message);
    diagnostic.source = source;
    diagnostic.code = problem.code;
    if (problem.related !== undefined) {
      const { message, place: made } = problem.related;
      const at = new vscode.Location(vscode.Uri.file(made.file), positionOf(made));
      diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(at, message)];
    }
    this.#byModel.delete(model);
    this.#byModel.set(model, { uri, diagnostic });
    const [oldest] = this.#byModel.keys();
    if (this.#byModel.size > mostProblems && oldest !== undefined) this.clear(oldest);
    this.#publish(uri);
  }

  clear(model: string): void {
    const problem = this.#byModel.get(model);
    if (problem === undefined) return;
    this.#byModel.delete(model);
    this.#publish(problem.uri);
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#collection.dispose();
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    for (const [model, { uri, diagnostic }] of this.#byModel) {
      if (uri.toString() !== key || contentChanges.length === 0) continue;
      const before = diagnostic.range.start.line;
      let line: number | undefined = before;
      // Bottom up, as the changes are given: one does not move the others.
      for (const { range, text } of contentChanges) {
        const edit = { start: range.start.line, end: range.end.line, lines: text.split('\n').length - 1 };
        line = line === undefined ? undefined : lineAfter(line, edit);
      }
      if (line === undefined) {
        this.clear(model);
      } else if (line !== before) {
        const { start, end } = diagnostic.range;
        diagnostic.range = new vscode.Range(line, start.character, line + end.line - start.line, end.character);
        this.#publish(uri);
      }
    }
  }

  /** The analysis came to know more, or less, of lines that have faults of runs. */
  #compare(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const shown = this.#shown.get(uri.toString());
      if (shown !== undefined && shown !== this.#toShow(uri).length) this.#publish(uri);
    }
  }

  #publish(uri: vscode.Uri): void {
    const key = uri.toString();
    const diagnostics = this.#toShow(uri);
    if (this.#of(uri).length === 0) this.#shown.delete(key);
    else this.#shown.set(key, diagnostics.length);
    this.#collection.set(uri, diagnostics);
  }

  #of(uri: vscode.Uri): vscode.Diagnostic[] {
    const here = [...this.#byModel.values()].filter((each) => each.uri.toString() === uri.toString());
    return here.map(({ diagnostic }) => diagnostic);
  }

  #toShow(uri: vscode.Uri): vscode.Diagnostic[] {
    const own = this.#of(uri);
    if (own.length === 0) return own;
    const errors = vscode.languages
      .getDiagnostics(uri)
      .filter((each) => each.source === diagnosticSource && each.severity === vscode.DiagnosticSeverity.Error);
    const lines = new Set(errors.map(({ range }) => range.start.line));
    return own.filter(({ range }) => !lines.has(range.start.line));
  }
}

export function positionOf({ line, column }: Place): vscode.Position {
  return new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
}

/** The word at the place, else the rest of the line. */
async function rangeOf(uri: vscode.Uri, place: Place): Promise<vscode.Range> {
  const start = positionOf(place);
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const word = document.getWordRangeAtPosition(document.validatePosition(start));
    return word?.start.isEqual(start)
      ? word
      : document.validateRange(new vscode.Range(start, document.lineAt(start).range.end));
  } catch {
    return new vscode.Range(start, start);
  }
}
