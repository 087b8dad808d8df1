/**
 * Fetches one published file to disk: from the first mirror that delivers it, resuming what an earlier try left,
 * and only under its final name when the checksum is right. Knows nothing of what the file holds.
 */

import { createHash } from 'node:crypto';
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolders } from '../formats/index.ts';
import { DownloadError } from './download-error.ts';

export interface DownloadProgress {
  /** The file's base name. */
  readonly file: string;
  /** Bytes on disk so far, those of earlier tries included. */
  readonly received: number;
  /** Bytes of the whole file, where the server says. */
  readonly total: number | undefined;
}

export interface DownloadOptions {
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Tries at each mirror. Default 3. */
  readonly attempts?: number;
  /** Milliseconds before the second try; doubled for each further one. Default 500. */
  readonly firstWait?: number;
  /** Milliseconds without a byte after which a try counts as failed. Default 30,000. */
  readonly patience?: number;
}

/** A try that failed; `final` when the same mirror would only answer the same again. */
class TryError extends Error {
  readonly final: boolean;
  constructor(message: string, final: boolean, options?: ErrorOptions) {
    super(message, options);
    this.final = final;
  }
}

/**
 * Downloads to `destination` whichever of `sources` (URLs of the same file) works first. What arrives is collected
 * in `destination.part`, which a later call continues.
 *
 * @param md5 of the whole file, in hexadecimal
 * @throws DownloadError when every mirror failed; the file system's error when the disk did
 */
export async function download(
  sources: readonly string[],
  destination: string,
  md5: string,
  options: DownloadOptions = {},
): Promise<void> {
  const { attempts = 3, firstWait = 500 } = options;
  makeFolders(dirname(destination));
  const failures: string[] = [];
  let cause: unknown;
  for (const source of sources) {
    for (let attempt = 1; ; attempt++) {
      try {
        await tryOnce(source, destination, md5, options);
        return;
      } catch (error) {
        if (!(error instanceof TryError)) throw error;
        cause = error.cause ?? error;
        if (error.final || attempt >= attempts) {
          failures.push(`${new URL(source).host} ${error.message}`);
          break;
        }
      }
      await wait(firstWait * 2 ** (attempt - 1));
    }
  }
  throw new DownloadError(basename(destination), failures, cause);
}

async function tryOnce(source: string, destination: string, md5: string, options: DownloadOptions): Promise<void> {
  const part = `${destination}.part`;
  const already = await sizeOfFile(part);
  const silence = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), options.patience ?? 30_000);
  };
  listen();
  try {
    // The bytes as stored: a transparently unpacked body would have another length and checksum.
    const headers: Record<string, string> = { 'accept-encoding': 'identity' };
    if (already > 0) headers.range = `bytes=${already}-`;
    const response = await fromNetwork(() => fetch(source, { headers, signal: silence.signal }));
    if (response.status === 416) {
      // The part is as long as the file, or longer: the checksum decides which.
      await response.body?.cancel();
    } else {
      const resumed = response.status === 206 && startOfRange(response) === already;
      if (!response.ok || (response.status === 206 && !resumed)) {
        await response.body?.cancel();
        const passing = response.status >= 500 || response.status === 429 || response.status === 408;
        throw new TryError(`answered ${response.status} ${response.statusText}`.trimEnd(), !passing);
      }
      await receive(response, part, resumed ? already : 0, listen, options.onProgress, basename(destination));
    }
  } finally {
    clearTimeout(timer);
  }
  await accept(part, destination, md5);
}

/** Appends the body to the part file (from its start, unless `offset` bytes are there already). */
async function receive(
  response: Response,
  part: string,
  offset: number,
  listen: () => void,
  onProgress: DownloadOptions['onProgress'],
  file: string,
): Promise<void> {
  const length = response.headers.get('content-length');
  const total = length === null ? undefined : offset + Number(length);
  const out = await open(part, offset > 0 ? 'a' : 'w');
  try {
    let received = offset;
    onProgress?.({ file, received, total });
    const body = response.body?.getReader();
    while (body) {
      const { done, value } = await fromNetwork(() => body.read());
      if (done) break;
      listen();
      await out.appendFile(value);
      received += value.length;
      onProgress?.({ file, received, total });
    }
    if (total !== undefined && received !== total) {
      throw new TryError(`sent ${received} of ${total} bytes`, false);
    }
  } finally {
    await out.close();
  }
}

/** Gives the part its final name if the checksum is right; else removes it, so that the next try starts afresh. */
async function accept(part: string, destination: string, md5: string): Promise<void> {
  const found = createHash('md5')
    .update(await readFile(part))
    .digest('hex');
  if (found === md5) return rename(part, destination);
  await unlink(part);
  throw new TryError(`sent a file with the wrong checksum (md5 ${found}, expected ${md5})`, false);
}

async function fromNetwork<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new TryError(describeNetworkError(error), false, { cause: error });
  }
}

function describeNetworkError(error: unknown): string {
  const { cause, name, message } = error as Error & { cause?: { code?: string } };
  if (name === 'AbortError') return 'sent nothing for too long';
  const code = cause?.code;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'was not found (no network?)';
  if (code === 'ECONNREFUSED') return 'refused the connection';
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || message === 'terminated') return 'broke the connection off';
  return `failed (${code ?? message})`;
}

function startOfRange(response: Response): number | undefined {
  const match = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return match ? Number(match[1]) : undefined;
}

async function sizeOfFile(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
