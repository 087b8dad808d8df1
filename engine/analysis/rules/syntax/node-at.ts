/** From a range back to the syntax node that has it. */

import type { SourceRange } from '../../source/range.ts';
import { ts } from '../../syntax.ts';

/** The outermost node with exactly this range that `fits`. */
export function nodeAt<N extends ts.Node = ts.Node>(
  source: ts.SourceFile,
  { start, end }: SourceRange,
  fits: (node: ts.Node) => node is N = (node): node is N => !ts.isSourceFile(node),
): N | undefined {
  let node: ts.Node | undefined = source;
  while (node) {
    if (node.end === end && node.getStart(source) === start && fits(node)) return node;
    node = ts.forEachChild(node, (child) => (child.pos <= start && end <= child.end ? child : undefined));
  }
  return undefined;
}
