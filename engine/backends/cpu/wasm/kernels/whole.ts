/** Copies and fills of whole arrays, in chunks of bytes, and copies of few bytes between arrays that lie apart. */

import type { FunctionBuilder, Local } from '../assembler/index.ts';
import type { Phase } from '../kernel.ts';
import { widen } from './loops.ts';

/** What a thread copies at once. */
const CHUNK_BYTES = 65536;
const NANOSECONDS_A_BYTE = 0.1;
/** Bytes that one turn of a loop of vectors writes. */
const STEP = 64;

/** More bytes than this leave too little room in 32 bits for the arithmetic of chunks. */
export const MAX_BYTES = 2 ** 31;

const phaseOf = (name: string, bytes: number): Phase => ({
  name,
  chunks: Math.ceil(bytes / CHUNK_BYTES),
  chunkNanoseconds: Math.min(bytes, CHUNK_BYTES) * NANOSECONDS_A_BYTE,
});

/** Writes the copying of `bytes` from one address to another, which is left alone where both are the same. */
export function emitCopy(f: FunctionBuilder, to: Local, from: Local, bytes: number): Phase {
  const source = f.addressLocal();
  const target = f.addressLocal();
  const end = f.addressLocal();
  f.get(to)
    .get(from)
    .op(`${f.addressType}.ne`)
    .if(() => {
      const { start, length } = bytesOfChunks(f, bytes);
      f.get(from).get(start).address('add').set(source);
      f.get(to).get(start).address('add').tee(target).get(length).address('add').set(end);
      const advance = (step: number) => f.get(source).bytes(step).address('add').set(source);
      whileRoom(f, target, end, STEP, () => {
        for (let offset = 0; offset < STEP; offset += 16) {
          f.get(target).get(source).memory('v128.load', offset).memory('v128.store', offset);
        }
        advance(STEP);
      });
      whileRoom(f, target, end, 1, () => {
        f.get(target).get(source).memory('i32.load8_u').memory('i32.store8');
        advance(1);
      });
    });
  return phaseOf(f.name, bytes);
}

/** Writes the filling of `bytes` with equal words of 32 bits. */
export function emitFill(f: FunctionBuilder, to: Local, bytes: number, word: number): Phase {
  const { start, length } = bytesOfChunks(f, bytes);
  const low = word & 0xff;
  if (word === Math.imul(low, 0x01010101)) {
    f.get(to).get(start).address('add').i32(low).get(length).fillMemory();
    return phaseOf(f.name, bytes);
  }
  const at = f.addressLocal();
  const end = f.addressLocal();
  const words = f.local('v128');
  f.i32x4(word).set(words);
  f.get(to).get(start).address('add').tee(at).get(length).address('add').set(end);
  whileRoom(f, at, end, STEP, () => {
    for (let offset = 0; offset < STEP; offset += 16) f.get(at).get(words).memory('v128.store', offset);
  });
  whileRoom(f, at, end, 4, () => f.get(at).i32(word).memory('i32.store'));
  return phaseOf(f.name, bytes);
}

/** Calls `body` as long as `step` bytes lie between the addresses, moving the first one on. */
function whileRoom(f: FunctionBuilder, at: Local, end: Local, step: number, body: () => void): void {
  f.block((done) => {
    f.loop((again) => {
      f.get(end).get(at).address('sub').bytes(step).address('lt_u').branchIf(done);
      body();
      f.get(at).bytes(step).address('add').set(at).branch(again);
    });
  });
}

/** Where the bytes of the chunks asked for start, and how many they are. */
function bytesOfChunks(f: FunctionBuilder, bytes: number): { start: Local; length: Local } {
  const [begin, end] = f.parameters;
  const start = f.addressLocal();
  const stop = f.addressLocal();
  const length = f.addressLocal();
  f.get(begin);
  widen(f).bytes(CHUNK_BYTES).address('mul').set(start);
  f.get(end);
  widen(f).bytes(CHUNK_BYTES).address('mul').tee(stop).bytes(bytes);
  f.get(stop).bytes(bytes).address('lt_u').op('select').get(start).address('sub').set(length);
  return { start, length };
}

/** From here on V8's memory instruction is faster than vectors one by one, in spite of its call. */
const LARGE_COPY = 1024;

export const copyNanoseconds = (bytes: number): number => (bytes >= LARGE_COPY ? 30 : 0.5) + bytes / 24;

/** Copies between places that do not overlap: the last vector may copy again what the one before it copied. */
export function emitSmallCopy(f: FunctionBuilder, to: Local, from: Local, bytes: number): void {
  if (bytes >= LARGE_COPY) {
    f.get(to).get(from).bytes(bytes).copyMemory();
    return;
  }
  const vector = (offset: number) => f.get(to).get(from).memory('v128.load', offset).memory('v128.store', offset);
  const turns = bytes > 2 * STEP ? Math.floor(bytes / STEP) : 0;
  if (turns > 0) {
    const end = f.addressLocal();
    const [source, target] = [f.addressLocal(), f.addressLocal()];
    f.get(to)
      .tee(target)
      .bytes(turns * STEP)
      .address('add')
      .set(end);
    f.get(from).set(source);
    f.loop((again) => {
      for (let offset = 0; offset < STEP; offset += 16) {
        f.get(target).get(source).memory('v128.load', offset).memory('v128.store', offset);
      }
      f.get(source).bytes(STEP).address('add').set(source);
      f.get(target).bytes(STEP).address('add').tee(target);
      f.get(end).address('lt_u').branchIf(again);
    });
  }
  let at = turns * STEP;
  for (; at + 16 <= bytes; at += 16) vector(at);
  if (at === bytes) return;
  if (bytes >= 16) vector(bytes - 16);
  else if (bytes >= 8) {
    for (const offset of bytes === 8 ? [0] : [0, bytes - 8]) {
      f.get(to).get(from).memory('i64.load', offset).memory('i64.store', offset);
    }
  } else if (bytes >= 4) {
    for (const offset of bytes === 4 ? [0] : [0, bytes - 4]) {
      f.get(to).get(from).memory('i32.load', offset).memory('i32.store', offset);
    }
  } else {
    for (let offset = 0; offset < bytes; offset++) {
      f.get(to).get(from).memory('i32.load8_u', offset).memory('i32.store8', offset);
    }
  }
}
