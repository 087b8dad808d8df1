/** What the language client is told: which documents are the server's, and how settings are read for it. */

import * as vscode from 'vscode';
import type { ConfigurationParams, LanguageClientOptions } from 'vscode-languageclient/node';
import type { Host } from '../host.ts';
import { editedDocuments } from '../model-file/index.ts';

/** All scripts: a model may import any of them, with what is not saved yet. */
const languages = ['typescript', 'javascript', 'typescriptreact', 'javascriptreact'];

export function clientOptions(host: Host): LanguageClientOptions {
  return {
    documentSelector: editedDocuments(languages),
    outputChannel: host.log,
    // Faults of runs have a collection of their own.
    diagnosticCollectionName: 'tensorloom-language',
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      // Asked for apart (`lensOf`): the editor shows no lens before each provider has answered.
      provideCodeLenses: () => [],
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers) ? withLanguages(params, answers) : answers;
        },
      },
    },
  };
}

/** Settings may differ by language, which an address does not tell: the document with that address does. */
function withLanguages({ items }: ConfigurationParams, answers: unknown[]): unknown[] {
  return items.map(({ scopeUri, section }, place) => {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === scopeUri);
    const name = section?.replace(/^tensorloom\./, '');
    if (document === undefined || name === undefined || name === section) return answers[place];
    return vscode.workspace.getConfiguration('tensorloom', document).get(name) ?? answers[place];
  });
}
