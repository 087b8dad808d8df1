/**
 * What the connection's thread asks of the analysis' thread: names, what goes with each, what comes back. Everything is
 * plain data of the Language Server Protocol, so that answers go to the editor as they are. Types alone.
 */

import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
  SignatureHelp,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { LiveGraph } from '../protocol.ts';

/** Why something that was asked for is not done, as a sentence for the user. */
export interface Refusal {
  readonly refusal: string;
}

interface At {
  readonly position: Position;
}

/** By name: parameters beside the file, and the answer. */
export interface Questions {
  /** Wants nothing but the findings that go with every analysis. */
  diagnose: [params: Record<never, never>, answer: null];
  hover: [params: At, answer: Hover | null];
  inlayHints: [params: { readonly range: Range }, answer: InlayHint[]];
  codeActions: [params: { readonly range: Range }, answer: CodeAction[]];
  codeLenses: [params: Record<never, never>, answer: CodeLens[]];
  completion: [params: At, answer: CompletionItem[]];
  signatureHelp: [params: At, answer: SignatureHelp | null];
  symbols: [params: Record<never, never>, answer: DocumentSymbol[]];
  definition: [params: At, answer: Location[]];
  references: [params: At & { readonly withDeclaration: boolean }, answer: Location[]];
  highlights: [params: At, answer: DocumentHighlight[]];
  prepareRename: [params: At, answer: { readonly range: Range; readonly placeholder: string } | Refusal | null];
  rename: [params: At & { readonly newName: string }, answer: WorkspaceEdit | Refusal | null];
  /** `'same'` where the graph has the digest that the asker knows. */
  graph: [
    params: { readonly unless: string | null },
    answer: { readonly graph: LiveGraph; readonly digest: string } | 'same' | null,
  ];
}

export type Method = keyof Questions;
export type ParamsOf<M extends Method> = Questions[M][0];
export type AnswerOf<M extends Method> = Questions[M][1];

/** A question about an open model file. */
export type Question = {
  [M in Method]: { readonly method: M; readonly file: string; readonly params: ParamsOf<M> };
}[Method];
