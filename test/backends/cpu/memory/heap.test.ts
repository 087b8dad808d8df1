import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, Heap, HeapFull } from '../../../../engine/backends/cpu/memory/heap.ts';
import { hasWideHeap, Region, viewOf } from '../../../../engine/backends/cpu/memory/index.ts';
import { ConstantPool, POOL_BYTES } from '../../../../engine/backends/cpu/wasm/constant-pool.ts';

const GIB = 2 ** 30;
const newHeap = (addressType: 'i32' | 'i64' = 'i32') => new Heap(addressType, new ConstantPool());

describe('a heap', () => {
  it('gives aligned blocks that do not overlap, behind its constants, and takes them back', () => {
    const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constant('free' as const)), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (list, choices) => {
        const heap = newHeap();
        const held: Block[] = [];
        for (const step of list) {
          if (step !== 'free') held.push(heap.allocate(step));
          else if (held.length > 0) heap.free(held.splice((choices.next().value as number) % held.length, 1)[0]);
        }
        held.sort((a, b) => a.address - b.address);
        held.forEach(({ address, bytes }, i) => {
          expect(address % 64).toBe(0);
          const last = held[i - 1];
          expect(address).toBeGreaterThanOrEqual(last ? last.address + last.bytes : POOL_BYTES);
          // Vectors may read on a little.
          expect(address + bytes + 256).toBeLessThanOrEqual(heap.buffer.byteLength);
        });
        expect(heap.bytesInUse).toBe(held.reduce((sum, { bytes }) => sum + bytes, 0));
        for (const block of held) heap.free(block);
        expect(heap.bytesInUse).toBe(0);
        // All is one again.
        expect(heap.allocate(1000).address).toBe(POOL_BYTES);
      }),
      { numRuns: 50 },
    );
  });

  it('uses again what was given back, and does not grow for it', () => {
    const heap = newHeap();
    const blocks = [1, 2, 3].map(() => heap.allocate(10 * 2 ** 20));
    const { byteLength } = heap.buffer;
    heap.free(blocks[1]);
    heap.free(blocks[0]);
    expect(heap.allocate(20 * 2 ** 20).address).toBe(blocks[0].address);
    expect(heap.buffer.byteLength).toBe(byteLength);
  });

  it('of 32-bit addresses says when it is full, and still gives what there is', () => {
    const heap = newHeap();
    const large = heap.allocate(3 * GIB);
    expect(() => heap.allocate(1.5 * GIB)).toThrow(HeapFull);
    expect(heap.bytesInUse).toBe(large.bytes);
    heap.allocate(GIB / 2);
    heap.free(large);
    expect(heap.allocate(2.5 * GIB).address).toBe(large.address);
  });

  it.runIf(hasWideHeap())('of 64-bit addresses holds more than 4 GiB, and says when it is full', () => {
    const heap = newHeap('i64');
    const [first, second] = [heap.allocate(5 * GIB), heap.allocate(64)];
    expect(second.address).toBe(first.address + 5 * GIB);
    const view = viewOf(heap, 'float32', second.address, 16) as Float32Array;
    view.fill(1.5);
    expect(view[15]).toBe(1.5);
    expect(() => heap.allocate(12 * GIB)).toThrow(HeapFull);
  });

  it('gets regions back once, however often they are released', () => {
    const heap = newHeap();
    const region = new Region(heap, 100);
    expect(heap.bytesInUse).toBe(128);
    region.release();
    region.release();
    expect(heap.bytesInUse).toBe(0);
  });
});
