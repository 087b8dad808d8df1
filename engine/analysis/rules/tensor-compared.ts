/** Tensors compared by JavaScript's `===`, whose answer is used as a value: it tells whether both are one node. */

import { rangeOf, ts } from '../syntax.ts';
import { fix, preferFirst, replace } from './edits/text-edits.ts';
import { asMethods } from './faults/javascript-operator.ts';
import { tensorOf } from './operand.ts';
import type { Rule } from './rule.ts';

const comparisons = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

export const tensorCompared: Rule = {
  code: 'javascript-operator',
  *check({ program }) {
    const isTensor = (node: ts.Expression) =>
      program.factOf(node)?.values.every((value) => tensorOf(value) !== undefined) ?? false;
    for (const file of program.sources.keys()) {
      for (const { node } of program.facts(file)) {
        const { parent } = node;
        if (!parent || !ts.isBinaryExpression(parent) || parent.left !== node) continue;
        if (!comparisons.has(parent.operatorToken.kind) || !isKept(parent)) continue;
        if (!isTensor(parent.left) || !isTensor(parent.right)) continue;
        const written = asMethods(parent, { program });
        const operator = parent.operatorToken.getText(parent.getSourceFile());
        yield {
          code: 'javascript-operator',
          severity: 'warning',
          message:
            `JavaScript's ${operator} only tells whether both are one and the same node of the graph. To compare what is ` +
            `in them, there is ${written?.methods.at(-1) ?? 'tf.equal'}.`,
          range: rangeOf(parent),
          related: [],
          fixes: preferFirst([
            written && fix(`Write it with the method ${written.methods.join(', ')}`, replace(parent, written.text)),
          ]),
        };
      }
    }
  },
};

/** Kept in a variable or handed to the library: not asked as a question that decides something. */
function isKept(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isKept(parent);
  return (
    ts.isVariableDeclaration(parent) &&
    ts.isIdentifier(parent.name) &&
    /hit|correct|equal|match|accura/i.test(parent.name.text)
  );
}
