/**
 * CRC-32C (Castagnoli), as event records and checkpoints use it, and TensorFlow's masking of it.
 * Eight bytes a turn with eight tables ("slicing by 8", Kounavis and Berry, 2005).
 */

const polynomial = 0x82f63b78;
const maskDelta = 0xa282ead8;

/** Made at first use. */
let tables: readonly Int32Array[] | undefined;

/**
 * The checksum of `bytes` from `start` to `end`, unsigned; pass the checksum of what came before as `previous` to go on
 * from it.
 */
export function crc32c(bytes: Uint8Array, previous = 0, start = 0, end = bytes.length): number {
  tables ??= buildTables();
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  let crc = ~previous;
  let i = start;
  for (const last = end - 7; i < last; i += 8) {
    const low = crc ^ (bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24));
    crc =
      t7[low & 255] ^
      t6[(low >>> 8) & 255] ^
      t5[(low >>> 16) & 255] ^
      t4[low >>> 24] ^
      t3[bytes[i + 4]] ^
      t2[bytes[i + 5]] ^
      t1[bytes[i + 6]] ^
      t0[bytes[i + 7]];
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}

/** Rotated and offset, so that a checksum of data that holds checksums stays a good one. */
export function maskCrc(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + maskDelta) >>> 0;
}

/** The inverse of maskCrc. */
export function unmaskCrc(masked: number): number {
  const rotated = (masked - maskDelta) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}

/** What TensorFlow stores: the masked checksum of `bytes` from `start` to `end`. */
export function maskedCrc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return maskCrc(crc32c(bytes, 0, start, end));
}

function buildTables(): Int32Array[] {
  const result = Array.from({ length: 8 }, () => new Int32Array(256));
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    result[0][n] = crc;
  }
  for (let n = 0; n < 256; n++) {
    for (let k = 1; k < 8; k++) {
      const before = result[k - 1][n];
      result[k][n] = (before >>> 8) ^ result[0][before & 255];
    }
  }
  return result;
}
