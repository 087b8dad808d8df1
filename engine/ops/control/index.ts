/** Branches and loops: the contexts that operations are made in. */

export { CondContext } from './cond-context.ts';
export { WhileContext } from './while-context.ts';
