/** Feeds that each fit their placeholder, and with which the run fails all the same: batches of two sizes, say. */

import type { Diagnostic } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { hasClassIds } from './class-ids-as-one-hot.ts';
import type { RunFailure } from './fed-shapes.ts';
import type { Rule, RuleContext } from './rule.ts';
import { nameOfCall, rangeOfCall } from './text/call-text.ts';
import { listText } from './text/list-text.ts';
import { typeText } from './text/shape-text.ts';

/** Where one feed alone decides, the operation does not fit it; where several do, they do not fit each other. */
export const feedsThatClash: Rule = {
  code: 'feed-mismatch',
  *check(context) {
    for (const failure of failuresOf(context)) {
      if (failure.feeds.length > 1) yield describe(failure, context.program, 'feed-mismatch');
    }
  },
};

export const shapeOfRun: Rule = {
  code: 'shape-mismatch',
  *check(context) {
    for (const failure of failuresOf(context)) {
      if (failure.feeds.length === 1) yield describe(failure, context.program, 'shape-mismatch');
    }
  },
};

function failuresOf(context: RuleContext): RunFailure[] {
  return context.failures.filter(({ op }) => {
    const call = context.callOf(op);
    return !call || !hasClassIds(call, context.program);
  });
}

function describe(failure: RunFailure, program: Program, code: 'feed-mismatch' | 'shape-mismatch'): Diagnostic {
  const { run, op, inputs, feeds, fault } = failure;
  const origin = program.originOf(op);
  const call = origin ? (nameOfCall(origin.site.node) ?? op.type) : op.type;
  const given = feeds.map(({ tensor, shape }) => `'${tensor!.op.name}' is ${typeText(tensor!.dtype, shape)}`);
  const known = op.inputs.flatMap((input, index) =>
    input.op.type === 'Const' || input.partialValue ? [] : [typeText(input.dtype, inputs[index])],
  );
  const isAtRun = code === 'feed-mismatch' || !origin;
  const runPlace = rangeOfCall(run.origin.site.node);
  const opPlace = origin ? rangeOfCall(origin.site.node) : runPlace;
  return {
    code,
    severity: 'error',
    message:
      `${isAtRun ? 'This run fails' : 'This fails when it is run'}: ${listText(given)} there, so ${call} gets ` +
      `${listText(known)}. ${fault.message.replace(/\.$/, '')}.`,
    range: isAtRun ? runPlace : opPlace,
    related: [
      isAtRun
        ? { range: opPlace, message: `${call} does not fit them` }
        : { range: runPlace, message: 'The run that fails' },
      ...feeds.map(({ tensor, valueRange, shape }) => ({
        range: valueRange,
        message: `${typeText(tensor!.dtype, shape)} is fed to '${tensor!.op.name}'`,
      })),
    ],
    fixes: [],
  };
}
