/** Requests of the protocol as questions to the analysis: what is taken of each, and what comes back where nothing is known. */

import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  Position,
  Range,
  ResponseError,
} from 'vscode-languageserver';
import type { OpenDocument } from './documents/open-documents.ts';
import { graphRequest } from './protocol.ts';
import type { Answered } from './scheduling/waiting-questions.ts';
import type { AnswerOf, Method, ParamsOf, Refusal } from './thread/questions.ts';

export interface Asked {
  document(uri: unknown): OpenDocument | undefined;
  ask<M extends Method>(method: M, file: string, params: ParamsOf<M>, signal: AbortSignal): Promise<Answered<M>>;
  isOn(setting: 'inlayHints' | 'codeLens', uri: string): Promise<boolean>;
}

interface Place {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export function answerRequests(connection: Connection, { document, ask, isOn }: Asked): void {
  /** null where the file is no model, or nothing can be told of it. */
  async function answer<M extends Method>(
    method: M,
    uri: string,
    params: ParamsOf<M>,
    token: CancellationToken,
  ): Promise<AnswerOf<M> | null> {
    const found = document(uri);
    if (!found?.isModel) return null;
    const controller = new AbortController();
    const cancelling = token.onCancellationRequested(() => controller.abort());
    const answered = await ask(method, found.file, params, controller.signal);
    cancelling.dispose();
    if (answered === 'overtaken') throw new ResponseError(LSPErrorCodes.ContentModified, 'The file has changed.');
    if (answered === 'refused') throw new ResponseError(LSPErrorCodes.RequestCancelled, 'This is not wanted any more.');
    return answered === 'failed' ? null : answered.answer;
  }

  /** A request about one place. */
  const at =
    <M extends 'hover' | 'completion' | 'signatureHelp' | 'definition' | 'highlights' | 'prepareRename'>(method: M) =>
    ({ textDocument, position }: Place, token: CancellationToken) =>
      answer(method, textDocument?.uri, { position: checked(Position, position) } as ParamsOf<M>, token);

  connection.onHover(at('hover'));
  connection.onCompletion(at('completion'));
  connection.onSignatureHelp(at('signatureHelp'));
  connection.onDefinition(at('definition'));
  connection.onDocumentHighlight(at('highlights'));
  connection.onReferences(({ textDocument, position, context }, token) => {
    const params = { position: checked(Position, position), withDeclaration: context?.includeDeclaration === true };
    return answer('references', textDocument?.uri, params, token);
  });
  connection.onPrepareRename(async (place, token) => accepted(await at('prepareRename')(place, token)));
  connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
    const params = { position: checked(Position, position), newName: String(newName) };
    return accepted(await answer('rename', textDocument?.uri, params, token));
  });
  connection.onDocumentSymbol(({ textDocument }, token) => answer('symbols', textDocument?.uri, {}, token));
  connection.onCodeAction(({ textDocument, range }, token) =>
    answer('codeActions', textDocument?.uri, { range: checked(Range, range) }, token),
  );
  connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
    const params = { range: checked(Range, range) };
    return (await isOn('inlayHints', textDocument?.uri))
      ? answer('inlayHints', textDocument?.uri, params, token)
      : null;
  });
  connection.onCodeLens(async ({ textDocument }, token) =>
    (await isOn('codeLens', textDocument?.uri)) ? answer('codeLenses', textDocument?.uri, {}, token) : null,
  );
  connection.onRequest(graphRequest, async (params: { uri?: string } | undefined, token: CancellationToken) => {
    const answered = await answer('graph', params?.uri ?? '', { unless: null }, token);
    return answered === null || answered === 'same' ? null : answered.graph;
  });
}

/** Whoever sends something else has a fault, and is told so. */
function checked<T>(kind: { is(value: unknown): value is T }, value: unknown): T {
  if (kind.is(value)) return value;
  throw new ResponseError(ErrorCodes.InvalidParams, `Not a place in a file: ${JSON.stringify(value) ?? 'nothing'}.`);
}

function accepted<T extends object>(answer: T | Refusal | null): Exclude<T, Refusal> | null {
  if (answer !== null && 'refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer as Exclude<T, Refusal> | null;
}
