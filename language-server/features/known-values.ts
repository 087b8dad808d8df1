/** What the expressions of a file were, by place: the analysis' facts, as somebody who points at a word means them. */

import { type Program, ts, type Value } from '../../engine/analysis/index.ts';
import { nodeAt } from './node-at.ts';

export interface Known {
  /** What the values are of: a name, or an expression. */
  readonly node: ts.Node;
  /** The different ones, in the order in which they came about. */
  readonly values: readonly Value[];
}

export function knownAt(program: Program, source: ts.SourceFile, offset: number): Known | undefined {
  const node = nodeAt(source, offset);
  return knownOf(program, node);
}

/** Of a node itself. The name of a method means what its call gives. */
export function knownOf(program: Program, node: ts.Node): Known | undefined {
  const { parent } = node;
  if (ts.isIdentifier(node) && parent && ts.isPropertyAccessExpression(parent) && parent.name === node) {
    const isCalled =
      (ts.isCallExpression(parent.parent) || ts.isNewExpression(parent.parent)) && parent.parent.expression === parent;
    return factual(program, isCalled ? parent.parent : parent, node);
  }
  return factual(program, node, node);
}

function factual(program: Program, node: ts.Node, shown: ts.Node): Known | undefined {
  const values = program.factOf(node)?.values;
  return values && { node: shown, values };
}
