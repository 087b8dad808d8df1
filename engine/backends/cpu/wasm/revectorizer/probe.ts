/**
 * Whether this Node gains by the revectorizer. A version may lack it, or end the whole process over its flags, so another
 * process tries first; its answer is kept for this version and machine.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { join } from 'node:path';
import { flags } from './flags.ts';
import { probeModule } from './probe-module.ts';

/** Merged code must be this much faster than the ordinary one to be worth compiling. */
const WORTHWHILE = 1.3;
const TIMEOUT_MILLISECONDS = 5000;

/** True if modules compiled with the revectorizer are faster here. Takes some 60 ms the first time on a machine. */
export function gainsByRevectorizer(): boolean {
  const setting = process.env.TENSORLOOM_WIDE_VECTORS;
  if (setting === '0' || process.arch !== 'x64' || process.platform === 'darwin') return false;
  const file = answerFile();
  const known = readAnswer(file);
  if (known !== undefined) return known;
  const answer = tryInChild();
  keepAnswer(file, answer);
  return answer;
}

/** Text of a CommonJS script; argv: two modules in base64, then the flags. Prints how many times faster merged code is. */
function childScript(): void {
  const { setFlagsFromString } = require('node:v8');
  const [first, second, ...names] = process.argv.slice(1);
  // biome-ignore lint/suspicious/noExplicitAny: Node's types have no WebAssembly.
  const api = (globalThis as any).WebAssembly;
  const memory = new api.Memory({ initial: 1, maximum: 65536, shared: true });
  const numbers = new Float32Array(memory.buffer);
  const made = (encoded: string) => {
    const module = new api.Module(Buffer.from(encoded, 'base64'));
    return Object.values(new api.Instance(module, { env: { memory } }).exports)[0] as (address: number) => void;
  };
  for (const name of names) setFlagsFromString(`--${name}`);
  const merged = made(first);
  for (const name of names) setFlagsFromString(name.startsWith('no-') ? `--${name.slice(3)}` : `--no-${name}`);
  const ordinary = made(second);
  const best = (probe: (address: number) => void) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 12; i++) {
      numbers.fill(0, 0, 256);
      numbers.fill(0.5, 256);
      const start = process.hrtime.bigint();
      probe(0);
      const time = Number(process.hrtime.bigint() - start);
      // The first calls of ordinary code may run before it is optimised.
      if (i > 3) least = Math.min(least, time);
    }
    return least;
  };
  const sums: string[] = [];
  const timed = [merged, ordinary].map((probe) => {
    const time = best(probe);
    sums.push(Array.from(numbers.subarray(0, 64)).join());
    return time;
  });
  process.stdout.write(sums[0] === sums[1] ? String(timed[1] / timed[0]) : '0');
}

function tryInChild(): boolean {
  const modules = ['merged', 'ordinary'].map((name) => Buffer.from(probeModule(name)).toString('base64'));
  const { status, stdout } = spawnSync(process.execPath, ['-e', `(${childScript})()`, ...modules, ...flags], {
    encoding: 'utf8',
    timeout: TIMEOUT_MILLISECONDS,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    // An editor's executable becomes Node by this variable.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
  });
  return status === 0 && Number(stdout) >= WORTHWHILE;
}

/** In the user's folder for caches. */
function answerFile(): string {
  const { platform, env } = process;
  const base =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : (env.XDG_CACHE_HOME ?? join(homedir(), '.cache'));
  const key = createHash('sha256')
    .update([process.execPath, process.version, process.versions.v8, cpus()[0]?.model ?? '', flags.join()].join('\n'))
    .digest('hex')
    .slice(0, 16);
  return join(base, 'tensorloom', `wide-vectors-${key}`);
}

function readAnswer(file: string): boolean | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text === 'yes' ? true : text === 'no' ? false : undefined;
  } catch {
    return undefined;
  }
}

/** A machine that lets nothing be kept is asked again next time. */
function keepAnswer(file: string, answer: boolean): void {
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, answer ? 'yes\n' : 'no\n');
    renameSync(whole, file);
  } catch {
    // Nothing is lost.
  }
}
