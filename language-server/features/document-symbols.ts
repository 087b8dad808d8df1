/** The outline: what the file's calls made in the graph, by name scope. */

import { type DocumentSymbol, type Position, type Range, SymbolKind } from 'vscode-languageserver-types';
import { Variable } from '../../engine/api/index.ts';
import { Operation, Tensor } from '../../engine/graph/index.ts';
import type { FileView } from './file-view.ts';
import type { MadePath } from './names/call-paths.ts';
import { nameIndex } from './names/name-index.ts';
import { tensorType } from './tensors.ts';

/** A flood of operations is no outline. */
const mostSymbols = 2000;

export function documentSymbols(view: FileView): DocumentSymbol[] {
  const { made } = nameIndex(view.program);
  const here = made.filter(({ call }) => call.origin.range.file === view.file).slice(0, mostSymbols);
  const roots: DocumentSymbol[] = [];
  const byPath = new Map<string, DocumentSymbol>();
  // Scopes first, outermost first: what they hold finds them.
  const depth = ({ path }: MadePath) => path.split('/').length;
  for (const each of here.filter(isScope).sort((a, b) => depth(a) - depth(b))) add(each.path, symbolOf(view, each));
  for (const each of here) if (!isScope(each)) add(each.path, symbolOf(view, each));
  for (const symbols of [roots, ...[...byPath.values()].map(({ children }) => children!)]) symbols.sort(byPlace);
  return roots;

  function add(path: string, symbol: DocumentSymbol): void {
    if (byPath.has(path)) return;
    byPath.set(path, symbol);
    const parent = enclosing(path);
    if (parent) parent.children!.push(symbol);
    else roots.push(symbol);
  }

  function enclosing(path: string): DocumentSymbol | undefined {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const scope = byPath.get(path.slice(0, end));
      if (scope?.kind === SymbolKind.Namespace) return scope;
    }
    return undefined;
  }
}

/** A call that makes several operations under one name is no scope: its parts are its own business. */
function isScope({ call, isScope }: MadePath): boolean {
  return isScope && /(?:^|\.)(?:name|variable)Scope$/.test(call.name);
}

function symbolOf(view: FileView, made: MadePath): DocumentSymbol {
  const range = view.lines.range(made.call.origin.range);
  const selection: Range = made.name ? view.rangeOf(made.name) : { start: range.start, end: range.start };
  const name = made.path.slice(made.path.lastIndexOf('/') + 1) || made.path;
  return { name, ...kindOf(made), range, selectionRange: within(range, selection), children: [] };
}

function kindOf(made: MadePath): Pick<DocumentSymbol, 'kind' | 'detail'> {
  const { result } = made.call;
  if (isScope(made)) return { kind: SymbolKind.Namespace, detail: 'scope' };
  if (result instanceof Variable) return { kind: SymbolKind.Variable, detail: tensorType(result) };
  if (result instanceof Tensor) {
    const kind = result.op.type.startsWith('Placeholder') ? SymbolKind.Interface : SymbolKind.Operator;
    return { kind, detail: `${result.op.type} ${tensorType(result)}` };
  }
  if (result instanceof Operation) return { kind: SymbolKind.Event, detail: result.type };
  return { kind: SymbolKind.Operator, detail: made.call.name };
}

/** As they are written; what one call made several times, in the order in which it did. */
function byPlace(a: DocumentSymbol, b: DocumentSymbol): number {
  return compare(a.range.start, b.range.start) || compare(b.range.end, a.range.end);
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** What is selected must lie in the symbol: a name may be written elsewhere. */
function within(range: Range, selection: Range): Range {
  const isOutside = compare(selection.start, range.start) < 0 || compare(selection.end, range.end) > 0;
  return isOutside ? { start: range.start, end: range.start } : selection;
}
