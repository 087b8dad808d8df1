/** From a graph to a plan. Pure: it knows no device and runs nothing. */

export * from './plan.ts';
