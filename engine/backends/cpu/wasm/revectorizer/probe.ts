/**
 * Whether this Node gains by the revectorizer. A version may lack it, or end the whole process over its flags, so another
 * process tries first; its answer is kept for this version and machine.
 */

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
  // Loaded here: where the answer is known, no program needs it.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
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

interface AnswerFile {
  readonly path: string;
  /** What the answer is for: the file's name tells it in short, its text in whole. */
  readonly key: string;
}

/** In the user's folder for caches. */
function answerFile(): AnswerFile {
  const { platform, env } = process;
  const base =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : (env.XDG_CACHE_HOME ?? join(homedir(), '.cache'));
  const { version, versions, execPath } = process;
  const key = [execPath, version, versions.v8, cpus()[0]?.model ?? '', flags.join()].join('\n');
  return { path: join(base, 'tensorloom', `wide-vectors-${hashOf(key)}`), key };
}

/** FNV-1a: cryptography would take milliseconds to load. */
function hashOf(key: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}

function readAnswer({ path, key }: AnswerFile): boolean | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text === `yes\n${key}` ? true : text === `no\n${key}` ? false : undefined;
  } catch {
    return undefined;
  }
}

/** A machine that lets nothing be kept is asked again next time. */
function keepAnswer({ path, key }: AnswerFile, answer: boolean): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    const whole = `${path}.${process.pid}`;
    writeFileSync(whole, `${answer ? 'yes' : 'no'}\n${key}`);
    renameSync(whole, path);
  } catch {
    // Nothing is lost.
  }
}
