/** A fault in the engine's own words, at the call: how faults read that nobody words better. */

import { TensorloomError } from '../../../graph/index.ts';
import type { SourceRange } from '../../source/range.ts';
import { ts } from '../../syntax.ts';
import type { FaultContext, FaultDescription } from '../fault-context.ts';

export function describePlainly({ error, name, site, place }: FaultContext): FaultDescription {
  return { message: plainMessage(error, name), range: place ?? calledRange(site), related: [], fixes: [] };
}

function plainMessage(error: Error, name: string): string {
  if (error instanceof TensorloomError) return withoutPlace(error.message);
  // The language's own words say nothing of what was called.
  return `tf.${name} fails with these arguments: ${error.message}`;
}

/** The engine's message without the operation and line that it adds for those who have no editor. */
export function withoutPlace(message: string): string {
  return message.replace(/\n {4}at operation .*$/s, '');
}

/** From the called name on, without the object it is called on: that may be a long chain. */
function calledRange({ node, range }: FaultContext['site']): SourceRange {
  if (!ts.isCallExpression(node)) return range;
  const callee = node.expression;
  const from = ts.isPropertyAccessExpression(callee) && !isNamespace(callee.expression) ? callee.name : callee;
  return { ...range, start: from.getStart() };
}

function isNamespace(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isNamespace(node.expression));
}
