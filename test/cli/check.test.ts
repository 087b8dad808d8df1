import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../engine/cli/main.ts';
import { longestSource } from '../../engine/source-files/index.ts';
import { modelFolder } from '../runner/model-folder.ts';
import { captured } from './captured.ts';
import { command } from './command.ts';

const fine = `import * as tf from 'tensorloom';
const x = tf.placeholder('float32', [null, 3], { name: 'x' });
export const y = tf.matmul(x, tf.zeros([3, 2]));
`;
const wrong = fine.replace('[3, 2]', '[4, 2]');
/** Legal, and surely not meant. */
const odd = `import * as tf from 'tensorloom';
const logits = tf.placeholder('float32', [null, 10]);
const labels = tf.placeholder('float32', [null, 10]);
export const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: tf.nn.softmax(logits) });
`;

/** Runs `tensorloom check` in a folder with these files. */
async function checking(files: Record<string, string>, args: string[]) {
  const folder = modelFolder(files);
  const spy = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  onTestFinished(() => spy.mockRestore());
  const paths = args.map((arg) => (arg.startsWith('-') || /^\d+$/.test(arg) ? arg : join(folder, arg)));
  return { folder, ...(await captured(() => main(['check', ...paths]))) };
}

describe('tensorloom check', () => {
  it('has nothing to say of a model that builds', async () => {
    const { exitCode, stdout, stderr } = await checking({ 'model.ts': fine }, ['model.ts']);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: 'No problems in 1 model file.\n' });
  });

  it('points at what cannot be built and ends with 1', async () => {
    const { exitCode, stdout, stderr } = await checking({ 'model.ts': wrong }, ['model.ts']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '1 error, 0 warnings in 1 model file.\n' });
    expect(stdout).toMatch(/^model\.ts:3:\d+ error shape-mismatch .*3 and 4/);
    expect(stdout.split('\n').slice(1, -1).length).toBeGreaterThan(0);
    for (const line of stdout.split('\n').slice(1, -1)) expect(line).toMatch(/^ {4}(?:model\.ts:\d+:\d+ |fix: )/);
  });

  it('lets warnings pass, unless there are more than allowed', async () => {
    const files = { 'model.ts': odd };
    const free = await checking(files, ['model.ts']);
    expect(free).toMatchObject({ exitCode: 0, stderr: '0 errors, 1 warning in 1 model file.\n' });
    expect(free.stdout).toMatch(/^model\.ts:4:\d+ warning softmax-before-cross-entropy /);
    expect((await checking(files, ['model.ts', '--max-warnings', '1'])).exitCode).toBe(0);
    expect((await checking(files, ['model.ts', '--max-warnings', '0'])).exitCode).toBe(1);
  });

  it('checks all models of a folder, and nothing else in it', async () => {
    const files = {
      'a.ts': wrong,
      'sub/b.mjs': wrong.replace('zeros', 'ones'),
      'sub/other.ts': 'tf.matmul(1, 2, 3);',
      'node_modules/p/c.ts': wrong,
      'dist/d.js': wrong,
      'readme.md': wrong,
    };
    const { exitCode, stdout, stderr } = await checking(files, ['.']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '2 errors, 0 warnings in 2 model files.\n' });
    expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      expect.stringMatching(/^a\.ts:3:/),
      expect.stringMatching(/^sub[\\/]b\.mjs:3:/),
    ]);
  });

  it('tells a mistake once where two models import the file that has it', async () => {
    const shared = `import * as tf from 'tensorloom';\nexport const w = tf.zeros([2]).matmul(tf.zeros([3, 3]));\n`;
    const user = `import * as tf from 'tensorloom';\nimport { w } from './shared.ts';\nexport const y = tf.relu(w);\n`;
    const { stdout } = await checking({ 'shared.ts': shared, 'a.ts': user, 'b.ts': user }, ['a.ts', 'b.ts', 'a.ts']);
    expect(stdout.match(/ error /g)).toHaveLength(1);
    expect(stdout).toMatch(/^shared\.ts:2:/);
  });

  it('follows imports as a run does: without endings, by aliases', async () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'src/sizes.ts': 'export const rows = 4;',
      'src/columns/index.ts': 'export const columns = 2;',
      'src/model.ts': `import * as tf from 'tensorloom';
import { rows } from './sizes';
import { columns } from '@/columns';
export const y = tf.matmul(tf.placeholder('float32', [null, 3]), tf.zeros([rows, columns]));`,
    };
    expect((await checking(files, ['src'])).stdout).toMatch(/^src[\\/]model\.ts:4:\d+ error shape-mismatch .*3 and 4/);
  });

  it('prints JSON with whole paths, also where there is nothing', async () => {
    const { folder, exitCode, stdout } = await checking({ 'model.ts': wrong }, ['model.ts', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: join(folder, 'model.ts'), line: 3, severity: 'error', code: 'shape-mismatch', endLine: 3 },
    ]);
    expect(JSON.parse((await checking({ 'model.ts': fine }, ['model.ts', '--json'])).stdout)).toEqual([]);
  });

  it('names no fix that was not tried out, which takes its time', async () => {
    const lines = Array.from({ length: 22 }, () => 'tf.matmul(tf.zeros([2, 3]), tf.zeros([4, 5]));');
    const text = ["import * as tf from 'tensorloom';", ...lines].join('\n');
    const { stdout } = await checking({ 'model.ts': text }, ['model.ts', '--json']);
    const fixes = (JSON.parse(stdout) as { fixes: unknown[] }[]).map(({ fixes }) => fixes.length > 0);
    expect(fixes).toEqual([...Array(20).fill(true), false, false]);
  });

  it('says of a file what `graph` says beside its graph', async () => {
    const code = `import * as tf from 'tensorloom';
const x = tf.placeholder('float32', [null, 64]);
const w = new tf.Variable(tf.ones([64, 12]));
const code = tf.assertShape(tf.matmul(x, w), [null, 12]);
export const back = tf.matmul(code, w);
`;
    const files = { 'model.ts': code };
    const { stdout, folder } = await checking(files, ['model.ts']);
    const { stderr } = await captured(() => main(['graph', join(folder, 'model.ts')]));
    expect(stdout.match(/fix: .*/g)).toEqual(['fix: Transpose the second operand']);
    expect(stderr).toBe(stdout);
  });

  it('prints annotations', async () => {
    const { exitCode, stdout } = await checking({ 'sub/model.ts': wrong }, ['.', '--github']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^::error file=sub\/model\.ts,line=3,endLine=3,col=\d+,endColumn=\d+,title=shape-mismatch::./,
    );
  });

  it('has nothing to say of a file that is no model', async () => {
    const { exitCode, stdout, stderr } = await checking({ 'a.ts': 'export const a = null.b;' }, ['a.ts']);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'No problems in 0 model files.\n',
    });
  });

  it('counts columns as editors do where the file starts with a byte order mark', async () => {
    const { stdout } = await checking({ 'model.ts': `\uFEFF${wrong.replaceAll(';\n', ';')}` }, ['model.ts']);
    const [, column] = /^model\.ts:1:(\d+) /.exec(stdout)!;
    expect(wrong.replaceAll(';\n', ';').slice(Number(column) - 1)).toMatch(/^(?:tf\.)?matmul/);
  });

  it('refuses a file that no person wrote', async () => {
    const { exitCode, stderr } = await checking({ 'm.ts': ' '.repeat(longestSource + 1) }, ['m.ts']);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/larger than 5 MB/) });
  });

  it('refuses a name that no file can have', async () => {
    const { exitCode, stderr } = await checking({}, [`${'long'.repeat(99)}.ts`]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/it cannot be read\.$/m) });
  });

  it('runs as a command', async () => {
    const folder = modelFolder({ 'model.ts': wrong });
    expect(await command(['check', 'model.ts'], folder)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^model\.ts:3:/),
      stderr: '1 error, 0 warnings in 1 model file.\n',
    });
  });
});
