/** Items of a list or of a call's arguments, spread ones among them. */

import { ts } from '../syntax.ts';
import type { Value } from '../values/index.ts';
import type { Env } from './env.ts';
import type { CallArguments } from './functions.ts';
import type { Interpreter } from './interpreter.ts';

export function evaluateItems(it: Interpreter, nodes: ts.NodeArray<ts.Expression>, env: Env): CallArguments {
  const args: Value[] = [];
  let hasMore = false;
  for (const node of nodes) {
    if (ts.isOmittedExpression(node)) args.push(undefined);
    else if (!ts.isSpreadElement(node)) args.push(it.evaluate(node, env));
    else {
      const list = it.iterate(it.evaluate(node.expression, env), it.siteOf(node));
      if (list.items && !hasMore) args.push(...list.items);
      else {
        // From here on positions are not known.
        hasMore = true;
        args.push(...(list.items ?? [list.element]));
      }
    }
  }
  return { args, hasMore };
}
