/** An accuracy measured with dropout still dropping: it comes out too low, and differs from run to run. */

import { type Operation, Tensor } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { SessionRun } from '../program/program.ts';
import { dropoutProbabilities, fixedDropouts } from './dropout-calls.ts';
import { fix, preferFirst, replace } from './edits/text-edits.ts';
import { isEither, neededBy, sourcesOf } from './graph-walk.ts';
import type { OperationSet } from './operation-set.ts';
import type { Rule, RuleContext } from './rule.ts';
import { nodeAt } from './syntax/node-at.ts';
import { rangeOfCall } from './text/call-text.ts';

export const dropoutWhenEvaluating: Rule = {
  code: 'dropout-when-evaluating',
  *check(context) {
    const evaluations = context.runs.filter((run) => isEvaluation(run, context.maybeNeededBy(run)));
    if (evaluations.length === 0 || !context.runs.some((run) => trains(context.maybeNeededBy(run)))) return;
    for (const run of evaluations) yield* switchedOn(run, context);
    const always = alwaysOn(evaluations, context);
    if (always) yield always;
  },
};

/** Feeds of the run by which its dropouts drop something. */
function* switchedOn(run: SessionRun, context: RuleContext): Generator<Diagnostic> {
  const { program } = context;
  const needed = neededBy(run.tensors, undefined, isEither);
  for (const feed of run.feeds) {
    const dropout = dropoutProbabilities(context).find(({ tensor }) => tensor === feed.tensor);
    const { value } = feed;
    const drops = typeof value === 'number' && value > 0 && value < 1;
    if (!dropout || !drops || !needed.has(dropout.tensor.op)) continue;
    const all = dropout.kind === 'rate' ? 0 : 1;
    const source = program.sources.get(feed.valueRange.file);
    const expression = source && nodeAt(source, feed.valueRange);
    yield {
      code: 'dropout-when-evaluating',
      severity: 'warning',
      message:
        `This run measures how well the model does with dropout on (${dropout.kind} is ${value}). Feed ${all} where ` +
        'nothing is trained.',
      range: feed.valueRange,
      related: [{ range: rangeOfCall(dropout.call.origin.site.node), message: 'The dropout that uses it' }],
      fixes: preferFirst([expression && fix(`Feed ${all}`, replace(expression, String(all)))]),
    };
  }
}

/** A dropout whose share is written, which no run can switch off, in the first run that evaluates. */
function alwaysOn(runs: readonly SessionRun[], context: RuleContext): Diagnostic | undefined {
  for (const run of runs) {
    const needed = context.neededBy(run);
    const call = fixedDropouts(context).find(({ result }) => result instanceof Tensor && needed.has(result.op));
    if (!call) continue;
    return {
      code: 'dropout-when-evaluating',
      severity: 'warning',
      message:
        'This run measures how well the model does, but its dropout is on in every run. Make its keepProb a placeholder, ' +
        'and feed 1 where nothing is trained.',
      range: rangeOfCall(run.origin.site.node),
      related: [{ range: rangeOfCall(call.origin.site.node), message: 'The dropout, on in every run' }],
      fixes: [],
    };
  }
  return undefined;
}

/** Runs an update of variables. */
function trains(needed: OperationSet): boolean {
  for (const op of needed) if (isUpdate(op)) return true;
  return false;
}

function isUpdate({ type }: Operation): boolean {
  return /^(Resource)?(Sparse)?Apply[A-Z]/.test(type) || type === 'AssignSub';
}

/** Fetches a share of hits, and trains nothing. */
function isEvaluation(run: SessionRun, needed: OperationSet): boolean {
  return run.knowsFetches && run.tensors.some(isAccuracy) && !trains(needed);
}

const averaging = new Set(['Mean', 'Sum', 'Cast', 'Identity', 'RealDiv', 'Mul', 'Reshape', 'Squeeze']);

/** An average of comparisons. */
function isAccuracy(tensor: Tensor): boolean {
  const flow = sourcesOf(tensor, ({ type }) => averaging.has(type));
  const types = new Set([...flow].map(({ type }) => type));
  return types.has('Mean') && (types.has('Equal') || types.has('InTopKV2') || types.has('InTopK'));
}
