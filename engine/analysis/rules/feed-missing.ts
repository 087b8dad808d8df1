/** A run that needs a placeholder which it does not feed: the session refuses it. */

import type { Operation } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Program, SessionRun } from '../program/program.ts';
import { addFeeds } from './edits/add-feeds.ts';
import { preferFirst } from './edits/text-edits.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { rangeOfCall } from './text/call-text.ts';
import { listText } from './text/list-text.ts';
import { typeText } from './text/shape-text.ts';

export const feedMissing: Rule = {
  code: 'feed-missing',
  *check(context) {
    for (const run of context.runs) {
      const missing = unfedPlaceholders(run, context);
      if (missing.length > 0) yield describe(run, missing, context.program);
    }
  },
};

/** Those that are fetched, or that something fetched needs, and that no feed stands in for. */
function unfedPlaceholders(run: SessionRun, context: RuleContext): Operation[] {
  if (!run.knowsFeeds || !run.knowsFetches || run.feeds.some(({ tensor }) => !tensor)) return [];
  const needed = context.neededBy(run);
  return context.operationsOf('Placeholder').filter((op) => needed.has(op));
}

function describe(run: SessionRun, missing: readonly Operation[], program: Program): Diagnostic {
  const texts = missing.map((op) => `'${op.name}' (${typeText(op.outputs[0].dtype, op.outputs[0].shape)})`);
  const one = missing.length === 1;
  return {
    code: 'feed-missing',
    severity: 'error',
    message:
      `What is run here depends on the placeholder${one ? '' : 's'} ${listText(texts)}, which ` +
      `${one ? 'is' : 'are'} not fed: give ${one ? 'it a value' : 'them values'} in the feeds of this run.`,
    range: rangeOfCall(run.origin.site.node),
    related: missing.flatMap((op) => placeOf(op, `The placeholder '${op.name}'`, program)),
    fixes: preferFirst([addFeeds(run, missing, program)]),
  };
}
