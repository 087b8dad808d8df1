/** What is fed by a name that is not that of a tensor. */

import { rangeOf, ts } from '../../syntax.ts';
import { fix, replace } from '../edits/text-edits.ts';
import type { Describer } from './describer.ts';
import { nearestNames } from './unknown-name.ts';

export const feedKeyFault: Describer = (fault) => {
  const key = fault.args.find(({ parameter }) => parameter === 'feeds');
  const isAboutKey = fault.code === 'feed-mismatch' && /must be a tensor of/.test(fault.error.message);
  if (!isAboutKey || typeof key?.value !== 'string') return undefined;
  const name = key.value;
  const nearest = nearestNames(name, fault.graph, true);
  const isOperation = fault.graph.findOperation(name) !== undefined;
  const node: ts.Node | undefined = key.expression;
  return {
    message: isOperation
      ? `'${name}' names an operation. What is fed is its output, '${name}:0'.`
      : /^feed_?dict$|^feeds$/i.test(name)
        ? `Nothing in the graph is called '${name}'. The feeds themselves come second: sess.run(fetches, [[x, value]]).`
        : `Nothing in the graph is called '${name}'.${nearest.length > 0 ? ` Did you mean '${nearest[0]}'?` : ''}`,
    ...(node && { range: rangeOf(node) }),
    fixes:
      node && (ts.isIdentifier(node) || ts.isStringLiteralLike(node))
        ? nearest.map((other) => fix(`Feed '${other}'`, replace(node, `'${other}'`)))
        : [],
  };
};
