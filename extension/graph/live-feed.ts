/** The graph of a model file as it is typed: from the language server, which runs nothing of it. */

import * as vscode from 'vscode';
import type { LiveGraph } from '../../language-server/protocol.ts';
import type { Host } from '../host.ts';
import type { FollowedGraph } from '../language/followed-graphs.ts';
import { watchFile } from './graph-changes.ts';
import type { FeedListener, GraphFeed } from './graph-feed.ts';
import { graphName } from './graph-source.ts';
import { liveGraphData } from './live-graph-data.ts';
import { checkSize } from './load-graph.ts';

export class LiveFeed implements GraphFeed {
  readonly #listener: FeedListener;
  readonly #file: vscode.Uri;
  readonly #watcher: vscode.Disposable;
  #followed: FollowedGraph | undefined;
  #isComing = true;
  #closed = false;

  constructor(host: Host, uri: string, listener: FeedListener) {
    this.#listener = listener;
    this.#file = vscode.Uri.parse(uri, true);
    // An open document follows its file by itself; one that was closed has to be looked at.
    this.#watcher =
      this.#file.scheme === 'file'
        ? watchFile(this.#file.fsPath, () => this.#followed?.refresh())
        : vscode.Disposable.from();
    listener.onLoading(`Analysing ${graphName({ kind: 'model', uri })}…`);
    void this.#follow(host);
  }

  get isComing(): boolean {
    return this.#isComing;
  }

  reload(): void {
    this.#followed?.refresh();
  }

  revealed(): void {}

  dispose(): void {
    this.#closed = true;
    this.#followed?.dispose();
    this.#watcher.dispose();
  }

  async #follow(host: Host): Promise<void> {
    try {
      const language = await host.language();
      if (this.#closed) return;
      this.#followed = language.followGraph(this.#file, {
        onGraph: (graph) => this.#onGraph(graph),
        onNone: (why, isModel) => this.#onProblem(why, isModel && this.#canRun()),
      });
    } catch (error) {
      this.#onProblem((error as Error).message, this.#canRun());
    }
  }

  #onGraph(graph: LiveGraph): void {
    if (this.#closed) return;
    try {
      const data = checkSize(liveGraphData(graph));
      this.#isComing = false;
      this.#listener.onGraph(data, this.#canRun());
    } catch (error) {
      this.#onProblem((error as Error).message, false);
    }
  }

  #onProblem(message: string, canRun: boolean): void {
    if (this.#closed) return;
    this.#isComing = false;
    this.#listener.onProblem(message, canRun);
  }

  #canRun(): boolean {
    return vscode.workspace.isTrusted && this.#file.scheme === 'file';
  }
}
