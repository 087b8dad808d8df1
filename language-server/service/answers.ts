/** Each question with the feature that answers it, and what is answered where there is nothing to tell. */

import { codeActions } from '../features/code-actions.ts';
import { codeLenses } from '../features/code-lenses.ts';
import { completion } from '../features/completion/index.ts';
import { documentSymbols } from '../features/document-symbols.ts';
import type { FileView } from '../features/file-view.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import { liveGraph } from '../features/live-graph.ts';
import { definition, highlights, references } from '../features/names/go-to.ts';
import { prepareRename, rename } from '../features/names/rename.ts';
import { signatureHelp } from '../features/signature-help.ts';
import type { AnswerOf, Method, ParamsOf, Question } from '../thread/questions.ts';

type Feature<M extends Method> = (view: FileView, params: ParamsOf<M>, version: number) => AnswerOf<M>;

const features: { readonly [M in Method]: Feature<M> } = {
  diagnose: () => null,
  hover: (view, { position }) => hover(view, position),
  inlayHints: (view, { range }) => inlayHints(view, range),
  codeActions: (view, { range }) => codeActions(view, range),
  codeLenses: (view) => codeLenses(view),
  completion: (view, { position }) => completion(view, position),
  signatureHelp: (view, { position }) => signatureHelp(view, position),
  symbols: (view) => documentSymbols(view),
  definition: (view, { position }) => definition(view, position),
  references: (view, { position, withDeclaration }) => references(view, position, withDeclaration),
  highlights: (view, { position }) => highlights(view, position),
  prepareRename: (view, { position }) => prepareRename(view, position),
  rename: (view, { position, newName }) => rename(view, position, newName),
  graph: (view, { unless }, version) => liveGraph(view, version, unless),
};

/** Of a file that is no model. */
export const nothing: { readonly [M in Method]: AnswerOf<M> } = {
  diagnose: null,
  hover: null,
  inlayHints: [],
  codeActions: [],
  codeLenses: [],
  completion: [],
  signatureHelp: null,
  symbols: [],
  definition: [],
  references: [],
  highlights: [],
  prepareRename: null,
  rename: null,
  graph: null,
};

export function answerOf({ method, params }: Question, view: FileView, version: number): AnswerOf<Method> {
  return (features[method] as Feature<Method>)(view, params as ParamsOf<Method>, version);
}
