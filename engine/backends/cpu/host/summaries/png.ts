/** PNG, as summaries need it: 8 bits a channel, rows as they are. */

import type { crc32, deflateSync } from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** By the number of channels: grey, grey and alpha, RGB, RGBA. */
const colorTypes: Readonly<Record<number, number>> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/** Node's zlib takes milliseconds to load, which programs without images keep. */
const zlib = (): { readonly crc32: typeof crc32; readonly deflateSync: typeof deflateSync } =>
  process.getBuiltinModule('node:zlib');

/** @param pixels - row by row, the channels of a pixel side by side. */
export function encodePng(width: number, height: number, channels: number, pixels: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, colorTypes[channels]);
  const stride = width * channels;
  // Each row begins with its filter, 0 for none.
  const rows = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return Uint8Array.from(
    Buffer.concat([
      Uint8Array.from(signature),
      chunk('IHDR', new Uint8Array(header.buffer)),
      chunk('IDAT', zlib().deflateSync(rows)),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(zlib().crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
