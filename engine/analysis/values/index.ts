/** What expressions of the analysed program are known to be. */

export { isStandIn, standFor } from './aliases.ts';
export * from './call-site.ts';
export * from './data.ts';
export * from './functions.ts';
export * from './heap.ts';
export * from './journal.ts';
export * from './list.ts';
export * from './machine.ts';
export * from './scope.ts';
export * from './value.ts';
