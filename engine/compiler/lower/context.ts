/** The face that an operation's `lower` sees. */

import type { Operation, Tensor } from '../../graph/index.ts';
import { inputsOf, type LoweringContext, type ProgramBuilder, type RegisteredOp, type Value } from '../../ops/index.ts';

export interface LoweringParts {
  readonly op: Operation;
  /** What the operation reads. */
  readonly read: readonly Tensor[];
  readonly def: RegisteredOp;
  readonly b: ProgramBuilder;
  readonly outputs: LoweringContext['outputs'];
  valueOf(tensor: Tensor): Value;
  knownValue(tensor: Tensor): readonly number[];
  variableOf(reference: Tensor): string;
  isInitialized(variable: string): boolean;
}

export function lowerContext(parts: LoweringParts): LoweringContext {
  const { op, read, def, b, outputs } = parts;
  // Looked up when asked for: reading a variable is an act (`Assign` never reads its target).
  const inputs = read.map(() => undefined) as unknown as Value[];
  read.forEach((tensor, index) => {
    Object.defineProperty(inputs, index, { enumerable: true, get: () => parts.valueOf(tensor) });
  });
  return {
    name: op.name,
    inputs,
    outputs,
    b,
    attr: (name, kind) => op.attr(name, kind),
    args: (name) => inputs.slice(...inputsOf(def, op, name)),
    valueOf: (index) => parts.knownValue(read[index]),
    variableOf: (index) => parts.variableOf(read[index]),
    isInitialized: parts.isInitialized,
  };
}
