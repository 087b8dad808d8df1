/** Gets a graph as a whole: from the reader, or by running a model up to its first step. */

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type GraphData, limits } from '../../webview/protocol.ts';
import type { GraphSource, Host } from '../host.ts';
import { placeOf } from './graph-source.ts';

export type LoadedSource = Exclude<GraphSource, { kind: 'model' }>;

export function loadingText(source: LoadedSource): string {
  const name = basename(placeOf(source));
  return source.kind === 'run' ? `Building the graph of ${name}…` : `Reading the graph of ${name}…`;
}

export async function loadGraph(host: Host, source: LoadedSource, token: vscode.CancellationToken): Promise<GraphData> {
  return checkSize(await readGraph(host, source, token));
}

/** @throws where it has more nodes than a page can show */
export function checkSize(graph: GraphData): GraphData {
  if (graph.nodes.length <= limits.nodes) return graph;
  const count = graph.nodes.length.toLocaleString();
  throw new Error(`The graph has ${count} nodes; at most ${limits.nodes.toLocaleString()} can be shown.`);
}

async function readGraph(host: Host, source: LoadedSource, token: vscode.CancellationToken): Promise<GraphData> {
  if (source.kind !== 'run') return (await host.reader()).graph(source, token);
  if (!vscode.workspace.isTrusted) {
    throw new Error('Building this graph runs the code of the model: trust this workspace, then press Reload.');
  }
  return (await host.training()).graphOf(vscode.Uri.file(source.path), token);
}
