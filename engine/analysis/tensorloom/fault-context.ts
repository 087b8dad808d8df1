/**
 * What is known where the engine refuses a call: for whoever words the fault and finds its cure. The engine's error
 * says what is wrong; the context says which expressions of the program it came from.
 */

import type { FunctionSignature } from '../../api/machinery.ts';
import type { FaultyOperation, Graph, Tensor } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnostic-codes.ts';
import type { Origin, Program } from '../program/program.ts';
import type { SourceRange } from '../source/range.ts';
import type { ts } from '../syntax.ts';
import type { CallSite, Value } from '../values/index.ts';

/** One thing that a call was given. */
export interface FaultArgument {
  /** The parameter or option that it is for, as the signature names it; undefined where it has none for it. */
  readonly parameter: string | undefined;
  readonly value: Value;
  /** As it was written; undefined where it was not written at the call: spread, or in an object made before. */
  readonly expression: ts.Expression | undefined;
}

export interface FaultContext {
  readonly code: DiagnosticCode;
  readonly error: Error;
  /** What was called, as in ApiCall: `matmul`, `nn.softmax`, `Variable`, `train.AdamOptimizer.minimize`. */
  readonly name: string;
  readonly signature: FunctionSignature | undefined;
  readonly site: CallSite;
  /** Where the culprit stands, where that is known and is not the call itself. */
  readonly place: SourceRange | undefined;
  readonly origin: Origin;
  /** The arguments in order, the receiver of a method first, options one by one. */
  readonly args: readonly FaultArgument[];
  /** The operation that could not be made; undefined where the call was refused before. */
  readonly failed: FaultyOperation | undefined;
  /** The tensors that it was to read. */
  readonly inputs: readonly Tensor[];
  readonly graph: Graph;
  readonly program: Program;
}

/** How a fault reads. `code` where the mistake has a name of its own: class numbers given as one-hot, say. */
export type FaultDescription = Pick<Diagnostic, 'message' | 'range' | 'related' | 'fixes'> & {
  readonly code?: DiagnosticCode;
};

export type DescribeFault = (fault: FaultContext) => FaultDescription;
