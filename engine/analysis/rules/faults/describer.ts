/** How one kind of fault is told. Describers are tried in order; the first that knows the fault words it. */

import type { QuickFix, RelatedPlace } from '../../diagnostic.ts';
import type { DiagnosticCode } from '../../diagnostic-codes.ts';
import type { SourceRange } from '../../source/range.ts';
import type { FaultContext } from '../../tensorloom/fault-context.ts';
import type { Operand } from '../operand.ts';

export interface Fault extends FaultContext {
  /** The tensors that the operation was to read, or else those that the call was given, in order. */
  readonly operands: readonly Operand[];
}

/** Parts that are left out are those of any fault. */
export interface Wording {
  readonly message: string;
  readonly code?: DiagnosticCode;
  /** Default: the call. */
  readonly range?: SourceRange;
  /** Beside the places that the operands came from, unless `areAllPlaces`. */
  readonly related?: readonly RelatedPlace[];
  readonly areAllPlaces?: true;
  /** The one to take when in doubt first. */
  readonly fixes?: readonly (QuickFix | undefined)[];
}

export type Describer = (fault: Fault) => Wording | undefined;
