/**
 * JavaScript's own library for the analysed program. It knows values and what a machine offers, never the interpreter.
 */

export { createGlobals } from './globals.ts';
export { iterate, memberOfData } from './members.ts';
export { createPrototypes } from './prototypes.ts';
export { RegExpValue } from './regexp/value.ts';
