/** Branches and loops: the contexts that operations are made in. */

export { CondContext } from './cond-context.ts';
export { Context, isEnter, isExit, isLoopMerge, isLoopSwitch, isSwitch, outputContext } from './context.ts';
export { GradientLoop } from './gradient-loop.ts';
export { insideBranches } from './inside-branches.ts';
export { loopOf } from './internal-controls.ts';
export { WhileContext } from './while-context.ts';
