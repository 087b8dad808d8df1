/** MD5 (RFC 1321), which TensorFlow makes seeds with, so that a seed gives the same numbers here. */

const shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** ⌊2³² · |sin(i + 1)|⌋. */
const constants = Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))) | 0);

/** The first 31 bits of the digest of an ASCII text, read as hexadecimal text is. */
export function md5Number(text: string): number {
  const [a] = digest(text);
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setInt32(0, a, true);
  return bytes.getUint32(0) & 0x7fffffff;
}

function digest(text: string): [number, number, number, number] {
  const words = padded(text);
  let state: [number, number, number, number] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round];
      const place = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] % 16;
      const sum = (a + mixed + constants[i] + words[block + place]) | 0;
      const shift = shifts[round][i % 4];
      [a, b, c, d] = [d, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0, b, c];
    }
    state = [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0];
  }
  return state;
}

/** The text, a bit, zeros, and the length in bits: little-endian words, in blocks of 16. */
function padded(text: string): Int32Array {
  const blocks = Math.ceil((text.length + 9) / 64);
  const bytes = new DataView(new ArrayBuffer(64 * blocks));
  for (let i = 0; i < text.length; i++) bytes.setUint8(i, text.charCodeAt(i));
  bytes.setUint8(text.length, 0x80);
  bytes.setUint32(64 * blocks - 8, 8 * text.length, true);
  return Int32Array.from({ length: 16 * blocks }, (_, i) => bytes.getInt32(4 * i, true));
}
