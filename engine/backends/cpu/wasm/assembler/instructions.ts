/**
 * WebAssembly's instructions by name, with their binary codes (WebAssembly Core Specification 3.0, chapter "Binary
 * Format", and the threads proposal). Only those that kernels use; adding one is adding a row.
 */

/** One byte, no immediate. */
export const plainInstructions = {
  unreachable: 0x00,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,

  'i32.eqz': 0x45,
  'i32.eq': 0x46,
  'i32.ne': 0x47,
  'i32.lt_s': 0x48,
  'i32.lt_u': 0x49,
  'i32.gt_s': 0x4a,
  'i32.gt_u': 0x4b,
  'i32.le_s': 0x4c,
  'i32.le_u': 0x4d,
  'i32.ge_s': 0x4e,
  'i32.ge_u': 0x4f,
  'i64.eqz': 0x50,
  'i64.eq': 0x51,
  'i64.ne': 0x52,
  'i64.lt_s': 0x53,
  'i64.lt_u': 0x54,
  'i64.gt_s': 0x55,
  'i64.gt_u': 0x56,
  'i64.le_s': 0x57,
  'i64.le_u': 0x58,
  'i64.ge_s': 0x59,
  'i64.ge_u': 0x5a,
  'f32.eq': 0x5b,
  'f32.ne': 0x5c,
  'f32.lt': 0x5d,
  'f32.gt': 0x5e,
  'f32.le': 0x5f,
  'f32.ge': 0x60,

  'i32.clz': 0x67,
  'i32.ctz': 0x68,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.div_s': 0x6d,
  'i32.div_u': 0x6e,
  'i32.rem_s': 0x6f,
  'i32.rem_u': 0x70,
  'i32.and': 0x71,
  'i32.or': 0x72,
  'i32.xor': 0x73,
  'i32.shl': 0x74,
  'i32.shr_s': 0x75,
  'i32.shr_u': 0x76,
  'i64.add': 0x7c,
  'i64.sub': 0x7d,
  'i64.mul': 0x7e,
  'i64.and': 0x83,
  'i64.or': 0x84,
  'i64.xor': 0x85,
  'i64.shl': 0x86,
  'i64.shr_s': 0x87,
  'i64.shr_u': 0x88,

  'f32.abs': 0x8b,
  'f32.neg': 0x8c,
  'f32.ceil': 0x8d,
  'f32.floor': 0x8e,
  'f32.trunc': 0x8f,
  'f32.nearest': 0x90,
  'f32.sqrt': 0x91,
  'f32.add': 0x92,
  'f32.sub': 0x93,
  'f32.mul': 0x94,
  'f32.div': 0x95,
  'f32.min': 0x96,
  'f32.max': 0x97,
  'f32.copysign': 0x98,
  'f64.add': 0xa0,
  'f64.sub': 0xa1,
  'f64.mul': 0xa2,
  'f64.div': 0xa3,

  'i32.wrap_i64': 0xa7,
  'i64.extend_i32_s': 0xac,
  'i64.extend_i32_u': 0xad,
  'f32.convert_i32_s': 0xb2,
  'f32.convert_i32_u': 0xb3,
  'f32.demote_f64': 0xb6,
  'f64.convert_i64_s': 0xb9,
  'f64.promote_f32': 0xbb,
  'i32.reinterpret_f32': 0xbc,
  'f32.reinterpret_i32': 0xbe,
} as const;

