/** Nodes of a syntax tree by place. */

import { ts } from '../../engine/analysis/index.ts';

/** The innermost node around `offset`; at the border of two, the one that ends there only if none begins. */
export function nodeAt(source: ts.SourceFile, offset: number): ts.Node {
  let node: ts.Node = source;
  for (;;) {
    const inner = childAt(node, source, offset);
    if (!inner) return node;
    node = inner;
  }
}

function childAt(node: ts.Node, source: ts.SourceFile, offset: number): ts.Node | undefined {
  let ending: ts.Node | undefined;
  const found = ts.forEachChild(node, (child) => {
    const start = child.getStart(source);
    if (start <= offset && offset < child.end) return child;
    if (child.end === offset && start < offset) ending = child;
    return undefined;
  });
  return found ?? ending;
}

/** The nodes around `offset`, innermost first, up to the file itself. */
function* nodesAround(source: ts.SourceFile, offset: number): Iterable<ts.Node> {
  for (let node = nodeAt(source, offset); node !== source; node = node.parent) yield node;
}

/** All nodes of a tree in order of text. The order is kept with a stack of its own: trees may be deeper than calls. */
export function* nodesOf(root: ts.Node): Iterable<ts.Node> {
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    yield node;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]);
  }
}

/** As `nodesAround`, for a place in code that is being written: blanks before it, after which nothing stands yet, are skipped. */
export function nodesNear(source: ts.SourceFile, offset: number): Iterable<ts.Node> {
  let end = offset;
  while (end > 0 && /\s/.test(source.text[end - 1])) end--;
  return nodesAround(source, end);
}
