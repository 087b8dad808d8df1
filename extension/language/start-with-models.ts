/** Starts the language server with the first model file that is open. Registered at activation: loads nothing before. */

import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { isModelDocument } from '../model-file/index.ts';

/** A file becomes a model as its import is typed; that nobody must notice at once. */
const editDelayMs = 500;

export function startLanguageWithModels(host: Host): void {
  const edited = new Set<vscode.TextDocument>();
  let timer: NodeJS.Timeout | undefined;
  const look = (documents: Iterable<vscode.TextDocument>) => {
    for (const document of documents) {
      if (document.isClosed || !isModelDocument(document)) continue;
      stop.dispose();
      host.language().catch((error: Error) => host.log.error(error));
      return;
    }
  };
  const stop = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => look([document])),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      edited.add(document);
      timer ??= setTimeout(() => {
        timer = undefined;
        look(edited);
        edited.clear();
      }, editDelayMs);
    }),
    { dispose: () => clearTimeout(timer) },
  );
  host.context.subscriptions.push(stop);
  look(vscode.workspace.textDocuments);
}
