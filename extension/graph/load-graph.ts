/** Gets the graph of a panel's source: from the reader, or by running a model up to its first step. */

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type GraphData, limits } from '../../webview/protocol.ts';
import type { GraphSource, Host } from '../host.ts';
import { placeOf } from './graph-source.ts';

export function loadingText(source: GraphSource): string {
  const name = basename(placeOf(source));
  return source.kind === 'model' ? `Building the graph of ${name}…` : `Reading the graph of ${name}…`;
}

export async function loadGraph(host: Host, source: GraphSource, token: vscode.CancellationToken): Promise<GraphData> {
  const graph = await readGraph(host, source, token);
  if (graph.nodes.length <= limits.nodes) return graph;
  const count = graph.nodes.length.toLocaleString();
  throw new Error(`The graph has ${count} nodes; at most ${limits.nodes.toLocaleString()} can be shown.`);
}

async function readGraph(host: Host, source: GraphSource, token: vscode.CancellationToken): Promise<GraphData> {
  if (source.kind !== 'model') return (await host.reader()).graph(source, token);
  if (!vscode.workspace.isTrusted) {
    throw new Error('Showing the graph of a model runs its code: trust this workspace, then press Reload.');
  }
  return (await host.training()).graphOf(vscode.Uri.file(source.path), token);
}
