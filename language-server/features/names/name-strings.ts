/** Strings of a file that name parts of the graph: where the library takes names, and wherever one can be nothing else. */

import { ts } from '../../../engine/analysis/index.ts';
import type { Graph } from '../../../engine/graph/index.ts';
import { nodesOf } from '../node-at.ts';

/** What a name may be of where it stands. */
export type NameKind = 'tensor' | 'operation' | 'fetch' | 'feed' | 'scope';

export interface NameString {
  readonly literal: ts.StringLiteralLike;
  readonly kind: NameKind;
}

/** Functions that take a name, by their own last name, with the argument that it is. */
const takers: Readonly<Record<string, { readonly argument: number; readonly kind: NameKind }>> = {
  getTensorByName: { argument: 0, kind: 'tensor' },
  getOperationByName: { argument: 0, kind: 'operation' },
  globalVariables: { argument: 0, kind: 'scope' },
  localVariables: { argument: 0, kind: 'scope' },
  trainableVariables: { argument: 0, kind: 'scope' },
  getCollection: { argument: 1, kind: 'scope' },
};

export function nameStrings(source: ts.SourceFile, graph: Graph): NameString[] {
  const found: NameString[] = [];
  for (const node of nodesOf(source)) {
    if (!ts.isStringLiteralLike(node)) continue;
    const kind = kindOf(node) ?? (isTensorName(node.text, graph) ? 'tensor' : undefined);
    if (kind) found.push({ literal: node, kind });
  }
  return found;
}

/** What the place of a string says that it names, whatever it says. */
export function kindOf(literal: ts.StringLiteralLike): NameKind | undefined {
  const { parent } = literal;
  if (ts.isCallExpression(parent)) {
    const name = calledName(parent);
    const taker = name !== undefined && Object.hasOwn(takers, name) ? takers[name] : undefined;
    if (taker && parent.arguments[taker.argument] === literal) return taker.kind;
    // A scope that is entered again.
    if (name === 'nameScope' && parent.arguments[0] === literal && literal.text.endsWith('/')) return 'scope';
  }
  return kindInRun(literal);
}

/** Of a string among what a session is to run, however nested. */
function kindInRun(literal: ts.StringLiteralLike): NameKind | undefined {
  const isKey = ts.isPropertyAssignment(literal.parent) && literal.parent.name === literal;
  // Feeds are pairs of a key and a value, or have their keys in an object.
  const isFirst = ts.isArrayLiteralExpression(literal.parent) && literal.parent.elements[0] === literal;
  for (let node: ts.Node = literal; node.parent; node = node.parent) {
    const { parent } = node;
    if (ts.isCallExpression(parent)) return kindAsArgument(parent, node, isFirst, isKey);
    const isNest =
      ts.isArrayLiteralExpression(parent) || ts.isPropertyAssignment(parent) || ts.isObjectLiteralExpression(parent);
    if (!isNest && !ts.isNewExpression(parent)) return undefined;
  }
  return undefined;
}

function kindAsArgument(
  call: ts.CallExpression,
  argument: ts.Node,
  isFirst: boolean,
  isKey: boolean,
): NameKind | undefined {
  const name = calledName(call);
  const at = call.arguments.indexOf(argument as ts.Expression);
  if (name === 'run' && at === 0 && !isKey) return 'fetch';
  // `op.run(feeds)` and `tensor.eval(feeds)`, beside `session.run(fetches, feeds)`.
  const isFeeds = (name === 'run' && (at === 1 || (at === 0 && isKey))) || (name === 'eval' && at === 0);
  return isFeeds && (isKey || isFirst) ? 'feed' : undefined;
}

function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : undefined;
}

function isTensorName(text: string, graph: Graph): boolean {
  const [, operation, index] = /^(.+):(\d{1,4})$/.exec(text) ?? [];
  return operation !== undefined && graph.findOperation(operation)?.outputs[Number(index)] !== undefined;
}
