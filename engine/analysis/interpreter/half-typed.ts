/** Calls that are being written: what they will be given is not there yet, so nothing can be said of them. */

import { hasErrors, ts } from '../syntax.ts';

/**
 * Whether the parser found something missing in the call itself or among what it is given. Bodies of functions do not
 * count: most of a model may stand in one.
 */
export function isHalfTyped(node: ts.CallExpression | ts.NewExpression): boolean {
  if (!hasErrors(node.getSourceFile())) return false;
  const args = node.arguments ?? [];
  return isBroken(node) && !args.some(ts.isFunctionLike);
}

function isBroken(node: ts.Node): boolean {
  if ((node.flags & ts.NodeFlags.ThisNodeHasError) !== 0) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => isBroken(child) || undefined) ?? false;
}
