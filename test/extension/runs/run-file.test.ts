import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRuns, type StoredRun } from '../../../extension/runs/store/record-format.ts';
import { RunFile } from '../../../extension/runs/store/run-file.ts';
import { aRun } from './run-record.ts';

let folder: string;
let warnings: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorloom-runs-'));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const newFile = () => new RunFile(folder, (message) => warnings.push(message));
const stored = (...ids: string[]): StoredRun[] => ids.map((id) => ({ record: aRun(id), owner: 1 }));
const idsOf = (runs: readonly StoredRun[] | undefined) => runs?.map(({ record }) => record.id);

describe('runs.json', () => {
  it('is read once, and again only where another wrote it', async () => {
    const [a, b] = [newFile(), newFile()];
    expect(a.read()).toBeUndefined();
    await a.write(() => stored('x'));
    expect(a.read()).toBeUndefined();
    expect(idsOf(b.read()?.runs)).toEqual(['x']);
    await b.write(() => stored('x', 'y'));
    expect(idsOf(a.read()?.runs)).toEqual(['x', 'y']);
    expect(readdirSync(folder)).toEqual(['runs.json']);
  });

  it.each(['', '{"version":1,"runs":[{"id":"a', 'not a file of runs', '\u0000\u0000'])(
    'is put aside where it is broken: %j',
    async (text) => {
      writeFileSync(join(folder, 'runs.json'), text);
      const file = newFile();
      expect(file.read()).toBeUndefined();
      expect(readFileSync(join(folder, 'runs.broken.json'), 'utf8')).toBe(text);
      expect(warnings).toEqual([expect.stringMatching(/is broken: .*\. It is kept as .*runs\.broken\.json/)]);
      await file.write((there) => {
        expect(there).toBeUndefined();
        return stored('new');
      });
      expect(idsOf(newFile().read()?.runs)).toEqual(['new']);
      expect(warnings).toHaveLength(1);
    },
  );

  it('that cannot be read now is neither put aside nor written over', async () => {
    const file = newFile();
    mkdirSync(join(folder, 'runs.json'));
    expect(() => file.read()).toThrow('EISDIR');
    await expect(file.write(() => stored('x'))).rejects.toThrow('EISDIR');
    expect(readdirSync(folder)).toEqual(['runs.json']);
    expect(warnings).toEqual([]);
  });

  it('takes turns: each writer sees what the one before wrote', async () => {
    const files = Array.from({ length: 4 }, newFile);
    await Promise.all(
      files.flatMap((file, i) =>
        [0, 1, 2].map(async (n) => {
          let known: readonly StoredRun[] = [];
          await file.write((there) => {
            known = there?.runs ?? parseOr(join(folder, 'runs.json'));
            return [...known, ...stored(`${i}.${n}`)];
          });
        }),
      ),
    );
    expect(idsOf(newFile().read()?.runs)?.sort()).toEqual(
      [0, 1, 2, 3].flatMap((i) => [0, 1, 2].map((n) => `${i}.${n}`)),
    );
  });

  it('does not wait for ever for a lock that a killed host left', async () => {
    const lock = join(folder, 'runs.json.lock');
    const temporary = join(folder, 'runs.json.tmp-99');
    for (const path of [lock, temporary]) {
      writeFileSync(path, '');
      utimesSync(path, new Date(0), new Date(0));
    }
    await newFile().write(() => stored('a'));
    expect(readdirSync(folder)).toEqual(['runs.json']);
  });

  it('is old or new, never half, where the writer is killed', { timeout: 60_000 }, async () => {
    const module = resolve(import.meta.dirname, '../../../extension/runs/store/run-file.ts');
    const record = JSON.stringify(aRun('a', { fault: 'x'.repeat(20_000) }));
    const program = `
      import { RunFile } from ${JSON.stringify(module)};
      const file = new RunFile(${JSON.stringify(folder)}, (m) => { console.error(m); process.exit(3); });
      const runs = Array.from({ length: 150 }, (_, i) => ({ record: { ...${record}, id: String(i) }, owner: 1 }));
      for (let n = 0; ; n++) { await file.write(() => runs); if (n === 0) console.log('first'); }`;
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      await once(child.stdout, 'data');
      await new Promise((done) => setTimeout(done, 5 + round * 17));
      child.kill('SIGKILL');
      const [code] = await once(child, 'close');
      expect(code).toBeNull();
      expect(parseRuns(readFileSync(join(folder, 'runs.json'), 'utf8'))).toHaveLength(150);
      rmSync(join(folder, 'runs.json.lock'), { force: true });
    }
    expect(existsSync(join(folder, 'runs.broken.json'))).toBe(false);
  });

  it('fails and stays as it was where the folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const file = new RunFile(join(folder, 'file'), () => {});
    await expect(file.write(() => stored('a'))).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

function parseOr(path: string): readonly StoredRun[] {
  return existsSync(path) ? parseRuns(readFileSync(path, 'utf8')) : [];
}
