/** Where a panel's graph comes from: stored somewhere, built by a run, or found while its file is typed. Types alone. */

import type * as vscode from 'vscode';
import type { GraphData } from '../../webview/protocol.ts';

export interface GraphFeed extends vscode.Disposable {
  /** The first graph is under way. */
  readonly isComing: boolean;
  /** Somebody wants to see it as it is now. */
  reload(): void;
  /** The panel was brought to the front. */
  revealed(): void;
}

export interface FeedListener {
  onLoading(message: string): void;
  /** `canRun`: running the model file may show more. */
  onGraph(graph: GraphData, canRun: boolean): void;
  onProblem(message: string, canRun: boolean): void;
  /** What the title says beside the name. */
  onMark(mark: string | undefined): void;
}
