/** What the writer and the reader of a table share: a sorted map of byte strings in the layout of LevelDB's tables. */

/** The footer: two block handles, padding, magic. */
export const footerLength = 48;
export const handlesLength = 40;
/** The magic 0xdb4775248b80fb57, low word first as it is in the file. */
export const magicLow = 0x8b80fb57;
export const magicHigh = 0xdb477524;
/** After each block: u8 compression, u32 masked CRC of the block and that byte. */
export const blockTrailerLength = 5;
export const restartInterval = 16;

/** How a block's bytes are compressed. TensorFlow does not compress bundles. */
export const compression = { none: 0, snappy: 1 } as const;

/** Order of keys: as unsigned bytes. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
