import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEvent, decodeRecord, encodeRecord, RecordDecoder } from '../../engine/formats/index.ts';

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const versionRecord = hex('1800000000000000a37f4b220900000000000000001a0d627261696e2e4576656e743a32eedf28a3');

describe('a record', () => {
  test('is framed as TensorFlow frames the version event', () => {
    const result = decodeRecord(versionRecord);
    if (result.kind !== 'record') throw new Error(result.kind);
    expect(result.next).toBe(versionRecord.length);
    expect(decodeEvent(result.data).what).toEqual({ case: 'fileVersion', value: 'brain.Event:2' });
    expect(encodeRecord(result.data)).toEqual(versionRecord);
  });

  test('that is cut anywhere asks for more, and for no more than is missing', () => {
    for (let length = 0; length < versionRecord.length; length++) {
      const result = decodeRecord(versionRecord.subarray(0, length));
      expect(result.kind).toBe('need-more');
      if (result.kind === 'need-more') expect(result.bytes).toBeLessThanOrEqual(versionRecord.length - length);
    }
  });

  test('with any one bit flipped is never taken for sound', () => {
    for (let bit = 0; bit < versionRecord.length * 8; bit++) {
      const damaged = versionRecord.slice();
      damaged[bit >> 3] ^= 1 << (bit & 7);
      expect(decodeRecord(damaged).kind, `bit ${bit}`).toBe('corrupt');
    }
  });

  test('longer than the limit is damage', () => {
    const result = decodeRecord(encodeRecord(new Uint8Array(100)), 0, 99);
    expect(result).toMatchObject({ kind: 'corrupt', offset: 0 });
  });
});

describe('a stream of records', () => {
  test('gives the same records however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }),
        (records, cuts) => {
          const stream = Buffer.concat(records.map(encodeRecord));
          const decoder = new RecordDecoder();
          const found: Uint8Array[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn++) {
            const length = cuts[turn % cuts.length];
            decoder.push(stream.subarray(at, at + length));
            at += length;
            for (let next = decoder.next(); next.kind === 'record'; next = decoder.next()) found.push(next.data);
          }
          expect(found).toEqual(records);
          expect(decoder.offset).toBe(stream.length);
          expect(decoder.pending).toBe(0);
        },
      ),
    );
  });

  test('stays at a damaged record until it is skipped, and goes on after it', () => {
    const parts = [1, 2, 3].map((value) => encodeRecord(Uint8Array.of(value)));
    parts[1][12] ^= 1;
    const decoder = new RecordDecoder({ offset: 1000 });
    for (const part of parts) decoder.push(part);
    expect(decoder.next()).toMatchObject({ kind: 'record', next: 1017 });
    expect(decoder.next()).toMatchObject({ kind: 'corrupt', offset: 1017, next: 1034 });
    expect(decoder.next()).toMatchObject({ kind: 'corrupt', offset: 1017 });
    expect(decoder.skipCorrupt()).toBe(true);
    expect(decoder.next()).toMatchObject({ kind: 'record', data: Uint8Array.of(3), next: 1051 });
    expect(decoder.next()).toMatchObject({ kind: 'need-more' });
  });

  test('cannot go on after a damaged length', () => {
    const decoder = new RecordDecoder();
    decoder.push(new Uint8Array(64).fill(7));
    expect(decoder.next()).toMatchObject({ kind: 'corrupt', offset: 0 });
    expect(decoder.skipCorrupt()).toBe(false);
  });

  test('takes a long record in small pieces in reasonable time', () => {
    const record = encodeRecord(new Uint8Array(8 << 20));
    const decoder = new RecordDecoder();
    for (let at = 0; at < record.length; at += 4096) {
      decoder.push(record.subarray(at, at + 4096));
      if (at + 4096 < record.length) expect(decoder.next().kind).toBe('need-more');
    }
    expect(decoder.next().kind).toBe('record');
  });
});
