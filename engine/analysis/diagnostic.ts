/** What the analysis tells of a program, as plain data. The codes and their pages are in diagnostic-codes.ts. */

import type { DiagnosticCode } from './diagnostic-codes.ts';
import type { SourceRange } from './source/range.ts';

/** error: the program fails for every value of what is unknown. warning: legal, but surely not meant. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One plain sentence or two: what does not fit, and what to do. */
  readonly message: string;
  readonly range: SourceRange;
  /** The culprits: each with its shape and where it came from. */
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly QuickFix[];
  /** Shown faded: a part that nothing needs. */
  readonly unnecessary?: true;
}

export interface RelatedPlace {
  readonly range: SourceRange;
  readonly message: string;
}

export interface QuickFix {
  /** In the imperative: `Transpose the second operand`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The one to take when in doubt; at most one a diagnostic. */
  readonly isPreferred?: true;
}

export interface TextEdit {
  /** Replaced by `text`; empty to insert. */
  readonly range: SourceRange;
  readonly text: string;
}
