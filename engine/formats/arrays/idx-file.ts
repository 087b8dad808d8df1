/** Reads an idx file from disk, compressed by gzip or not. */

import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { NdArray } from '../../graph/index.ts';
import { FormatError } from '../format-error.ts';
import { decodeIdx, decodeIdxHeader, maxIdxHeaderLength } from './idx.ts';

/** @throws FormatError; the file system's error */
export async function readIdxFile(path: string): Promise<NdArray> {
  return decodeIdx(await gunzipIdx(await readFile(path), path), path);
}

/** The bytes of an idx file out of gzip, if they are in it. At most what its header promises is decompressed. */
export async function gunzipIdx(bytes: Uint8Array, what: string): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  // Loaded here: it takes milliseconds, which programs that read no such file keep.
  const { constants, gunzip } = await import('node:zlib');
  const inflate = promisify(gunzip);
  try {
    // Enough to hold any header, decompressed as far as it goes.
    const start = await inflate(bytes.subarray(0, 4 * maxIdxHeaderLength), { finishFlush: constants.Z_SYNC_FLUSH });
    const { fileLength } = decodeIdxHeader(start, what);
    // One byte more, to see that there is more than promised.
    return await inflate(bytes, { maxOutputLength: fileLength + 1 });
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    const tooLong = (cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new FormatError({
      what,
      problem: tooLong
        ? 'the file holds more than its header promises'
        : `the file cannot be decompressed (${(cause as Error).message})`,
      cure: 'The file is damaged or cut short: download it again.',
      cause,
    });
  }
}
