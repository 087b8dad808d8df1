/**
 * Which editors hold model files, and what is offered there: a context key for the menus, and code lenses. Registered at
 * activation, so it loads nothing and asks for nothing until a script is open.
 */

import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { isModelText } from './source-text.ts';

export { isModelText } from './source-text.ts';

/** The documents that can be model files. */
export const modelLanguages: readonly string[] = ['typescript', 'javascript'];

/** Models are short; of a bundle of megabytes, the start is enough. */
const longestRead = 200_000;
const editDelayMs = 300;

export function isModelDocument(document: vscode.TextDocument): boolean {
  if (!modelLanguages.includes(document.languageId)) return false;
  const text = document.getText();
  return isModelText(text.length > longestRead ? text.slice(0, longestRead) : text);
}

export function registerModelFiles(host: Host): void {
  host.context.subscriptions.push(followActiveEditor(), registerLenses(host));
}

/** Keeps `tensorloom.isModelFile` true while the active editor holds a model file. */
function followActiveEditor(): vscode.Disposable {
  let shown: boolean | undefined;
  let timer: NodeJS.Timeout | undefined;
  const update = () => {
    clearTimeout(timer);
    timer = undefined;
    const document = vscode.window.activeTextEditor?.document;
    // A panel or the terminal in front has no editor: menus of the editors then ask by resource, so false is right.
    const is = document !== undefined && isModelDocument(document);
    if (is === shown) return;
    shown = is;
    void vscode.commands.executeCommand('setContext', 'tensorloom.isModelFile', is);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidOpenTextDocument(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== vscode.window.activeTextEditor?.document) return;
      timer ??= setTimeout(update, editDelayMs);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

function registerLenses(host: Host): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let provider: Promise<import('./lenses.ts').ModelLenses> | undefined;
  const lenses = () => {
    provider ??= import('./lenses.ts').then(({ ModelLenses }) => {
      const made = new ModelLenses(host, () => changed.fire());
      host.context.subscriptions.push(made);
      return made;
    });
    return provider;
  };
  const selector = modelLanguages.map((language) => ({ language, scheme: 'file' }));
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (isModelDocument(document) ? (await lenses()).lensesOf(document) : []),
    }),
  );
}
