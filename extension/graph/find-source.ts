/** Finds the source files that a graph names. */

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { GraphSource, Host } from '../host.ts';
import { isUri, placeOf } from './graph-source.ts';
import { baseName, candidatePaths, mostAlike } from './source-paths.ts';

const mostFound = 50;

/** The file on this machine, or a document that the editor has elsewhere; undefined where there is none of its name. */
export async function findSource(host: Host, graph: GraphSource, file: string): Promise<string | undefined> {
  if (isUri(file) && vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file)) return file;
  for (const path of candidatePaths(file, await startFolders(host, graph))) {
    if (await isFile(path)) return path;
  }
  const name = baseName(file);
  if (name === '') return undefined;
  const pattern = `**/${name.replace(/[*?{}[\]]/g, '?')}`;
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostFound).then(
    (uris) => uris,
    () => [],
  );
  return mostAlike(
    file,
    found.map(({ fsPath }) => fsPath),
  );
}

/** Runs start in their workspace folder; models name their own files from theirs. */
async function startFolders(host: Host, graph: GraphSource): Promise<readonly string[]> {
  const place = placeOf(graph);
  const record = (await host.runs()).all.find(({ logFolder }) => logFolder === place);
  return [
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    ...(record === undefined ? [] : [dirname(record.file)]),
    graph.kind === 'events' ? place : dirname(place),
  ];
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
