/** The documents that are open in the editor, with their newest text, and which of them the analysis has not seen. */

import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { longestSource } from '../../engine/source-files/index.ts';
import type { DocumentChange } from '../thread/messages.ts';
import { fileOf } from './file-names.ts';
import { isScriptLanguage, maybeModel } from './model-text.ts';

export class OpenDocument {
  readonly file: string;
  #document: TextDocument;
  #isModel: boolean | undefined;

  constructor(document: TextDocument) {
    this.file = fileOf(document.uri, document.languageId);
    this.#document = document;
  }

  get uri(): string {
    return this.#document.uri;
  }
  get version(): number {
    return this.#document.version;
  }
  get text(): string {
    return this.#document.getText();
  }
  /** Written by a person, and not too long to be looked at. */
  get isReadable(): boolean {
    return this.text.length <= longestSource;
  }
  /** Whether it is to be analysed for its own sake. */
  get isModel(): boolean {
    this.#isModel ??= this.isReadable && maybeModel(this.text);
    return this.#isModel;
  }

  edit(changes: TextDocumentContentChangeEvent[], version: number): void {
    this.#document = TextDocument.update(this.#document, changes, version);
    this.#isModel = undefined;
  }
}

export class OpenDocuments {
  readonly #byUri = new Map<string, OpenDocument>();
  readonly #byFile = new Map<string, OpenDocument>();
  /** Files whose text the analysis' thread does not have as it is now. */
  readonly #unseen = new Set<string>();

  /** Scripts alone; others are nothing to this server. */
  open(uri: string, languageId: string, version: number, text: string): OpenDocument | undefined {
    if (!isScriptLanguage(languageId)) return undefined;
    const document = new OpenDocument(TextDocument.create(uri, languageId, version, text));
    this.#byUri.set(uri, document);
    this.#byFile.set(document.file, document);
    this.#unseen.add(document.file);
    return document;
  }

  edit(uri: string, changes: TextDocumentContentChangeEvent[], version: number): OpenDocument | undefined {
    const document = this.#byUri.get(uri);
    if (!document) return undefined;
    document.edit(changes, version);
    this.#unseen.add(document.file);
    return document;
  }

  close(uri: string): OpenDocument | undefined {
    const document = this.#byUri.get(uri);
    if (!document) return undefined;
    this.#byUri.delete(uri);
    this.#byFile.delete(document.file);
    this.#unseen.add(document.file);
    return document;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#byUri.get(uri);
  }
  ofFile(file: string): OpenDocument | undefined {
    return this.#byFile.get(file);
  }
  get all(): Iterable<OpenDocument> {
    return this.#byUri.values();
  }
  get hasModels(): boolean {
    return [...this.#byUri.values()].some(({ isModel }) => isModel);
  }

  /** What the thread must be told; afterwards it knows. @param ofAll - it knows nothing yet */
  takeChanges(ofAll: boolean): DocumentChange[] {
    const files = ofAll ? [...this.#byFile.keys()] : [...this.#unseen];
    this.#unseen.clear();
    return files.map((file) => {
      const document = this.#byFile.get(file);
      if (!document?.isReadable) return { file, text: null };
      return { file, uri: document.uri, version: document.version, text: document.text };
    });
  }
}
