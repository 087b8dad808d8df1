/** Where in the program the size of a tensor's axis was written: the literal in a shape, or the call that began it. */

import { type Dim, isKnown, type Tensor } from '../../../graph/index.ts';
import type { Program } from '../../program/program.ts';
import { type SourceRange, sameRange } from '../../source/range.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { argumentOf, shapeArgumentOf } from '../syntax/call-arguments.ts';
import { givenArgument, numberOf, type Trail, tracedExpression } from '../syntax/trace-expression.ts';
import { rangeOfCall } from '../text/call-text.ts';
import { type AxisOf, previousAxes } from './dimension-steps.ts';

export interface DimensionSource {
  readonly size: Dim;
  /** The size as it was written, or the call where it was not written by itself. */
  readonly range: SourceRange;
  /** The expression that says the size and no other, where there is one: a fix may change it. */
  readonly expression: ts.Expression | undefined;
  /** The size as it stands in the shape, where a parameter or a constant may say it. */
  readonly written: ts.Expression | undefined;
  /** The calls that led there. */
  readonly trail: Trail;
}

const mostSteps = 2000;

/** All places that say the size of the axis: of `matmul(x, w).add(b)` that in the shape of `w` and that in the shape of `b`. */
export function dimensionSources(tensor: Tensor, axis: number, program: Program): DimensionSource[] {
  const found = beginnings({ tensor, axis }).flatMap((began) => sourceOf(began, program) ?? []);
  return found.filter((source, index) => found.findIndex(({ range }) => sameRange(range, source.range)) === index);
}

function sourceOf({ tensor, axis }: AxisOf, program: Program): DimensionSource | undefined {
  const origin = program.originOf(tensor.op);
  const size = tensor.shape.dims?.[axis];
  if (!origin || size === undefined) return undefined;
  const { node } = origin.site;
  const trail = { stack: origin.stack, sources: program.sources };
  const element = isDepth(tensor, axis) ? argumentOf(node, 'depth') : elementOfShape(node, axis, trail);
  if (!element) return { size, range: rangeOfCall(node), expression: undefined, written: undefined, trail };
  // A function may be called with other sizes as well: what this call gave for its parameter is what is wrong.
  const expression = givenArgument(element, trail);
  const says = isKnown(size) && numberOf(expression, trail) === size;
  return { size, range: rangeOf(expression), expression: says ? expression : undefined, written: element, trail };
}

/** The axis of the classes that `oneHot` makes. */
function isDepth({ op, shape }: Tensor, axis: number): boolean {
  if (op.type !== 'OneHot') return false;
  const added = Number(op.attributes.axis?.value ?? -1);
  return axis === (added < 0 ? added + (shape.rank ?? 0) : added);
}

function elementOfShape(call: ts.Node, axis: number, trail: Trail): ts.Expression | undefined {
  const shape = shapeArgumentOf(call);
  return shape && elementFor(tracedExpression(shape, trail), shape, axis);
}

/** Where a shape says the size of an axis; `tf.zeros(500)` says its only one. */
function elementFor(list: ts.Expression, shape: ts.Expression, axis: number): ts.Expression | undefined {
  if (!ts.isArrayLiteralExpression(list)) return axis === 0 && ts.isNumericLiteral(list) ? shape : undefined;
  return list.elements.some(ts.isSpreadElement) ? undefined : list.elements[axis];
}

/** The axes that a size was first of. */
function beginnings(of: AxisOf): AxisOf[] {
  const found: AxisOf[] = [];
  const seen = new Set<string>();
  const queue = [of];
  for (let current = queue.pop(); current && seen.size < mostSteps; current = queue.pop()) {
    const key = `${current.tensor.name}.${current.axis}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const before = previousAxes(current.tensor, current.axis);
    if (before.length === 0) found.push(current);
    queue.push(...before);
  }
  return found;
}
