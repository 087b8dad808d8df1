/**
 * What a kernel computes on vectors of four 32-bit lanes, as a graph of WebAssembly's own instructions: equal nodes are
 * one node. float32, int32 and uint8 lanes hold values, mask lanes are all ones for true and zero for false.
 */

import type { Instruction } from '../assembler/index.ts';
import type { SlowFunction } from './large-angles.ts';

export type VectorType = 'float32' | 'int32' | 'uint8' | 'mask';

export interface VectorNode {
  readonly id: number;
  readonly type: VectorType;
  readonly operation: VectorOperation;
  readonly inputs: readonly VectorNode[];
}

export type VectorOperation =
  /** The lanes of operand number `operand`, or the result of the kernel that an epilogue rides on. */
  | { readonly kind: 'load'; readonly operand: number }
  | { readonly kind: 'accumulator' }
  /** Coordinates of the four points along an axis of the iteration space. */
  | { readonly kind: 'coordinate'; readonly axis: number }
  /** Four equal lanes, by their bits. */
  | { readonly kind: 'constant'; readonly bits: number }
  | { readonly kind: 'instruction'; readonly name: Instruction }
  /** A shift of each lane by the same number of bits. */
  | { readonly kind: 'shift'; readonly name: Shift; readonly by: number }
  /** The bits of its input under another type: no code. */
  | { readonly kind: 'reinterpret' }
  /** x · y + z, rounded once where the machine can, else twice. */
  | { readonly kind: 'multiplyAdd' }
  /** Two equal doubles. Inside of functions, vectors of doubles go by the type of the floats that they stand for. */
  | { readonly kind: 'doubles'; readonly value: number }
  /** Lanes of two vectors. */
  | { readonly kind: 'shuffle'; readonly lanes: Lanes }
  /** Its first input, but where the mask that is the second one is true, which is rare, a slower function of the third. */
  | { readonly kind: 'repair'; readonly name: SlowFunction };

type Shift = 'i32x4.shl' | 'i32x4.shr_s' | 'i32x4.shr_u' | 'i64x2.shl';
type Lanes = readonly [number, number, number, number];

const floats = new Float32Array(1);
const words = new Int32Array(floats.buffer);

export function bitsOf(value: number): number {
  floats[0] = value;
  return words[0];
}

export class VectorGraph {
  readonly #nodes = new Map<string, VectorNode>();

  load(operand: number, type: VectorType): VectorNode {
    return this.#node({ kind: 'load', operand }, type, []);
  }
  accumulator(type: VectorType): VectorNode {
    return this.#node({ kind: 'accumulator' }, type, []);
  }
  coordinate(axis: number): VectorNode {
    return this.#node({ kind: 'coordinate', axis }, 'int32', []);
  }

  float(value: number): VectorNode {
    return this.#node({ kind: 'constant', bits: bitsOf(value) }, 'float32', []);
  }
  int(value: number): VectorNode {
    return this.#node({ kind: 'constant', bits: value | 0 }, 'int32', []);
  }
  mask(value: boolean): VectorNode {
    return this.#node({ kind: 'constant', bits: value ? -1 : 0 }, 'mask', []);
  }

  instruction(name: Instruction, type: VectorType, ...inputs: VectorNode[]): VectorNode {
    return this.#node({ kind: 'instruction', name }, type, inputs);
  }
  shift(name: Shift, x: VectorNode, by: number): VectorNode {
    return this.#node({ kind: 'shift', name, by }, 'int32', [x]);
  }
  multiplyAdd(x: VectorNode, y: VectorNode, z: VectorNode): VectorNode {
    return this.#node({ kind: 'multiplyAdd' }, 'float32', [x, y, z]);
  }

  double(value: number): VectorNode {
    return this.#node({ kind: 'doubles', value }, 'float32', []);
  }
  shuffle(lanes: Lanes, x: VectorNode, y: VectorNode): VectorNode {
    return this.#node({ kind: 'shuffle', lanes }, x.type, [x, y]);
  }
  repair(name: SlowFunction, common: VectorNode, rare: VectorNode, x: VectorNode): VectorNode {
    return this.#node({ kind: 'repair', name }, common.type, [common, rare, x]);
  }

  add = (x: VectorNode, y: VectorNode): VectorNode => this.instruction('f32x4.add', 'float32', x, y);
  sub = (x: VectorNode, y: VectorNode): VectorNode => this.instruction('f32x4.sub', 'float32', x, y);
  mul = (x: VectorNode, y: VectorNode): VectorNode => this.instruction('f32x4.mul', 'float32', x, y);
  div = (x: VectorNode, y: VectorNode): VectorNode => this.instruction('f32x4.div', 'float32', x, y);
  abs = (x: VectorNode): VectorNode => this.instruction('f32x4.abs', 'float32', x);
  /** `x`, or `y` where it is larger: NaN in `x` stays, NaN in `y` does not count. */
  atLeast = (x: VectorNode, y: VectorNode): VectorNode => this.instruction('f32x4.pmax', 'float32', x, y);
  atMost = (x: VectorNode, y: VectorNode): VectorNode => this.instruction('f32x4.pmin', 'float32', x, y);

  compare(name: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge', x: VectorNode, y: VectorNode): VectorNode {
    const signed = name === 'eq' || name === 'ne' ? name : (`${name}_s` as const);
    return x.type === 'float32'
      ? this.instruction(`f32x4.${name}`, 'mask', x, y)
      : this.instruction(`i32x4.${signed}`, 'mask', x, y);
  }
  and = (x: VectorNode, y: VectorNode, type = x.type): VectorNode => this.instruction('v128.and', type, x, y);
  or = (x: VectorNode, y: VectorNode, type = x.type): VectorNode => this.instruction('v128.or', type, x, y);
  not = (x: VectorNode): VectorNode => this.instruction('v128.not', x.type, x);

  /** `x` where the mask is true, `y` elsewhere. */
  select(mask: VectorNode, x: VectorNode, y: VectorNode): VectorNode {
    if (isZero(y)) return this.and(x, mask);
    if (isZero(x)) return this.instruction('v128.andnot', y.type, y, mask);
    return this.instruction('v128.bitselect', x.type, x, y, mask);
  }
  /** The same bits as another type. */
  as(type: VectorType, x: VectorNode): VectorNode {
    return x.type === type ? x : this.#node({ kind: 'reinterpret' }, type, [x]);
  }

  /** c[0] + c[1] x + c[2] x² + … by Horner's rule. */
  polynomial(coefficients: readonly number[], x: VectorNode): VectorNode {
    let sum = this.float(coefficients[coefficients.length - 1]);
    for (let i = coefficients.length - 2; i >= 0; i--) sum = this.multiplyAdd(sum, x, this.float(coefficients[i]));
    return sum;
  }

  #node(operation: VectorOperation, type: VectorType, inputs: readonly VectorNode[]): VectorNode {
    const key = `${type} ${Object.values(operation).join()} ${inputs.map(({ id }) => id).join()}`;
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = { id: this.#nodes.size, type, operation, inputs };
      this.#nodes.set(key, node);
    }
    return node;
  }
}

const isZero = ({ operation }: VectorNode) => operation.kind === 'constant' && operation.bits === 0;
