/** How much of what the program makes is followed item by item. Beyond, a list keeps its length and what its items may be. */

export { mostItems } from '../values/index.ts';

/** Characters of a text that are kept. */
export const mostText = 100_000;
/** Calls of the program's functions by native ones within one another: the product of the lengths gone through. */
export const mostCalls = 2_000;
/** Items whose test is unknown that are tried one after the other, each from the state that the one before left. */
export const mostDoubts = 12;
/** Values in JSON, or in what is cloned. */
export const mostParts = 20_000;
/** Levels of lists in lists, or objects in objects, that are gone through. */
export const deepest = 100;
