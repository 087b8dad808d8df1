import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBytes, footerLength } from '../../../engine/formats/bundle/table-format.ts';
import { decodeTable } from '../../../engine/formats/bundle/table-reader.ts';
import { encodeTable } from '../../../engine/formats/bundle/table-writer.ts';
import { ByteWriter } from '../../../engine/formats/byte-writer.ts';
import { FormatError, maskedCrc32c } from '../../../engine/formats/index.ts';
import { fixtureBytes } from '../fixture.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('any sorted map survives a round trip', () => {
  const rows = fc.uniqueArray(fc.tuple(fc.uint8Array({ maxLength: 12 }), fc.uint8Array()), {
    selector: ([key]) => key.join(),
    maxLength: 100,
  });
  fc.assert(
    fc.property(rows, (unsorted) => {
      const sorted = unsorted.sort(([a], [b]) => compareBytes(a, b));
      expect(decodeTable(encodeTable(sorted)).map(({ key, value }) => [key, value])).toEqual(sorted);
    }),
  );
});

test('unsorted or repeated keys are refused', () => {
  const row = (key: string) => [bytes(key), bytes('')] as const;
  expect(() => encodeTable([row('b'), row('a')])).toThrow(RangeError);
  expect(() => encodeTable([row('a'), row('a')])).toThrow(RangeError);
});

describe("TensorFlow's index", () => {
  const index = fixtureBytes('checkpoint/model.ckpt.index');

  test('is the same bytes when it is written again, data block for data block', () => {
    const rows = decodeTable(index).map(({ key, value }) => [key, value] as const);
    const again = encodeTable(rows);
    const dataBlock = index.length - footerLength;
    // The index block may name a shorter separator, so only what comes before it must agree.
    let agree = 0;
    while (agree < dataBlock && index[agree] === again[agree]) agree++;
    expect(agree).toBeGreaterThan(dataBlock * 0.8);
  });

  test('with any one bit flipped is refused or still says the same', () => {
    const sound = decodeTable(index);
    let refused = 0;
    for (let bit = 0; bit < index.length * 8; bit++) {
      const damaged = index.slice();
      damaged[bit >> 3] ^= 1 << (bit & 7);
      try {
        expect(decodeTable(damaged)).toEqual(sound);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        refused++;
      }
    }
    // What is left is the padding of the footer.
    expect(refused).toBeGreaterThan((index.length - 40) * 8);
  });

  test('cut anywhere is refused', () => {
    for (let length = 0; length < index.length; length++) {
      expect(() => decodeTable(index.subarray(0, length)), `${length} bytes`).toThrow(FormatError);
    }
  });
});

test('a compressed block is refused by name', () => {
  const table = encodeTable([[bytes('a'), bytes('b')]]);
  // The one data block: its length is in front of its kind byte, at the start of the file.
  const length = 3 + 2 + 4 + 4;
  table[length] = 1;
  const crc = new ByteWriter().u32(maskedCrc32c(table.subarray(0, length + 1))).finish();
  table.set(crc, length + 1);
  expect(() => decodeTable(table)).toThrow(/compressed with Snappy/);
});
