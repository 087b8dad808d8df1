import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The program in one file: it is started 200 times, and 300 modules take a second and more to load. */
let program: string;
let built: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  built = await temporaryFolder();
  program = built.of('save-loop.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./save-loop.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});

afterAll(() => built[Symbol.asyncDispose]());

interface Watched {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  /** The last count that the program said was saved. */
  saved: number;
  output: string;
}

function watch(child: ChildProcess, saved: number): Watched {
  const watched: Watched = {
    child,
    saved,
    output: '',
    ended: new Promise((resolve) => child.once('close', () => resolve())),
  };
  child.stdout!.on('data', (chunk: Buffer) => {
    watched.output += chunk;
    const last = [...watched.output.matchAll(/^saved (\d+)$/gm)].at(-1);
    if (last) watched.saved = Number(last[1]);
  });
  return watched;
}

/** The count in the newest checkpoint of a folder; fails unless the checkpoint is whole. */
async function countIn(folder: string): Promise<number> {
  await using reader = await tf.train.loadCheckpoint((await tf.train.latestCheckpoint(folder)) as string);
  const [a, b, count] = await Promise.all(['a', 'b', 'count'].map((name) => reader.getTensor(name)));
  const value = Number(count.at(0));
  for (const { data } of [a, b]) expect((data as Float32Array).every((x) => x === value)).toBe(true);
  return value;
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(['same', 'steps'])('saves under %s names', (naming) => {
  it('survive being killed at 100 random moments', async () => {
    await using folder = await temporaryFolder();
    let saved = 0;
    for (let i = 0; i < 100; i++) {
      const run = watch(
        spawn(process.execPath, [program, folder.of('m'), naming], { stdio: ['ignore', 'pipe', 'ignore'] }),
        saved,
      );
      while (run.saved === saved && run.child.exitCode === null) await delay(2);
      // Somewhere within the next saves, each of which takes some milliseconds.
      await delay(Math.random() * 40);
      run.child.kill('SIGKILL');
      await run.ended;
      const found = await countIn(folder.path);
      // What was reported as saved is there; the one in hand may be.
      expect(found).toBeGreaterThanOrEqual(run.saved);
      expect(found).toBeLessThanOrEqual(run.saved + 1);
      saved = found;
    }
    expect(saved).toBeGreaterThan(100);
    // Unfinished files do not pile up: the next run sweeps away what a killed one left.
    expect((await readdir(folder.path)).filter((name) => name.includes('.tmp-')).length).toBeLessThan(6);
  });
});

describe.skipIf(process.platform === 'win32')('a limit on the size of files', () => {
  it('fails the save and leaves the checkpoint before', async () => {
    await using folder = await temporaryFolder();
    const args = [program, folder.of('m'), 'same', '1'];
    const free = watch(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] }), 0);
    await free.ended;
    expect(await countIn(folder.path)).toBe(1);

    // 100 KiB; without the signal the write itself fails.
    const limited = 'trap "" XFSZ; ulimit -f 100; exec "$0" "$@"';
    const child = spawn('bash', ['-c', limited, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    const tight = watch(child, 1);
    await tight.ended;
    expect(tight.output).toMatch(/^ResourceExhaustedError: Cannot save checkpoint .*EFBIG/);
    expect(await countIn(folder.path)).toBe(1);
    expect((await readdir(folder.path)).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
});
