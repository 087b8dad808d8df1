/** Loops as steps of a run. */
export { Loop, type LoopVariable, type Step } from './loop.ts';
export { stepsOf } from './steps.ts';
