/** A loss that nothing flows back from, to any variable. */

import { isFloating, type Operation, type Tensor } from '../../../graph/index.ts';
import { findOp, gradientRuleOf } from '../../../ops/index.ts';
import type { RelatedPlace } from '../../diagnostic.ts';
import { sourcesOf, trainableVariables } from '../graph-walk.ts';
import { tensorOf } from '../operand.ts';
import { nameOfCall, rangeOfCall } from '../text/call-text.ts';
import { listText } from '../text/list-text.ts';
import type { Describer, Fault } from './describer.ts';

export const noGradientFault: Describer = (fault) => {
  if (fault.error.message === 'No variables to optimize.') {
    return {
      code: 'no-gradient',
      message: 'There is no variable that can be trained: all were made with { trainable: false }, or none was made.',
    };
  }
  if (fault.code !== 'no-gradient') return undefined;
  const loss = fault.args.map(({ value }) => tensorOf(value)).find((tensor) => tensor !== undefined);
  if (!loss || !fault.error.message.startsWith('No gradients provided')) return undefined;
  const trainable = trainableVariables(loss.graph);
  if (![...sourcesOf(loss)].some((op) => trainable.has(op))) {
    return { message: 'The loss depends on no variable that can be trained, so there is nothing to minimize.' };
  }
  const cuts = cutsBefore(loss, (op) => trainable.has(op));
  const names = [...new Set(cuts.map((op) => nameOf(op, fault)))];
  return {
    message:
      'Nothing flows back from the loss to a variable: ' +
      (names.length === 0
        ? 'no operation between them has a gradient.'
        : `${listText(names)} ${names.length === 1 ? 'lets' : 'let'} no gradient through.`),
    related: cuts.flatMap((op) => placeOf(op, fault) ?? []),
  };
};

/** The operations nearest to the loss through which nothing flows back although a variable lies behind them. */
export function cutsBefore(loss: Tensor, isWanted: (op: Operation) => boolean): Operation[] {
  const cuts = new Set<Operation>();
  const seen = new Set<Operation>();
  const stack = [loss.op];
  for (let op = stack.pop(); op; op = stack.pop()) {
    if (seen.has(op)) continue;
    seen.add(op);
    if (isCut(op)) {
      if (!aboutSizes.has(op.type) && op.inputs.some((input) => [...sourcesOf(input)].some(isWanted))) cuts.add(op);
      continue;
    }
    for (const input of op.inputs) stack.push(input.op);
  }
  return [...cuts];
}

/** Their values are sizes: that no gradient comes from them is no news. */
const aboutSizes = new Set(['Shape', 'ShapeN', 'Size', 'Rank', 'ZerosLike', 'OnesLike']);

/** Nothing flows back through it. */
export function isCut(op: Operation): boolean {
  // Where types are unknown, as in an imported graph, nothing is said.
  const gradient = findOp(op.type) && gradientRuleOf(op);
  if (gradient === 'none' && op.inputs.length > 0) return true;
  return op.type === 'Cast' && !(isFloating(op.outputs[0].dtype) && isFloating(op.inputs[0].dtype));
}

function nameOf(op: Operation, { program }: Fault): string {
  const origin = program.originOf(op);
  return (origin && nameOfCall(origin.site.node)) ?? op.type;
}

function placeOf(op: Operation, { program }: Fault): RelatedPlace | undefined {
  const origin = program.originOf(op);
  if (!origin) return undefined;
  const { node } = origin.site;
  return { range: rangeOfCall(node), message: `${nameOfCall(node) ?? op.type}: nothing flows back through it` };
}
