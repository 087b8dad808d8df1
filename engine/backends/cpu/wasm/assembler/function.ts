/**
 * The body of one WebAssembly function under construction. Instructions are appended in order; blocks are nested by
 * callbacks, so that every branch names a label that encloses it.
 */

import { Bytes } from './bytes.ts';
import {
  type AtomicInstruction,
  atomicInstructions,
  type Instruction,
  type LaneInstruction,
  type LaneMemoryInstruction,
  laneInstructions,
  laneMemoryInstructions,
  type MemoryInstruction,
  memoryInstructions,
  plainInstructions,
  vectorInstructions,
  vectorMemoryInstructions,
} from './instructions.ts';

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';
/** Addresses are i32 in a memory of up to 4 GiB and i64 in a larger one. */
export type AddressType = 'i32' | 'i64';

export const typeCodes: Record<ValueType, number> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** A block or loop that encloses the place where it is used. */
export interface Label {
  readonly depth: number;
}

const EMPTY_BLOCK = 0x40;

/** A function that others call, described where it is called. */
export interface Helper {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly write: (f: FunctionBuilder) => void;
}

/** The index of a helper in the module, which has each once. */
export type HelperFinder = (helper: Helper) => number;

interface FunctionOptions {
  readonly addressType?: AddressType;
  readonly results?: readonly ValueType[];
  readonly helper?: HelperFinder;
}

export class FunctionBuilder {
  readonly name: string;
  readonly parameters: readonly Local[];
  readonly results: readonly ValueType[];
  readonly addressType: AddressType;
  /** Types of the locals after the parameters. */
  readonly locals: ValueType[] = [];
  readonly code = new Bytes();
  #depth = 0;

  readonly #helper: HelperFinder | undefined;

  constructor(
    name: string,
    parameters: readonly ValueType[],
    { addressType = 'i32', results = [], helper }: FunctionOptions = {},
  ) {
    this.#helper = helper;
    this.name = name;
    this.parameters = parameters.map((type, index) => ({ index, type }));
    this.results = results;
    this.addressType = addressType;
  }

  local(type: ValueType): Local {
    return { index: this.parameters.length + this.locals.push(type) - 1, type };
  }
  /** A local for an address. */
  addressLocal(): Local {
    return this.local(this.addressType);
  }

  op(...instructions: Instruction[]): this {
    for (const name of instructions) {
      if (name in plainInstructions) this.code.byte(plainInstructions[name as keyof typeof plainInstructions]);
      else this.#prefixed(0xfd, vectorInstructions[name as keyof typeof vectorInstructions]);
    }
    return this;
  }
  /** An integer instruction of the address type: `address('add')` is i32.add or i64.add. */
  address(name: 'add' | 'sub' | 'mul' | 'and' | 'shl' | 'lt_u' | 'ge_u'): this {
    return this.op(`${this.addressType}.${name}`);
  }

  get(local: Local): this {
    return this.#indexed(0x20, local.index);
  }
  set(local: Local): this {
    return this.#indexed(0x21, local.index);
  }
  tee(local: Local): this {
    return this.#indexed(0x22, local.index);
  }

  i32(value: number): this {
    this.code.byte(0x41);
    this.code.signed(value);
    return this;
  }
  i64(value: number | bigint): this {
    this.code.byte(0x42);
    this.code.signed64(BigInt.asIntN(64, BigInt(value)));
    return this;
  }
  f32(value: number): this {
    this.code.byte(0x43);
    this.code.all(new Uint8Array(Float32Array.of(value).buffer));
    return this;
  }
  f64(value: number): this {
    this.code.byte(0x44);
    this.code.all(new Uint8Array(Float64Array.of(value).buffer));
    return this;
  }
  /** A constant of the address type. */
  bytes(value: number): this {
    return this.addressType === 'i32' ? this.i32(value) : this.i64(value);
  }
  /** Four equal lanes. In a loop, V8 makes such a constant anew each time: load it once before. */
  f32x4(value: number): this {
    return this.#vector(new Uint8Array(Float32Array.of(value, value, value, value).buffer));
  }
  i32x4(...lanes: [number] | [number, number, number, number]): this {
    const [a, b = a, c = a, d = a] = lanes;
    return this.#vector(new Uint8Array(Int32Array.of(a, b, c, d).buffer));
  }

