/**
 * What functions like those of this room are made with, for the other rooms that declare public functions: conversion of
 * arguments, optional arguments, signatures. Not part of what a user imports.
 */

export { withDependencies } from './control/group.ts';
export { asTensor, convertPair, convertToIndex, isTensorLike, parseDType } from './convert.ts';
export { gradientRule, type OperationGradient } from './gradients/register-gradient.ts';
export { isOptions, readOptions } from './options.ts';
export { operationSeeds } from './random/seeds.ts';
export {
  type FunctionSignature,
  type Parameter,
  type ParameterKind,
  parseSignature,
  publicFunction,
  publicFunctions,
} from './signature.ts';
export { type GetVariableHooks, type GetVariableOptions, withVariableHooks } from './state/get-variable.ts';
