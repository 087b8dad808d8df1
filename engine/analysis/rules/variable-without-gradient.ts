/** A variable that is to be trained and that no loss depends on: it keeps its initial value. */

import type { Variable } from '../../api/index.ts';
import type { Graph, Operation, Tensor } from '../../graph/index.ts';
import { findOp } from '../../ops/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { type SourceRange, sameRange } from '../source/range.ts';
import { ts } from '../syntax.ts';
import { ArrayValue, type Value } from '../values/index.ts';
import { setOption } from './edits/call-options.ts';
import { fix } from './edits/text-edits.ts';
import { isCut } from './faults/no-gradient.ts';
import { isOpenEnded, sourcesOf, trainableVariables } from './graph-walk.ts';
import { keptOperations } from './kept-elements.ts';
import { tensorOf } from './operand.ts';
import { OperationSet } from './operation-set.ts';
import { placeOf } from './place.ts';
import type { Rule } from './rule.ts';
import { rangeOfCall } from './text/call-text.ts';

export const variableWithoutGradient: Rule = {
  code: 'variable-without-gradient',
  *check(context) {
    const { program } = context;
    if (!program.reachesEnd || program.faults.length > 0) return;
    // Values come from elsewhere: from a file, or by code that is not known.
    if (program.runs.some(({ initialized }) => initialized === null)) return;
    const kept = keptOperations(program);
    const runs = context.runs.map((run) => context.maybeNeededBy(run));
    for (const graph of program.graphs) {
      const losses = program.isOpen(graph) ? undefined : lossesOf(graph, program);
      if (!losses || losses.length === 0 || losses.some(isPartlyKnown)) continue;
      const reached = losses.map((loss) => sourcesOf(loss, (op) => !isCut(op)));
      for (const [op, variable] of trainableVariables(graph)) {
        const origin = program.originOf(op);
        const isTold =
          reached.some((one) => one.has(op)) ||
          isChanged(variable, runs) ||
          isLoaded(variable, program) ||
          kept.has(op) ||
          kept.has(variable.value().op);
        if (isTold || !origin || origin.isUncalled || origin.isGuarded || !origin.isCertain) continue;
        if (isUsedOtherwise(variable, kept, losses)) continue;
        yield describe(variable, losses, program);
      }
    }
  },
};

/** What it is made of is not all known: a loop that runs unknown times lies before it. */
function isPartlyKnown(loss: Tensor): boolean {
  return [...sourcesOf(loss)].some(isOpenEnded);
}

const differentiates = /(^|\.)(minimize|computeGradients|gradients)$/;

/** What is differentiated in the graph; undefined where that is not known. */
function lossesOf(graph: Graph, { calls }: Program): Tensor[] | undefined {
  const found: Tensor[] = [];
  let minimizes = false;
  for (const { name, args } of calls) {
    if (!differentiates.test(name)) continue;
    const tensors = tensorsOf(args.find((arg) => tensorsOf(arg).length > 0));
    if (tensors.length === 0) return undefined;
    if (tensors[0].graph !== graph) continue;
    found.push(...tensors);
    minimizes ||= !name.endsWith('gradients');
  }
  return minimizes ? found : [];
}

function tensorsOf(value: Value): Tensor[] {
  const items = value instanceof ArrayValue ? (value.items ?? []) : [value];
  return items.flatMap((item) => tensorOf(item) ?? []);
}

/** Something beside its initializer gives it values: an assignment, a restore that is run. */
function isChanged(variable: Variable, runs: readonly OperationSet[]): boolean {
  const ref = variable.asGraphElement();
  return ref
    .consumers()
    .some(
      (op) =>
        op !== variable.initializer &&
        op.inputs[0] === ref &&
        writes(op) &&
        (!restores(op) || runs.some((run) => run.has(op))),
    );
}

/** Its initializer is run with another value: by `variable.load`, or by hand. */
function isLoaded({ initializer }: Variable, { runs }: Program): boolean {
  return runs.some(
    ({ operations, feeds }) =>
      operations.includes(initializer) && feeds.some(({ tensor }) => tensor === initializer.inputs[1]),
  );
}

function writes({ type, outputs }: Operation): boolean {
  return (
    /^(Assign|Scatter|Apply|SparseApply)/.test(type) ||
    (findOp(type)?.outputArgs[0]?.isRef === true && outputs.length > 0)
  );
}

function restores(op: Operation): boolean {
  return op.type === 'Assign' && op.inputs[1].op.type.startsWith('Restore');
}

/** Something that others may use is computed from it, or it is the rate of an update. */
function isUsedOtherwise(variable: Variable, kept: OperationSet, losses: readonly Tensor[]): boolean {
  const ofLosses = losses.map((loss) => sourcesOf(loss));
  const own = [variable.op, variable.value().op];
  const seen = new OperationSet();
  const queue = [variable.op];
  for (let op = queue.pop(); op; op = queue.pop()) {
    if (!seen.add(op)) continue;
    if ((op !== variable.op && kept.has(op)) || /^(Sparse)?Apply/.test(op.type)) return true;
    // What the loss is made of is read by the gradients of other variables.
    if (!own.includes(op) && ofLosses.some((sources) => sources.has(op))) continue;
    for (const output of op.outputs) queue.push(...output.consumers());
  }
  return false;
}

function describe(variable: Variable, losses: readonly Tensor[], program: Program): Diagnostic {
  const cut = losses.flatMap((loss) => cutTowards(loss, variable.op))[0];
  const origin = program.originOf(variable.op)!;
  const { node } = origin.site;
  const option =
    ts.isNewExpression(node) || ts.isCallExpression(node) ? setOption(node, 'trainable', 'false') : undefined;
  return {
    code: 'variable-without-gradient',
    severity: 'warning',
    message:
      `The variable '${variable.op.name}' is never trained: ` +
      (cut
        ? `nothing flows back to it through ${cut.type}, which has no gradient.`
        : 'no loss that is minimized depends on it.') +
      ' If that is meant, make it with { trainable: false }.',
    range: placeOfItsOwn(variable, program),
    related: [
      ...(cut ? placeOf(cut, `Nothing flows back through this ${cut.type}`, program) : []),
      ...losses.slice(0, 1).flatMap((loss) => placeOf(loss.op, 'The loss', program)),
    ],
    fixes: option ? [fix('Say that it is not trained', option)] : [],
  };
}

/** Where it was made, or where the function was called that makes others as well. */
function placeOfItsOwn({ op, graph }: Variable, program: Program): SourceRange {
  const origin = program.originOf(op)!;
  const siblings = [...trainableVariables(graph).keys()].flatMap((other) => {
    const made = other === op ? undefined : program.originOf(other);
    return made?.site.node === origin.site.node ? [made] : [];
  });
  const places = [rangeOfCall(origin.site.node), ...origin.stack];
  const isOwn = (place: SourceRange) => !siblings.some(({ stack }) => stack.some((range) => sameRange(range, place)));
  return siblings.length === 0 ? places[0] : (places.slice(1).find(isOwn) ?? places[0]);
}

/** The operation through which the loss would depend on the variable, had it a gradient. */
function cutTowards(loss: Tensor, variable: Operation): Operation | undefined {
  for (const op of sourcesOf(loss, (one) => !isCut(one))) {
    if (isCut(op) && op.inputs.some((input) => sourcesOf(input).has(variable))) return op;
  }
  return undefined;
}
