/** Expressions on vectors of four 32-bit lanes. */

export { type EmitOptions, emitVectors, type Hoisted, hoistConstants, inOrder, type VectorLeaves } from './emit.ts';
export { bitsOf, VectorGraph, type VectorNode, type VectorType } from './nodes.ts';
export { laneTypeOf, translate } from './translate.ts';
