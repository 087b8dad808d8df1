/** CRC-32 (ISO 3309), as zip archives use it. Pure: node:zlib's is not there in a browser. */

/** Made at first use. */
let table: Int32Array | undefined;

/** Unsigned. */
export function crc32(bytes: Uint8Array): number {
  table ??= buildTable();
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}

function buildTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, n) => {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
}
