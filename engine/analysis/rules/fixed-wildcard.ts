/** A size of a placeholder that is left open although the rest of the graph works with one number only. */

import { type Dim, isKnown, type Operation, type Tensor } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { rangeOf, ts } from '../syntax.ts';
import { fix, preferFirst, replace } from './edits/text-edits.ts';
import { placeOf } from './place.ts';
import type { Rule } from './rule.ts';
import { shapeArgumentOf } from './syntax/call-arguments.ts';
import { tracedExpression } from './syntax/trace-expression.ts';
import { rangeOfCall } from './text/call-text.ts';
import { typeText } from './text/shape-text.ts';

export const fixedWildcard: Rule = {
  code: 'fixed-wildcard',
  *check({ program }) {
    if (program.faults.length > 0) return;
    const isCertain = (op: Operation) => program.originOf(op)?.isCertain ?? false;
    for (const graph of program.graphs) {
      const equations = graph
        .getOperations()
        .filter(isCertain)
        .flatMap((op) => equationsOf(op).map((equation) => ({ ...equation, op })));
      for (const placeholder of graph.getOperations().filter(({ type }) => type === 'Placeholder')) {
        const [tensor] = placeholder.outputs;
        for (const [axis, dim] of (tensor.shape.dims ?? []).entries()) {
          if (isKnown(dim)) continue;
          const about = equations.flatMap(({ left, right, op }) => {
            // A reshape to so many examples is tried with what is fed: it need not be the placeholder that is wrong.
            if (axis === 0 && op.type === 'Reshape') return [];
            const size = solve(left, right, dim.key);
            return size === undefined ? [] : [{ size, op }];
          });
          const [first] = about;
          if (!first || about.some(({ size }) => size !== first.size)) continue;
          const found = describe({ tensor, axis, size: first.size, by: first.op }, program);
          if (found) yield found;
        }
      }
    }
  },
};

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

/** The number that the symbol must be: from `4*batch = 400`, 100. */
function solve(left: Dim, right: Dim, symbol: string): number | undefined {
  if (isKnown(left) === isKnown(right)) return undefined;
  const [open, size] = isKnown(left)
    ? [right as Exclude<Dim, number>, left]
    : [left as Exclude<Dim, number>, right as number];
  const [term, ...others] = open.terms;
  if (others.length > 0 || term.symbols.length !== 1 || term.symbols[0] !== symbol) return undefined;
  const value = size / term.coefficient;
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

interface Fixed {
  readonly tensor: Tensor;
  readonly axis: number;
  readonly size: number;
  readonly by: Operation;
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
