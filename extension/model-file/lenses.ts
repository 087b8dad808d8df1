/**
 * The code lenses of a model file: train, debug and show it; and, while a run of it lives, stop that. The language server
 * adds how large the model is.
 */

import * as vscode from 'vscode';
import type { Host, RunStore } from '../host.ts';
import { liveStates, type RunRecord } from '../runs/run-record.ts';
import { stopTitle } from './lens-titles.ts';
import { actionLine } from './source-text.ts';

/** A step counter that changes faster is unrest. */
const refreshMs = 1000;
/** The other lenses are not to wait for the language server, which may be starting. */
const patienceMs = 250;

export class ModelLenses implements vscode.Disposable {
  readonly #changed: () => void;
  readonly #disposables: vscode.Disposable[] = [];
  #runs: RunStore | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Whether lenses that were given out show a live run. */
  #showsLive = false;
  readonly #host: Host;
  readonly #sizes = new WeakMap<vscode.TextDocument, string | undefined>();

  constructor(host: Host, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#disposables.push(
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tensorloom.codeLens')) changed();
      }),
    );
    void host.runs().then((runs) => {
      this.#runs = runs;
      this.#disposables.push(runs.onDidChange(() => this.#runChanged()));
      changed();
    });
  }

  async lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const wanted = vscode.workspace.getConfiguration('tensorloom', document).get('codeLens', true);
    if (!wanted) return [];
    const line = actionLine(document.getText());
    if (line === undefined) return [];
    const range = new vscode.Range(line, 0, line, 0);
    const lens = (title: string, command: string, argument: unknown, tooltip?: string) =>
      new vscode.CodeLens(range, { title, command, arguments: [argument], ...(tooltip !== undefined && { tooltip }) });
    const graph = lens('$(type-hierarchy) Show Graph', 'tensorloom.showGraph', document.uri);
    const size = await this.#sizeOf(document);
    const sizes = size === undefined ? [] : [lens(size, 'tensorloom.showGraph', document.uri)];
    // What runs the file waits for trust, and for a file.
    if (!vscode.workspace.isTrusted || document.uri.scheme !== 'file') return [graph, ...sizes];
    const live = this.#liveRunsOf(document.uri.fsPath);
    this.#showsLive ||= live.length > 0;
    return [
      ...live.map((run) => lens(stopTitle(run), 'tensorloom.stop', run.id, run.name)),
      lens('$(play) Train', 'tensorloom.train', document.uri),
      lens('$(debug-alt) Debug', 'tensorloom.debug', document.uri),
      graph,
      ...sizes,
    ];
  }

  /** As it is known in a moment; what is known later is shown then. */
  async #sizeOf(document: vscode.TextDocument): Promise<string | undefined> {
    const shown = this.#sizes.get(document);
    let isLate = false;
    const ask = async () => {
      const language = this.#host.language();
      const size = await language.then((server) => server.lensOf(document)).catch(() => undefined);
      this.#sizes.set(document, size);
      if (isLate && size !== shown) this.#changed();
    };
    await Promise.race([ask(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
    isLate = true;
    return this.#sizes.get(document);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#disposables) each.dispose();
  }

  #liveRunsOf(file: string): readonly RunRecord[] {
    const runs = this.#runs;
    if (runs === undefined) return [];
    // Those of another window are stopped there.
    return runs.all.filter((run) => run.file === file && liveStates.has(run.state) && !runs.elsewhere?.(run.id));
  }

  #runChanged(): void {
    const live = this.#runs?.all.some(({ state }) => liveStates.has(state)) ?? false;
    if (!live && !this.#showsLive) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#showsLive = false;
      this.#changed();
    }, refreshMs);
  }
}
