/** Static analysis of model files: graph, shapes and diagnostics without running anything. */

export { type Analysis, type AnalyzeOptions, analyze } from './analyze.ts';
export { confirmedFixes } from './confirm-fixes.ts';
export type { Diagnostic, QuickFix, RelatedPlace, Severity, TextEdit } from './diagnostic.ts';
export { type DiagnosticCode, diagnosticCodes } from './diagnostic-codes.ts';
export type { AnalysisHost } from './host.ts';
export { madeAt, shownGraph } from './program/as-run.ts';
export type {
  ApiCall,
  Fact,
  FailedOperation,
  Feed,
  LoopPass,
  Origin,
  Program,
  SessionRun,
} from './program/program.ts';
export { checkProgram } from './rules/index.ts';
export { calledFunction } from './rules/syntax/library-names.ts';
export { dimText, shapeText, typeText } from './rules/text/shape-text.ts';
export { containsRange, type SourceRange, sameRange } from './source/range.ts';
export { bareExpression, parse, rangeOf, ts } from './syntax.ts';
export { DatasetValue } from './tensorloom/data/dataset.ts';
export { LabelledImagesValue } from './tensorloom/data/labelled-images.ts';
export { SessionValue } from './tensorloom/session/session-value.ts';
export * from './values/index.ts';
