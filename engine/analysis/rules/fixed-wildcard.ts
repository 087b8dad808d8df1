/** A size of a placeholder that is left open although the rest of the graph works with one number only. */

import { type Dim, isKnown, type Operation, type Tensor } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { rangeOf, ts } from '../syntax.ts';
import { fix, preferFirst, replace } from './edits/text-edits.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { shapeArgumentOf } from './syntax/call-arguments.ts';
import { tracedExpression } from './syntax/trace-expression.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const fixedWildcard: Rule = {
  code: 'fixed-wildcard',
  *check(context) {
    const { program } = context;
    if (program.faults.length > 0) return;
    const known = solutions(context);
    for (const placeholder of context.operationsOf('Placeholder')) {
      const [tensor] = placeholder.outputs;
      for (const [axis, dim] of (tensor.shape.dims ?? []).entries()) {
        if (isKnown(dim)) continue;
        const about = (known.get(dim.key) ?? []).filter(
          // A reshape to so many examples is tried with what is fed: it need not be the placeholder that is wrong.
          ({ by }) => by.graph === placeholder.graph && !(axis === 0 && by.type === 'Reshape'),
        );
        const [first] = about;
        if (!first || about.some(({ size }) => size !== first.size)) continue;
        const found = describe({ tensor, axis, ...first }, program);
        if (found) yield found;
      }
    }
  },
};

interface Solution {
  readonly size: number;
  readonly by: Operation;
}

/** What each symbol must be, by operations that surely are built. */
function solutions(context: RuleContext): Map<string, Solution[]> {
  const found = new Map<string, Solution[]>();
  for (const by of context.operationsOf('MatMul', 'BiasAdd', 'Conv2D', 'Reshape')) {
    for (const { left, right } of equationsOf(by)) {
      const solved = solve(left, right);
      if (!solved || !context.program.originOf(by)?.isCertain) continue;
      const others = found.get(solved.symbol) ?? [];
      found.set(solved.symbol, [...others, { size: solved.size, by }]);
    }
  }
  return found;
}

interface Equation {
  readonly left: Dim;
  readonly right: Dim;
}

/** Sizes that the operation needs to be equal, whatever is fed. */
function equationsOf(op: Operation): Equation[] {
  const pair = (a: Tensor, at: number, b: Tensor, bt: number): Equation[] => {
    const [left, right] = [a.shape.dims?.at(at), b.shape.dims?.at(bt)];
    return left === undefined || right === undefined ? [] : [{ left, right }];
  };
  const [a, b] = op.inputs;
  switch (op.type) {
    case 'MatMul':
      return pair(a, op.attr('transpose_a', 'bool') ? 0 : 1, b, op.attr('transpose_b', 'bool') ? 1 : 0);
    case 'BiasAdd':
      return op.attributes.data_format?.value === 'NCHW' ? [] : pair(a, -1, b, 0);
    case 'Conv2D':
      return op.attributes.data_format?.value === 'NCHW' ? [] : pair(a, 3, b, 2);
    case 'Reshape': {
      const [left, right] = [a.shape.size, op.outputs[0].shape.size];
      return left === null || right === null ? [] : [{ left, right }];
    }
    default:
      return [];
  }
}

/** The number that a symbol must be: from `4*batch = 400`, 100. */
function solve(left: Dim, right: Dim): { readonly symbol: string; readonly size: number } | undefined {
  if (isKnown(left)) return isKnown(right) ? undefined : solve(right, left);
  const [{ coefficient, symbols }, ...others] = left.terms;
  if (!isKnown(right) || others.length > 0 || symbols.length !== 1) return undefined;
  const size = right / coefficient;
  return Number.isInteger(size) && size > 0 ? { symbol: symbols[0], size } : undefined;
}

interface Fixed extends Solution {
  readonly tensor: Tensor;
  readonly axis: number;
}

function describe({ tensor, axis, size, by }: Fixed, program: Program): Diagnostic | undefined {
  const origin = program.originOf(tensor.op);
  const reason = program.originOf(by);
  if (!origin || origin.isGuarded || !reason || reason.isGuarded || !reason.isCertain) return undefined;
  const { node } = origin.site;
  const written = shapeArgumentOf(node);
  const list = written && tracedExpression(written, { stack: origin.stack, sources: program.sources });
  const element = list && ts.isArrayLiteralExpression(list) ? list.elements[axis] : undefined;
  const isNull = element?.kind === ts.SyntaxKind.NullKeyword;
  return {
    code: 'fixed-wildcard',
    severity: 'warning',
    message:
      `Axis ${axis} of ${typeText(tensor.dtype, tensor.shape)} is left open, but only ${size} works: ` +
      `write ${size}, or change what fixes it.`,
    range: element && isNull ? rangeOf(element) : rangeOfCall(node),
    related: placeOf(by, `Works with ${size} only`, program),
    fixes: preferFirst([element && isNull ? fix(`Write ${size}`, replace(element, String(size))) : undefined]),
  };
}
