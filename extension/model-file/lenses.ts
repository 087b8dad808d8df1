/** The code lenses of a model file: train, debug and show it; and, while a run of it lives, stop that. */

import * as vscode from 'vscode';
import type { Host, RunStore } from '../host.ts';
import { liveStates, type RunRecord } from '../runs/run-record.ts';
import { stopTitle } from './lens-titles.ts';
import { actionLine } from './source-text.ts';

/** A step counter that changes faster is unrest. */
const refreshMs = 1000;

export class ModelLenses implements vscode.Disposable {
  readonly #changed: () => void;
  readonly #disposables: vscode.Disposable[] = [];
  #runs: RunStore | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Whether lenses that were given out show a live run. */
  #showsLive = false;

  constructor(host: Host, changed: () => void) {
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

  lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
    const wanted = vscode.workspace.getConfiguration('tensorloom', document).get('codeLens', true);
    if (!wanted || !vscode.workspace.isTrusted) return [];
    const line = actionLine(document.getText());
    if (line === undefined) return [];
    const range = new vscode.Range(line, 0, line, 0);
    const lens = (title: string, command: string, argument: unknown, tooltip?: string) =>
      new vscode.CodeLens(range, { title, command, arguments: [argument], ...(tooltip !== undefined && { tooltip }) });
    const live = this.#liveRunsOf(document.uri.fsPath);
    this.#showsLive ||= live.length > 0;
    return [
      ...live.map((run) => lens(stopTitle(run), 'tensorloom.stop', run.id, run.name)),
      lens('$(play) Train', 'tensorloom.train', document.uri),
      lens('$(debug-alt) Debug', 'tensorloom.debug', document.uri),
      lens('$(type-hierarchy) Show Graph', 'tensorloom.showGraph', document.uri),
    ];
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
