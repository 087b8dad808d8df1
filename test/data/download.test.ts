import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DownloadProgress, download } from '../../engine/data/download.ts';
import { downloadLine } from '../../engine/data/download-line.ts';
import { DownloadError } from '../../engine/data/index.ts';
import { answer, type Behaviour, corrupt, dropAfter, hang, ignoreRange, startMirror } from './idx-server.ts';

const body = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) >> 3);
const md5 = createHash('md5').update(body).digest('hex');
const quick = { firstWait: 1 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tensorloom-download-'));
});
afterEach(() => rm(folder, { recursive: true }));
const file = () => join(folder, 'sub', 'a.gz');
const mirror = (...script: Behaviour[]) => startMirror({ 'a.gz': body }, script);
const arrived = async () => {
  expect(await readdir(join(folder, 'sub'))).toEqual(['a.gz']);
  expect(Buffer.compare(await readFile(file()), body)).toBe(0);
};

describe('a download', () => {
  it('puts the file in place and tells its progress', async () => {
    await using server = await mirror();
    const told: DownloadProgress[] = [];
    await download([`${server.url}/a.gz`], file(), md5, { ...quick, onProgress: (progress) => told.push(progress) });
    await arrived();
    expect(told[0]).toEqual({ file: 'a.gz', received: 0, total: body.length });
    expect(told.at(-1)).toEqual({ file: 'a.gz', received: body.length, total: body.length });
  });

  it('goes on where the connection broke off', async () => {
    await using server = await mirror(dropAfter(30_000), dropAfter(40_000));
    await download([`${server.url}/a.gz`], file(), md5, quick);
    await arrived();
    expect(server.requests).toEqual([
      'GET /mnist/a.gz',
      'GET /mnist/a.gz bytes=30000-',
      'GET /mnist/a.gz bytes=70000-',
    ]);
  });

  it('goes on with what an earlier run left', async () => {
    await using server = await mirror(dropAfter(30_000));
    await expect(download([`${server.url}/a.gz`], file(), md5, { attempts: 1 })).rejects.toThrow(DownloadError);
    expect(await readdir(join(folder, 'sub'))).toEqual(['a.gz.part']);
    await download([`${server.url}/a.gz`], file(), md5, quick);
    await arrived();
    expect(server.requests[1]).toBe('GET /mnist/a.gz bytes=30000-');
  });

  it('starts over when the server does not know ranges', async () => {
    await using server = await mirror(dropAfter(30_000), ignoreRange);
    await download([`${server.url}/a.gz`], file(), md5, quick);
    await arrived();
  });

  it('takes a part that is already whole, and throws away one that is too long', async () => {
    await using server = await mirror(dropAfter(10));
    await download([`${server.url}/a.gz`], file(), md5, quick);
    await rm(file());
    await writeFile(`${file()}.part`, body);
    await download([`${server.url}/a.gz`], file(), md5, quick);
    await arrived();
    await rm(file());
    await writeFile(`${file()}.part`, new Uint8Array(body.length + 5));
    await download([`${server.url}/a.gz`], file(), md5, quick);
    await arrived();
  });

  it('does not accept a wrong checksum: it starts afresh, and then asks the next mirror', async () => {
    await using bad = await mirror(corrupt, corrupt, corrupt);
    await using good = await mirror();
    await download([`${bad.url}/a.gz`, `${good.url}/a.gz`], file(), md5, quick);
    await arrived();
    expect(bad.requests).toEqual(['GET /mnist/a.gz', 'GET /mnist/a.gz', 'GET /mnist/a.gz']);
    expect(good.requests).toEqual(['GET /mnist/a.gz']);
  });

  it('leaves a mirror at once that does not have the file, and tries again where the fault may pass', async () => {
    await using without = await startMirror({});
    await using busy = await mirror(answer(503), answer(429));
    await download([`${without.url}/a.gz`, `${busy.url}/a.gz`], file(), md5, quick);
    await arrived();
    expect(without.requests).toHaveLength(1);
    expect(busy.requests).toHaveLength(3);
  });

  it('gives up on silence', async () => {
    await using server = await mirror(hang);
    await download([`${server.url}/a.gz`], file(), md5, { ...quick, patience: 50 });
    await arrived();
  });

  it('waits longer before each further try', async () => {
    await using server = await mirror(answer(500), answer(500));
    const start = performance.now();
    await download([`${server.url}/a.gz`], file(), md5, { firstWait: 40 });
    expect(performance.now() - start).toBeGreaterThan(110);
  });

  it('names every mirror and its reason when all fail, and leaves no file of that name', async () => {
    await using without = await startMirror({});
    await using bad = await mirror(corrupt, corrupt);
    const closed = await mirror();
    await closed[Symbol.asyncDispose]();
    const sources = [without, bad, closed].map((server) => `${server.url}/a.gz`);
    const failure = await download(sources, file(), md5, { ...quick, attempts: 2 }).catch((error) => error);
    expect(failure).toBeInstanceOf(DownloadError);
    expect(failure.failures).toHaveLength(3);
    expect(failure.message).toMatch(/^Could not download a\.gz: 127\.0\.0\.1:\d+ answered 404 Not Found; /);
    expect(failure.failures[1]).toContain('wrong checksum (md5 ');
    expect(failure.failures[2]).toContain('refused the connection');
    expect(await readdir(join(folder, 'sub'))).toEqual([]);
  });
});

describe('the line of a download', () => {
  const shown = (isTTY: boolean) => {
    let text = '';
    const write = (piece: string | Uint8Array) => {
      text += piece;
      return true;
    };
    const show = downloadLine({ isTTY, write });
    for (const received of [0, 1, 500_000, 1_000_000]) show({ file: 'a.gz', received, total: 1_000_000 });
    return text;
  };
  it('is rewritten on a terminal', () => {
    expect(shown(true).split('\r').slice(1)).toEqual([
      'Downloading a.gz: 0.0 of 1.0 MB (0 %)\u001b[K',
      'Downloading a.gz: 0.5 of 1.0 MB (50 %)\u001b[K',
      'Downloading a.gz: 1.0 of 1.0 MB (100 %)\u001b[K\n',
    ]);
  });
  it('is two plain lines elsewhere', () => {
    expect(shown(false)).toBe('Downloading a.gz (1.0 MB)\nDownloaded a.gz\n');
  });
});
