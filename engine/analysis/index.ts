/** What a model file builds and what is wrong with it, found from its text: nothing of it is run. */

export * from './analyze.ts';
export * from './diagnostic.ts';
export * from './diagnostic-codes.ts';
export type { AnalysisHost } from './host.ts';
export * from './program/program.ts';
export { containsRange, type SourceRange, sameRange } from './source/range.ts';
export { parse, rangeOf, ts } from './syntax.ts';
export * from './values/index.ts';
