/** An accuracy measured with dropout still dropping: it comes out too low, and differs from run to run. */

import type { Operation, Tensor } from '../../graph/index.ts';
import type { Program, SessionRun } from '../program/program.ts';
import { dropoutProbabilities, fixedDropouts } from './dropout-calls.ts';
import { fix, preferFirst, replace } from './edits/text-edits.ts';
import { neededBy, sourcesOf } from './graph-walk.ts';
import type { Rule } from './rule.ts';
import { nodeAt } from './syntax/node-at.ts';
import { rangeOfCall } from './text/call-text.ts';

export const dropoutWhenEvaluating: Rule = {
  code: 'dropout-when-evaluating',
  *check(context) {
    const { program } = context;
    const evaluations = program.runs.filter((run) => isEvaluation(run) && !run.origin.isGuarded);
    if (evaluations.length === 0 || !program.runs.some(trains)) return;
    const probabilities = dropoutProbabilities(context);
    for (const run of evaluations) {
      const needed = neededBy(run.tensors);
      for (const feed of run.feeds) {
        const dropout = probabilities.find(({ tensor }) => tensor === feed.tensor);
        const all = dropout?.kind === 'rate' ? 0 : 1;
        const { value } = feed;
        const drops = typeof value === 'number' && value > 0 && value < 1;
        if (!dropout || !drops || !needed.has(dropout.tensor.op)) continue;
        const source = program.sources.get(feed.valueRange.file);
        const expression = source && nodeAt(source, feed.valueRange);
        yield {
          code: 'dropout-when-evaluating',
          severity: 'warning',
          message: `This run measures how well the model does with dropout on (${dropout.kind} is ${value}). Feed ${all} where nothing is trained.`,
          range: feed.valueRange,
          related: [{ range: rangeOfCall(dropout.call.origin.site.node), message: 'The dropout that uses it' }],
          fixes: preferFirst([expression && fix(`Feed ${all}`, replace(expression, String(all)))]),
        };
      }
    }
    yield* alwaysOn(evaluations, program);

    /** Dropouts whose share is written, which no run can switch off. */
    function* alwaysOn(runs: readonly SessionRun[], { originOf }: Pick<Program, 'originOf'>) {
      void originOf;
      for (const call of fixedDropouts(context)) {
        const result = call.result as unknown as Tensor;
        const run = runs.find(({ tensors }) => neededBy(tensors).has(result.op));
        if (!result.op || !run) continue;
        yield {
          code: 'dropout-when-evaluating' as const,
          severity: 'warning' as const,
          message:
            'This dropout is on in every run, also where the model is only evaluated. Make its keepProb a placeholder, ' +
            'and feed 1 where nothing is trained.',
          range: rangeOfCall(call.origin.site.node),
          related: [{ range: rangeOfCall(run.origin.site.node), message: 'This run evaluates the model' }],
          fixes: [],
        };
      }
    }
  },
};

/** Runs an update of variables. */
function trains({ tensors, operations }: SessionRun): boolean {
  return [...neededBy([...tensors, ...operations])].some(isUpdate);
}

function isUpdate({ type }: Operation): boolean {
  return /^(Resource)?(Sparse)?Apply[A-Z]/.test(type) || type === 'AssignSub';
}

/** Fetches a share of hits, and trains nothing. */
function isEvaluation(run: SessionRun): boolean {
  return run.knowsFetches && run.tensors.some(isAccuracy) && !trains(run);
}

const averaging = new Set(['Mean', 'Sum', 'Cast', 'Identity', 'RealDiv', 'Mul', 'Reshape', 'Squeeze']);

/** An average of comparisons. */
function isAccuracy(tensor: Tensor): boolean {
  const flow = sourcesOf(tensor, ({ type }) => averaging.has(type));
  const types = new Set([...flow].map(({ type }) => type));
  return types.has('Mean') && (types.has('Equal') || types.has('InTopKV2') || types.has('InTopK'));
}