  /** The address is on the stack; for a store, below the value. */
  memory(name: MemoryInstruction, offset = 0): this {
    if (name in memoryInstructions) {
      const [code, size] = memoryInstructions[name as keyof typeof memoryInstructions];
      this.code.byte(code);
      return this.#access(size > 4 ? 4 : size, offset);
    }
    const [code, size] = vectorMemoryInstructions[name as keyof typeof vectorMemoryInstructions];
    this.#prefixed(0xfd, code);
    // Vectors begin at any element.
    return this.#access(size > 4 ? 4 : size, offset);
  }
  laneMemory(name: LaneMemoryInstruction, lane: number, offset = 0): this {
    const [code, size] = laneMemoryInstructions[name];
    this.#prefixed(0xfd, code);
    this.#access(size > 4 ? 4 : size, offset);
    this.code.byte(lane);
    return this;
  }
  atomic(name: AtomicInstruction, offset = 0): this {
    const [code, size] = atomicInstructions[name];
    this.#prefixed(0xfe, code);
    return this.#access(size, offset);
  }
  lane(name: LaneInstruction, lane: number): this {
    this.#prefixed(0xfd, laneInstructions[name]);
    this.code.byte(lane);
    return this;
  }
  /** Four lanes of 32 bits out of two vectors: 0 to 3 are the first one's. */
  shuffle32(lanes: readonly [number, number, number, number]): this {
    return this.shuffle8(lanes.flatMap((lane) => [lane * 4, lane * 4 + 1, lane * 4 + 2, lane * 4 + 3]));
  }
  /** Sixteen bytes out of two vectors. */
  shuffle8(lanes: readonly number[]): this {
    this.#prefixed(0xfd, 0x0d);
    this.code.all(lanes);
    return this;
  }

  /** Destination, source and length are on the stack. */
  copyMemory(): this {
    this.code.byte(0xfc);
    this.code.byte(10);
    this.code.byte(0);
    this.code.byte(0);
    return this;
  }
  /** Destination, byte and length are on the stack. */
  fillMemory(): this {
    this.code.byte(0xfc);
    this.code.byte(11);
    this.code.byte(0);
    return this;
  }
  call(functionIndex: number): this {
    return this.#indexed(0x10, functionIndex);
  }

  callHelper(helper: Helper): this {
    if (this.#helper === undefined)
      throw new Error(`Internal: '${this.name}' is in no module that could hold helpers.`);
    return this.call(this.#helper(helper));
  }

  /** Branching to its label leaves it. */
  block(body: (label: Label) => void): this {
    return this.#nest(0x02, body);
  }
  /** Branching to its label begins it anew. */
  loop(body: (label: Label) => void): this {
    return this.#nest(0x03, body);
  }
  /** The condition, an i32, is on the stack. */
  if(then: () => void, otherwise?: () => void): this {
    return this.#nest(0x04, () => {
      then();
      if (otherwise === undefined) return;
      this.code.byte(0x05);
      otherwise();
    });
  }
  branch(label: Label): this {
    return this.#indexed(0x0c, this.#depth - label.depth);
  }
  /** If the i32 on the stack is not zero. */
  branchIf(label: Label): this {
    return this.#indexed(0x0d, this.#depth - label.depth);
  }

  #nest(code: number, body: (label: Label) => void): this {
    this.code.byte(code);
    this.code.byte(EMPTY_BLOCK);
    this.#depth++;
    body({ depth: this.#depth });
    this.#depth--;
    this.code.byte(0x0b);
    return this;
  }
  #indexed(code: number, index: number): this {
    this.code.byte(code);
    this.code.unsigned(index);
    return this;
  }
  #prefixed(prefix: number, code: number): void {
    this.code.byte(prefix);
    this.code.unsigned(code);
  }
  #access(alignment: number, offset: number): this {
    if (offset < 0) throw new RangeError(`Internal: a memory access at the negative offset ${offset}.`);
    this.code.unsigned(Math.log2(alignment));
    this.code.unsigned(offset);
    return this;
  }
  #vector(bytes: Uint8Array): this {
    this.#prefixed(0xfd, 0x0c);
    this.code.all(bytes);
    return this;
  }
}
