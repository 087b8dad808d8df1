/** What the server can do, as it tells the editor; and what it asks to be told of. */

import {
  CodeActionKind,
  type InitializeParams,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';

export const capabilities: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  inlayHintProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  codeLensProvider: {},
  completionProvider: { triggerCharacters: ["'", '"', '`', '/', '[', ',', ' '] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  documentSymbolProvider: { label: 'Tensorloom' },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
};

/** All that a model may consist of, and what says which files its imports mean: also `tsconfig.base.json`, for others to extend. */
export const watchedFiles = ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}', '**/tsconfig*.json'];

/** Whether the file says which files imports mean. */
export function saysWhatImportsMean(file: string): boolean {
  return /[\\/]tsconfig[^\\/]*\.json$/.test(file);
}

/** What the editor can do, of what this server would use. */
export function clientAbilities({ capabilities: { workspace } }: InitializeParams) {
  return {
    configuration: workspace?.configuration === true,
    changesOfConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    changesOfFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshOfHints: workspace?.inlayHint?.refreshSupport === true,
    refreshOfLenses: workspace?.codeLens?.refreshSupport === true,
  };
}
