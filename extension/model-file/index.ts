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
/** Of text in panels, such as the log: whoever reads there has not left the editor. */
const panelSchemes: ReadonlySet<string> = new Set(['output', 'debug', 'comment', 'vscode-scm']);

/**
 * Documents that somebody edits: not what is only shown, such as the old side of a comparison. Folders that are not on a
 * disk have a scheme of their own.
 */
export function editedDocuments(
  languages: readonly string[],
): { readonly scheme: string; readonly language: string }[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)]);
  return [...schemes].flatMap((scheme) => languages.map((language) => ({ scheme, language })));
}

export function isModelDocument(document: vscode.TextDocument): boolean {
  if (!modelLanguages.includes(document.languageId)) return false;
  const text = document.getText();
  return isModelText(text.length > longestRead ? text.slice(0, longestRead) : text);
}

/** The document that a command without one means: of the active editor, or the only model on the screen or in a tab. */
export function activeModel(): vscode.TextDocument | undefined {
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && !panelSchemes.has(active.uri.scheme)) return active;
  const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document).filter(isModelDocument));
  const models = visible.size > 0 ? visible : modelsInTabs();
  const [only] = models;
  return models.size === 1 ? only : undefined;
}

/** Behind others, such as the walkthrough that says to train one. */
function modelsInTabs(): ReadonlySet<vscode.TextDocument> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const open = new Set(tabs.map(({ input }) => (input instanceof vscode.TabInputText ? String(input.uri) : '')));
  const documents = vscode.workspace.textDocuments.filter(({ uri }) => open.has(String(uri)));
  return new Set(documents.filter(isModelDocument));
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
    if (document !== undefined && panelSchemes.has(document.uri.scheme)) return;
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
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider(editedDocuments(modelLanguages), {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (isModelDocument(document) ? (await lenses()).lensesOf(document) : []),
    }),
  );
}
