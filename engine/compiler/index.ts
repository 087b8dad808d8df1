/** From a graph to a plan. Pure: it knows no device and runs nothing. */
export * from './compile.ts';
export * from './lower/index.ts';
export * from './plan.ts';
export * from './program.ts';
export * from './prune.ts';
