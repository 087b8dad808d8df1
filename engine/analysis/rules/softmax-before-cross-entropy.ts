/** Probabilities given to a cross entropy that takes logits: it would take the softmax of a softmax. */

import type { Tensor } from '../../graph/index.ts';
import type { Diagnostic, QuickFix } from '../diagnostic.ts';
import type { ApiCall } from '../program/program.ts';
import { rangeOf, ts } from '../syntax.ts';
import { crossEntropies, labelsAndLogits, sigmoidLosses } from './cross-entropy-call.ts';
import { fix, insertStatementBefore, replace, replaceValue, textOf } from './edits/text-edits.ts';
import { shapeOnly, skipBack } from './graph-walk.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { argumentOf } from './syntax/call-arguments.ts';
import { declarationOf, isTaken, meansTheSameAt } from './syntax/declarations.ts';
import { calledFunction } from './syntax/library-names.ts';
import { bare } from './syntax/trace-expression.ts';
import { rangeOfCall } from './text/call-text.ts';

export const softmaxBeforeCrossEntropy: Rule = {
  code: 'softmax-before-cross-entropy',
  *check(context) {
    for (const call of context.callsOf(crossEntropies)) {
      const logits = labelsAndLogits(call)?.logits;
      if (!logits?.tensor) continue;
      const { op } = skipBack(logits.tensor, shapeOnly);
      const squashing = sigmoidLosses.has(call.name) ? 'Sigmoid' : 'Softmax';
      if (op.type === squashing) yield describe(context, call, op.outputs[0], logits.expression);
    }
  },
};

function describe(
  { program }: RuleContext,
  call: ApiCall,
  squashed: Tensor,
  expression: ts.Expression | undefined,
): Diagnostic {
  const squashing = squashed.op.type.toLowerCase();
  const { node } = call.origin.site;
  const title = `Pass the logits, from before the ${squashing}`;
  const edits = expression && logitsInstead(expression, squashing);
  const fixes: QuickFix[] = edits ? [{ ...fix(title, ...edits), isPreferred: true }] : [];
  return {
    code: 'softmax-before-cross-entropy',
    severity: 'warning',
    message:
      `${call.name.slice(call.name.indexOf('.') + 1)} takes the ${squashing} itself, but what it is given as logits has ` +
      `gone through tf.nn.${squashing} already: learning becomes slow. Pass the values from before the ${squashing}.`,
    range: expression ? rangeOf(expression) : rangeOfCall(node),
    related: placeOf(squashed.op, `The ${squashing} is taken here`, program),
    fixes,
  };
}

/** Edits by which the loss gets what the softmax was taken of. */
function logitsInstead(expression: ts.Expression, squashing: string) {
  const inside = squashedArgument(expression, squashing);
  if (inside) return [replaceValue(expression, textOf(inside))];
  const declaration = ts.isIdentifier(expression) ? declarationOf(expression.text, expression) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const argument = squashedArgument(declaration.initializer, squashing);
  if (!argument) return undefined;
  // What is called logits is meant to be them.
  if (/logits/i.test(textOf(expression))) return [replace(declaration.initializer, textOf(argument))];
  if (ts.isIdentifier(argument)) {
    return meansTheSameAt(argument, expression) ? [replaceValue(expression, argument.text)] : undefined;
  }
  return hoisted(expression, declaration, argument);
}

/** `const logits = E;` before `const y = tf.nn.softmax(E);`. */
function hoisted(expression: ts.Expression, declaration: ts.VariableDeclaration, argument: ts.Expression) {
  const name = ['logits', `${textOf(expression)}Logits`].find(
    (free) => !isTaken(free, declaration) && !isTaken(free, expression),
  );
  const edit = name && insertStatementBefore(declaration, `const ${name} = ${textOf(argument)};`);
  const isAlone = ts.isVariableDeclarationList(declaration.parent) && ts.isVariableStatement(declaration.parent.parent);
  return edit && isAlone ? [edit, replace(argument, name), replaceValue(expression, name)] : undefined;
}

/** E of `tf.nn.softmax(E)` and of `E.softmax()`. */
function squashedArgument(expression: ts.Expression, squashing: string): ts.Expression | undefined {
  const call = bare(expression);
  const called = calledFunction(call);
  if (!called || called.name.slice(called.name.lastIndexOf('.') + 1) !== squashing) return undefined;
  return ['logits', 'x'].map((parameter) => argumentOf(call, parameter)).find((found) => found !== undefined);
}
