/**
 * What is wrong with each file, by the models it was found in: a file that several models import shows what any of them
 * finds there. Tells of changes alone.
 */

import type { Diagnostic } from 'vscode-languageserver-types';
import type { Findings } from './thread/messages.ts';

export type Publish = (uri: string, diagnostics: Diagnostic[]) => void;

export class DiagnosticsBoard {
  readonly #publish: Publish;
  readonly #byModel = new Map<string, Map<string, readonly Diagnostic[]>>();
  /** What the editor was told last, as JSON; nothing where there is nothing to show. */
  readonly #shown = new Map<string, string>();

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  set(model: string, diagnostics: Findings['diagnostics']): void {
    const before = this.#byModel.get(model);
    this.#byModel.set(model, new Map(diagnostics));
    for (const uri of new Set([...(before?.keys() ?? []), ...diagnostics.map(([uri]) => uri)])) this.#show(uri);
  }

  /** The model is closed, or nothing is known of it any more. */
  remove(model: string): void {
    const before = this.#byModel.get(model);
    this.#byModel.delete(model);
    for (const uri of before?.keys() ?? []) this.#show(uri);
  }

  #show(uri: string): void {
    const found = new Map<string, Diagnostic>();
    for (const byFile of this.#byModel.values()) {
      for (const diagnostic of byFile.get(uri) ?? []) {
        const { range, code, message } = diagnostic;
        found.set(JSON.stringify([range, code, message]), diagnostic);
      }
    }
    const diagnostics = [...found.values()];
    const shown = diagnostics.length > 0 ? JSON.stringify(diagnostics) : undefined;
    if (this.#shown.get(uri) === shown) return;
    if (shown === undefined) this.#shown.delete(uri);
    else this.#shown.set(uri, shown);
    this.#publish(uri, diagnostics);
  }
}
