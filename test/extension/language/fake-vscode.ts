/** As much of `vscode` as the language client's wiring touches: documents that come and change, and settings. */

import { Disposable, Happening, Uri } from '../panels/fake-vscode.ts';

export { Disposable, Uri };

export interface FakeDocument {
  readonly languageId: string;
  readonly uri: Uri;
  text: string;
  isClosed: boolean;
  getText(): string;
}

export function document(text: string, languageId = 'typescript', path = '/model.ts'): FakeDocument {
  const made: FakeDocument = { languageId, uri: new Uri(path), text, isClosed: false, getText: () => made.text };
  return made;
}

export const opened = new Happening<FakeDocument>();
export const changed = new Happening<{ document: FakeDocument }>();

/** By language, then by name; '' where no language is known. */
export const settings: Record<string, Record<string, unknown>> = {};

export const workspace = {
  textDocuments: [] as FakeDocument[],
  workspaceFolders: undefined as { uri: { scheme: string } }[] | undefined,
  onDidOpenTextDocument: opened.event,
  onDidChangeTextDocument: changed.event,
  getConfiguration: (_section: string, scope?: { languageId?: string }) => ({
    get: (name: string) => settings[scope?.languageId ?? '']?.[name],
  }),
};
export const window = { activeTextEditor: undefined };
