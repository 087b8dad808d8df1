/** Writes WebAssembly: see ModuleBuilder. Knows nothing of tensors. */

export { type AddressType, FunctionBuilder, type Helper, type Label, type Local, type ValueType } from './function.ts';
export type { Instruction, MemoryInstruction } from './instructions.ts';
export { ModuleBuilder } from './module.ts';
