/**
 * Whether this Node gains by the revectorizer. A version may lack it, or end the whole process over its flags, so another
 * process tries first; its answer is kept for this version and machine.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

function tryInChild(): boolean {
  const modules = ['merged', 'ordinary'].map((name) => Buffer.from(probeModule(name)).toString('base64'));
  const script = fileURLToPath(new URL('./probe-child.ts', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [script, ...modules, ...flags], {
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
