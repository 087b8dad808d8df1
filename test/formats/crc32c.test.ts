import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c, maskCrc, maskedCrc32c, unmaskCrc } from '../../engine/formats/index.ts';

const digits = new TextEncoder().encode('123456789');

test('matches the published vectors', () => {
  expect(crc32c(digits)).toBe(0xe3069283);
  expect(maskedCrc32c(digits)).toBe(0xc78ab0e5);
  expect(crc32c(new Uint8Array(0))).toBe(0);
  // RFC 3720, appendix B.4.
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
});

test('goes on from the checksum of what came before, at any cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
      expect(crc32c(bytes.subarray(cut), crc32c(bytes.subarray(0, cut)))).toBe(crc32c(bytes));
    }),
  );
});

test('unmasking undoes masking', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (crc) => unmaskCrc(maskCrc(crc)) === crc));
});
