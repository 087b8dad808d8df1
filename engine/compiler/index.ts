/** From a graph to a plan. Pure: it knows no device and runs nothing. */
export * from './compile.ts';
export { Loop, type LoopVariable, type Step, stepsOf } from './loops/index.ts';
export * from './lower/index.ts';
export * from './plan.ts';
export * from './program.ts';
export * from './prune.ts';
export { type RunInputs, runInputs } from './run-inputs.ts';
