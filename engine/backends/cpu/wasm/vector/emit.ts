/**
 * Writes vector nodes as WebAssembly. The same computation is written for several neighbouring vectors at once, node by
 * node across all of them: V8's revectorizer merges such pairs into 256-bit operations where the machine has them.
 */

import type { FunctionBuilder, Local } from '../assembler/index.ts';
import type { ConstantPool } from '../constant-pool.ts';
import { type SlowFunction, slowFunctions } from './large-angles.ts';
import type { VectorNode } from './nodes.ts';

/** What a kernel tells of the point at hand: each pushes one vector. */
export interface VectorLeaves {
  /** Lanes of an operand, for vector number `at` of those written together. */
  load(operand: number, at: number): void;
  accumulator?(at: number): void;
  coordinate?(axis: number, at: number): void;
}

export interface EmitOptions {
  readonly fma: boolean;
  readonly constants: ConstantPool;
}

/** Nodes that do not change in a loop, computed before it. */
export type Hoisted = Map<VectorNode, Local>;

/** Puts the constants of `roots` in locals: inside a loop V8 would make each anew every time. */
export function hoistConstants(f: FunctionBuilder, roots: readonly VectorNode[], { constants }: EmitOptions): Hoisted {
  const hoisted: Hoisted = new Map();
  for (const node of inOrder(roots)) {
    const { operation } = node;
    if (operation.kind !== 'constant' && operation.kind !== 'doubles') continue;
    const local = f.local('v128');
    if (operation.kind === 'constant') constants.push(f, operation.bits);
    else f.f64(operation.value).op('f64x2.splat');
    f.set(local);
    hoisted.set(node, local);
  }
  return hoisted;
}

/**
 * Computes `roots` for `count` neighbouring vectors, and gives a local for each: `result[root][at]`. Locals that nobody
 * needs any more are used again.
 */
export function emitVectors(
  f: FunctionBuilder,
  roots: readonly VectorNode[],
  count: number,
  leaves: VectorLeaves,
  hoisted: Hoisted,
  { fma }: EmitOptions,
): Local[][] {
  const order = inOrder(roots);
  const left = new Map<VectorNode, number>();
  const use = (node: VectorNode) => left.set(node, (left.get(node) ?? 0) + 1);
  for (const node of order) node.inputs.forEach(use);
  roots.forEach(use);
  const found = new Map<VectorNode, Local[]>();
  const free: Local[] = [];
  const copies = Array.from({ length: count }, (_, at) => at);

  const localsOf = (node: VectorNode): Local[] => {
    const constant = hoisted.get(node);
    return constant ? copies.map(() => constant) : found.get(node)!;
  };
  for (const node of order) {
    if (hoisted.has(node)) continue;
    const { operation, inputs } = node;
    if (operation.kind === 'reinterpret') {
      found.set(node, localsOf(inputs[0]));
      // Whoever uses this node uses its input.
      left.set(inputs[0], left.get(inputs[0])! - 1 + left.get(node)!);
      continue;
    }
    const targets = copies.map(() => free.pop() ?? f.local('v128'));
    for (const at of copies) {
      const input = (i: number) => f.get(localsOf(inputs[i])[at]);
      switch (operation.kind) {
        case 'load':
          leaves.load(operation.operand, at);
          break;
        case 'accumulator':
          leaves.accumulator!(at);
          break;
        case 'coordinate':
          leaves.coordinate!(operation.axis, at);
          break;
        case 'constant':
          f.i32x4(operation.bits);
          break;
        case 'doubles':
          f.f64(operation.value).op('f64x2.splat');
          break;
        case 'shuffle':
          input(0);
          input(1).shuffle32(operation.lanes);
          break;
        case 'repair':
          repair(operation.name, input, targets[at]);
          break;
        case 'instruction':
          inputs.forEach((_, i) => {
            input(i);
          });
          f.op(operation.name);
          break;
        case 'shift':
          input(0).i32(operation.by).op(operation.name);
          break;
        case 'multiplyAdd':
          input(0);
          input(1);
          if (fma) input(2).op('f32x4.relaxed_madd');
          else {
            f.op('f32x4.mul');
            input(2).op('f32x4.add');
          }
          break;
      }
      f.set(targets[at]);
    }
    found.set(node, targets);
    for (const input of inputs) release(input);
  }
  return roots.map(localsOf);

  function repair(name: SlowFunction, input: (i: number) => FunctionBuilder, target: Local): void {
    input(0).set(target);
    input(1).op('v128.any_true');
    f.if(() => {
      input(2).callHelper(slowFunctions[name]).get(target);
      input(1).op('v128.bitselect').set(target);
    });
    f.get(target);
  }

  function release(node: VectorNode): void {
    const rest = left.get(node)! - 1;
    left.set(node, rest);
    if (node.operation.kind === 'reinterpret') release(node.inputs[0]);
    else if (rest === 0 && !hoisted.has(node)) free.push(...(found.get(node) ?? []));
  }
}

/** Each node after its inputs, once. */
export function inOrder(roots: readonly VectorNode[]): VectorNode[] {
  const seen = new Set<VectorNode>();
  const visit = (node: VectorNode): void => {
    if (seen.has(node)) return;
    for (const input of node.inputs) visit(input);
    seen.add(node);
  };
  roots.forEach(visit);
  return [...seen];
}
