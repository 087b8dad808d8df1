/** A number fed as dropout's probability that is none: 0 keeps nothing, 50 is no share. */

import type { Tensor } from '../../graph/index.ts';
import type { Feed } from '../program/program.ts';
import { ts } from '../syntax.ts';
import { dropoutProbabilities } from './dropout-calls.ts';
import { preferFirst } from './edits/text-edits.ts';
import { isKeepProbability, keepProbabilityText, percentFix } from './keep-probability.ts';
import type { Rule } from './rule.ts';
import { nodeAt } from './syntax/node-at.ts';
import { rangeOfCall } from './text/call-text.ts';

export const keepProbabilityRange: Rule = {
  code: 'keep-probability-range',
  *check(context) {
    const { program } = context;
    const probabilities = new Map(dropoutProbabilities(context).map((one) => [one.tensor as Tensor | undefined, one]));
    for (const run of context.runs) {
      for (const feed of run.feeds) {
        const dropout = probabilities.get(feed.tensor);
        if (!dropout || typeof feed.value !== 'number' || isKeepProbability(dropout.kind, feed.value)) continue;
        yield {
          code: 'keep-probability-range',
          severity: 'warning',
          message: keepProbabilityText(dropout.kind, feed.value),
          range: feed.valueRange,
          related: [{ range: rangeOfCall(dropout.call.origin.site.node), message: 'The dropout that uses it' }],
          fixes: preferFirst([percent(feed, feed.value)]),
        };
      }
    }

    function percent({ valueRange }: Feed, value: number) {
      const source = program.sources.get(valueRange.file);
      const literal = source && nodeAt(source, valueRange, ts.isNumericLiteral);
      return literal && percentFix(literal, value);
    }
  },
};
