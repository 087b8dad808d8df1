/** An argmax over an axis of size 1 is always 0: an accuracy made of it is always 1, or always the share of zeros. */

import { fullyKnown, isKnown, type Operation, type TensorShape } from '../../graph/index.ts';
import type { QuickFix } from '../diagnostic.ts';
import { ts } from '../syntax.ts';
import { fix, insertAt, preferFirst, replace } from './edits/text-edits.ts';
import { knownSize } from './operand.ts';
import { placeOf } from './place.ts';
import type { Rule } from './rule.ts';
import { argumentOf } from './syntax/call-arguments.ts';
import { calledFunction } from './syntax/library-names.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const argmaxOfOne: Rule = {
  code: 'argmax-of-one',
  *check(context) {
    const { program } = context;
    for (const op of context.operationsOf('ArgMax', 'ArgMin')) {
      const axis = axisOfSizeOne(op);
      const origin = program.originOf(op);
      if (axis === undefined || !origin || origin.isGuarded) continue;
      const [input] = op.inputs;
      const text = typeText(input.dtype, input.shape);
      yield {
        code: 'argmax-of-one',
        severity: 'warning',
        message:
          `Axis ${axis} of ${text} has size 1, so ${op.type === 'ArgMax' ? 'argmax' : 'argmin'} gives 0 for every ` +
          'example. With one output, compare it with a threshold: tf.round(tf.sigmoid(x)), say.',
        range: rangeOfCall(origin.site.node),
        related: placeOf(input.op, `${text} comes from here`, program),
        fixes: preferFirst([alongAnother(origin.site.node, input.shape, axis)]),
      };
    }
  },
};

function axisOfSizeOne({ inputs }: Operation): number | undefined {
  const axis = fullyKnown(inputs[1].partialValue)?.[0];
  const rank = inputs[0].shape.rank;
  if (axis === undefined || rank === null || knownSize(inputs[0].shape, axis) !== 1) return undefined;
  return axis < 0 ? axis + rank : axis;
}

/** Along the one axis that has something to choose from. */
function alongAnother(call: ts.Node, { dims }: TensorShape, axis: number): QuickFix | undefined {
  const others = dims!.flatMap((dim, at) => (at !== axis && isKnown(dim) && dim > 1 ? [at] : []));
  if (others.length !== 1 || !ts.isCallExpression(call)) return undefined;
  const [other] = others;
  const written = argumentOf(call, 'axis');
  const title = `Look along axis ${other}`;
  if (written) return fix(title, replace(written, String(other)));
  const expected = calledFunction(call)?.isMethod ? 0 : 1;
  if (call.arguments.length !== expected) return undefined;
  return fix(title, insertAt(call, call.end - 1, expected === 0 ? String(other) : `, ${other}`));
}
