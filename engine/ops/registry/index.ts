/** How operation types are defined, found and built into graphs. */

export * from './build.ts';
export * from './definition.ts';
export * from './gradient-rule.ts';
export * from './inference.ts';
export * from './lowering.ts';
export * from './own-gradients.ts';
export * from './registry.ts';
export type { OpInput, PlainAttributes } from './resolve-attributes.ts';
