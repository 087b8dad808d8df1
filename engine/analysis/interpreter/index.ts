/** The abstract interpreter. */

export { EndOfAnalysis, ThrowSignal } from './completion.ts';
export { Interpreter, type InterpreterOptions } from './interpreter.ts';
export type { HostLibrary, Library } from './library.ts';
