/** Which diagnostic an error of the engine is. */

import { DTypeError, GraphError, isDType, LookupError, NotFoundError, ShapeError } from '../../../graph/index.ts';
import type { DiagnosticCode } from '../../diagnostic-codes.ts';
import type { Callable } from '../call/callable.ts';
import type { FaultArgument } from '../fault-context.ts';

/** What tells the engine's GraphErrors apart: it has one class for all of them. A test compares with the engine. */
export const graphErrors: readonly (readonly [RegExp, DiagnosticCode])[] = [
  [/is not a valid (scope|node) name|^Duplicate node name/, 'invalid-name'],
  [
    /refers to (an Operation not in the graph|a Tensor which does not exist)|looks like an \(invalid\) Operation name/,
    'name-not-found',
  ],
  [/is not an element of this graph|must be from the same graph|graph is different from the graph/, 'wrong-graph'],
  [/^JavaScript's operators do not compute/, 'javascript-operator'],
  [/^No gradients provided for any variable/, 'no-gradient'],
  [/^No default session is registered|: No default session is registered/, 'session-misuse'],
];

export function faultCode(
  error: Error,
  { name }: Pick<Callable, 'name'>,
  args: readonly FaultArgument[],
): DiagnosticCode {
  if (error instanceof ShapeError) {
    if (name === 'assertShape') return error.operation ? 'assert-shape' : 'invalid-argument';
    // Without an operation nothing is wrong with shapes of tensors: what was written is no shape at all.
    return error.operation ? 'shape-mismatch' : 'invalid-argument';
  }
  if (error instanceof DTypeError) return namesNoType(args) ? 'invalid-argument' : 'dtype-mismatch';
  if (error instanceof LookupError) return 'no-gradient';
  if (error instanceof NotFoundError) return 'name-not-found';
  if (error instanceof GraphError) {
    return graphErrors.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'invalid-argument';
  }
  return 'invalid-argument';
}

/** An argument for an element type that is none, such as `float`. */
function namesNoType(args: readonly FaultArgument[]): boolean {
  return args.some(({ parameter, value }) => {
    const isType = parameter === 'dtype' || parameter === 'type' || parameter === 'outputTypes';
    return isType && typeof value === 'string' && !isDType(value);
  });
}
