/** A name that is given to two things in one scope: the second is called otherwise, which loading and feeding notice. */

import { Variable } from '../../api/index.ts';
import { Operation, Tensor } from '../../graph/index.ts';
import type { ApiCall } from '../program/program.ts';
import { rangeOf, ts } from '../syntax.ts';
import { ObjectValue, type Value } from '../values/index.ts';
import type { Rule } from './rule.ts';
import { argumentOf } from './syntax/call-arguments.ts';
import { functionAround } from './syntax/declarations.ts';
import { rangeOfCall } from './text/call-text.ts';

export const duplicateName: Rule = {
  code: 'duplicate-name',
  *check({ program }) {
    const first = new Map<string, ApiCall>();
    for (const call of program.calls) {
      const named = call.origin.isGuarded || !isWrittenOut(call) ? undefined : explicitName(call);
      if (!named) continue;
      const key = `${program.graphs.indexOf(call.graph)}:${named.scope}${named.wanted}`;
      const before = first.get(key);
      if (!before) first.set(key, call);
      if (!before || named.got === named.wanted || !areWrittenTogether(before, call)) continue;
      const literal = argumentOf(call.origin.site.node, 'name');
      yield {
        code: 'duplicate-name',
        severity: 'warning',
        message: `The name '${named.scope}${named.wanted}' is taken already, so this is called '${named.scope}${named.got}'.`,
        range: literal ? rangeOf(literal) : rangeOfCall(call.origin.site.node),
        related: [{ range: rangeOfCall(before.origin.site.node), message: `'${named.scope}${named.wanted}'` }],
        fixes: [],
      };
    }
  },
};

/** Not made by a function or loop that makes several of one kind: those are told apart by their numbers on purpose. */
function isWrittenOut({ origin }: ApiCall): boolean {
  return origin.loops.length === 0 && origin.isCertain;
}

/** At two places of one function: two functions that build parts of one kind may name them alike. */
function areWrittenTogether(a: ApiCall, b: ApiCall): boolean {
  const [x, y] = [a.origin.site.node, b.origin.site.node];
  return x !== y && homeOf(x) === homeOf(y);
}

/** The function or file around, but for callbacks written at a call, such as those of nameScope. */
function homeOf(node: ts.Node): ts.Node {
  let home = functionAround(node);
  while (home && ts.isCallExpression(home.parent)) home = functionAround(home.parent);
  return home ?? node.getSourceFile();
}

interface ExplicitName {
  readonly scope: string;
  readonly wanted: string;
  readonly got: string;
}

function explicitName({ args, result }: ApiCall): ExplicitName | undefined {
  const options = args.findLast((value) => value instanceof ObjectValue && value.hasOwn('name'));
  const wanted = options instanceof ObjectValue ? options.own('name') : undefined;
  // A layer's name may be given again on purpose, to share its variables.
  if (options instanceof ObjectValue && options.hasOwn('reuse')) return undefined;
  const made = operationOf(result);
  if (typeof wanted !== 'string' || !made || !/^[\w.-]+$/.test(wanted)) return undefined;
  // What a function builds in a scope of that name is called after it.
  const parts = made.name.split('/');
  const at = parts.findLastIndex((part) => part === wanted || isNumbered(part, wanted));
  if (at < 0) return undefined;
  return {
    scope: parts
      .slice(0, at)
      .map((part) => `${part}/`)
      .join(''),
    wanted,
    got: parts[at],
  };
}

function isNumbered(part: string, wanted: string): boolean {
  return part.startsWith(`${wanted}_`) && /^\d+$/.test(part.slice(wanted.length + 1));
}

function operationOf(value: Value): Operation | undefined {
  if (value instanceof Operation) return value;
  if (value instanceof Tensor || value instanceof Variable) return value.op;
  return undefined;
}