/** Prefix 0xfd: vectors of 128 bits, no immediate. The relaxed ones lie above 0xff. */
export const vectorInstructions = {
  'i8x16.swizzle': 0x0e,
  'i8x16.splat': 0x0f,
  'i32x4.splat': 0x11,
  'i64x2.splat': 0x12,
  'f32x4.splat': 0x13,
  'f64x2.splat': 0x14,

  'i32x4.eq': 0x37,
  'i32x4.ne': 0x38,
  'i32x4.lt_s': 0x39,
  'i32x4.lt_u': 0x3a,
  'i32x4.gt_s': 0x3b,
  'i32x4.gt_u': 0x3c,
  'i32x4.le_s': 0x3d,
  'i32x4.le_u': 0x3e,
  'i32x4.ge_s': 0x3f,
  'i32x4.ge_u': 0x40,
  'f32x4.eq': 0x41,
  'f32x4.ne': 0x42,
  'f32x4.lt': 0x43,
  'f32x4.gt': 0x44,
  'f32x4.le': 0x45,
  'f32x4.ge': 0x46,

  'v128.not': 0x4d,
  'v128.and': 0x4e,
  'v128.andnot': 0x4f,
  'v128.or': 0x50,
  'v128.xor': 0x51,
  'v128.bitselect': 0x52,
  'v128.any_true': 0x53,
  'f32x4.demote_f64x2_zero': 0x5e,
  'f64x2.promote_low_f32x4': 0x5f,
  'i8x16.narrow_i16x8_u': 0x66,
  'f32x4.ceil': 0x67,
  'f32x4.floor': 0x68,
  'f32x4.trunc': 0x69,
  'f32x4.nearest': 0x6a,
  'f64x2.floor': 0x75,
  'i16x8.narrow_i32x4_u': 0x86,
  'i16x8.extend_low_i8x16_u': 0x89,

  'i32x4.abs': 0xa0,
  'i32x4.neg': 0xa1,
  'i32x4.all_true': 0xa3,
  'i32x4.bitmask': 0xa4,
  'i32x4.extend_low_i16x8_u': 0xa9,
  'i32x4.shl': 0xab,
  'i32x4.shr_s': 0xac,
  'i32x4.shr_u': 0xad,
  'i32x4.add': 0xae,
  'i32x4.sub': 0xb1,
  'i32x4.mul': 0xb5,
  'i32x4.min_s': 0xb6,
  'i32x4.min_u': 0xb7,
  'i32x4.max_s': 0xb8,
  'i32x4.max_u': 0xb9,
  'i64x2.shl': 0xcb,
  'i64x2.shr_u': 0xcd,
  'i64x2.add': 0xce,
  'i64x2.extmul_low_i32x4_u': 0xde,
  'i64x2.extmul_high_i32x4_u': 0xdf,

  'f32x4.abs': 0xe0,
  'f32x4.neg': 0xe1,
  'f32x4.sqrt': 0xe3,
  'f32x4.add': 0xe4,
  'f32x4.sub': 0xe5,
  'f32x4.mul': 0xe6,
  'f32x4.div': 0xe7,
  'f32x4.min': 0xe8,
  'f32x4.max': 0xe9,
  'f32x4.pmin': 0xea,
  'f32x4.pmax': 0xeb,
  'f64x2.add': 0xf0,
  'f64x2.sub': 0xf1,
  'f64x2.mul': 0xf2,
  'i32x4.trunc_sat_f32x4_s': 0xf8,
  'i32x4.trunc_sat_f32x4_u': 0xf9,
  'f32x4.convert_i32x4_s': 0xfa,
  'f32x4.convert_i32x4_u': 0xfb,
  'i32x4.trunc_sat_f64x2_s_zero': 0xfc,
  'f64x2.convert_low_i32x4_s': 0xfe,

  'i32x4.relaxed_trunc_f32x4_s': 0x101,
  'f32x4.relaxed_madd': 0x105,
  'f32x4.relaxed_nmadd': 0x106,
  'i32x4.relaxed_laneselect': 0x10b,
} as const;

/** Prefix 0xfd, then the lane's number. */
export const laneInstructions = {
  'i8x16.extract_lane_u': 0x16,
  'i32x4.extract_lane': 0x1b,
  'i32x4.replace_lane': 0x1c,
  'f32x4.extract_lane': 0x1f,
  'f32x4.replace_lane': 0x20,
} as const;

/** An address below the offset; then the bytes of the access, whose logarithm is the alignment that may be promised. */
export const memoryInstructions = {
  'i32.load': [0x28, 4],
  'i64.load': [0x29, 8],
  'f32.load': [0x2a, 4],
  'f64.load': [0x2b, 8],
  'i32.load8_u': [0x2d, 1],
  'i32.store': [0x36, 4],
  'i64.store': [0x37, 8],
  'f32.store': [0x38, 4],
  'f64.store': [0x39, 8],
  'i32.store8': [0x3a, 1],
} as const;

/** Prefix 0xfd. */
export const vectorMemoryInstructions = {
  'v128.load': [0x00, 16],
  'v128.load8_splat': [0x07, 1],
  'v128.load32_splat': [0x09, 4],
  'v128.load64_splat': [0x0a, 8],
  'v128.store': [0x0b, 16],
  'v128.load32_zero': [0x5c, 4],
  'v128.load64_zero': [0x5d, 8],
} as const;

/** Prefix 0xfd; after the offset, the lane's number. */
export const laneMemoryInstructions = {
  'v128.load32_lane': [0x56, 4],
  'v128.load64_lane': [0x57, 8],
  'v128.store8_lane': [0x58, 1],
  'v128.store32_lane': [0x5a, 4],
  'v128.store64_lane': [0x5b, 8],
} as const;

/** Prefix 0xfe; naturally aligned. */
export const atomicInstructions = {
  'memory.atomic.notify': [0x00, 4],
  'memory.atomic.wait32': [0x01, 4],
  'i32.atomic.load': [0x10, 4],
  'i32.atomic.store': [0x17, 4],
  'i32.atomic.rmw.add': [0x1e, 4],
  'i32.atomic.rmw.cmpxchg': [0x48, 4],
} as const;

export type PlainInstruction = keyof typeof plainInstructions;
export type VectorInstruction = keyof typeof vectorInstructions;
export type Instruction = PlainInstruction | VectorInstruction;
export type LaneInstruction = keyof typeof laneInstructions;
export type MemoryInstruction = keyof typeof memoryInstructions | keyof typeof vectorMemoryInstructions;
export type LaneMemoryInstruction = keyof typeof laneMemoryInstructions;
export type AtomicInstruction = keyof typeof atomicInstructions;
