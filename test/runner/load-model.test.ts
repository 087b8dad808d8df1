import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelFileProblem } from '../../engine/runner/load-model/model-file.ts';
import { modelFolder } from './model-folder.ts';
import { runToEnd } from './recorded-run.ts';

/** Runs `model` among other files and gives what it printed; fails with its fault. */
async function printedBy(files: Record<string, string>, model = 'model.ts'): Promise<string> {
  const { printed, fault, done } = await runToEnd(join(modelFolder(files), model));
  if (done.exitCode !== 0) throw new Error(`${fault?.message}\n${fault?.hint}\n${printed.stderr}`);
  return printed.stdout;
}

async function faultOf(files: Record<string, string>, model = 'model.ts') {
  const folder = modelFolder(files);
  const { fault, done } = await runToEnd(join(folder, model));
  expect(done).toMatchObject({ reason: 'failed', exitCode: 1 });
  const { place } = fault!;
  return { ...fault!, at: place && `${place.file.slice(folder.length + 1)}:${place.line}:${place.column}` };
}

describe('a model file loads', () => {
  it('with tensorloom from this engine, from a folder without node_modules', async () => {
    const model = `import * as tf from 'tensorloom';
      import { constant } from 'tensorloom';
      console.log(tf.constant === constant, String(tf.constant(3)));`;
    expect(await printedBy({ 'model.ts': model })).toBe('true Tensor("Const:0", shape=(), dtype=float32)\n');
  });

  it.each(['model.ts', 'model.mts', 'model.js', 'model.mjs'])(
    'as an ES module with top-level await: %s',
    async (name) => {
      const model = `import { sep } from 'node:path';
      export const value = await Promise.resolve(sep.length);
      console.log(value, typeof require);`;
      expect(await printedBy({ [name]: model }, name)).toBe('1 undefined\n');
    },
  );

  it.each(['model.ts', 'model.js'])('as an ES module under a package.json that says commonjs: %s', async (name) => {
    const files = {
      'package.json': '{ "type": "commonjs" }',
      [name]: `import { twice } from './lib/twice.js';\nconsole.log(twice(21), import.meta.url.length > 0);`,
      'lib/twice.js': 'export const twice = (x) => 2 * x;',
    };
    expect(await printedBy(files, name)).toBe('42 true\n');
  });

  it.each(['model.cts', 'model.cjs', 'model.js'])('as CommonJS where it is written so: %s', async (name) => {
    const files = {
      'package.json': '{ "type": "commonjs" }',
      [name]: `const { join } = require('node:path');\nconsole.log(join('a', 'b').length);`,
    };
    expect(await printedBy(files, name)).toBe('3\n');
  });

  it('with enums, parameter properties and namespaces', async () => {
    const model = `enum Mode { train = 'train', test = 'test' }
      namespace Sizes { export const hidden = 500; }
      class Layer { constructor(readonly mode: Mode, private size = Sizes.hidden) {} get text() { return this.mode + this.size; } }
      console.log(new Layer(Mode.test).text);`;
    expect(await printedBy({ 'model.ts': model })).toBe('test500\n');
  });

  it('with the imports that TypeScript users write', async () => {
    const files = {
      'model.ts': `import { a } from './a';
        import { b } from './b.js';
        import { c } from './c';
        import data from './data.json';
        import type { Nothing } from './not-there';
        console.log(a, b, c, data.d);`,
      'a.ts': 'export const a: number = 1;',
      'b.ts': 'export const b: number = 2;',
      'c/index.ts': 'export const c: number = 3;',
      'data.json': '{ "d": 4 }',
    };
    expect(await printedBy(files)).toBe('1 2 3 4\n');
  });

  it('with the path aliases of the nearest tsconfig.json', async () => {
    const files = {
      'tsconfig.base.json':
        '{ "compilerOptions": { "paths": { "@lib/*": ["./src/lib/*"], "settings": ["./src/set.ts"] } } }',
      'tsconfig.json': '{ // comments and trailing commas\n "extends": "./tsconfig.base.json", "include": ["src"], }',
      'src/models/model.ts': `import { one } from '@lib/one';
        import { two } from '@lib/deep/two.js';
        import { three } from 'settings';
        import { join } from 'path';
        console.log(one, two, three, join('x'));`,
      'src/lib/one.ts': 'export const one = 1;',
      'src/lib/deep/two.ts': 'export const two = 2;',
      'src/set.ts': 'export const three = 3;',
    };
    expect(await printedBy(files, 'src/models/model.ts')).toBe('1 2 3 x\n');
  });

  it('with baseUrl', async () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": "src" } }',
      'model.ts': `import { x } from 'shared/x';\nconsole.log(x);`,
      'src/shared/x.ts': 'export const x = 7;',
    };
    expect(await printedBy(files)).toBe('7\n');
  });

  it('with its own arguments', async () => {
    const folder = modelFolder({ 'model.ts': 'console.log(process.argv.slice(1).join());' });
    const file = join(folder, 'model.ts');
    const { printed } = await runToEnd(file, { args: ['--rate', '0.1'] });
    expect(printed.stdout).toBe(`${file},--rate,0.1\n`);
  });
});

describe('a model file that does not load names its line', () => {
  it.each([
    ['TypeScript that does not parse', 'const a = 1;\nconst b: number = ;\n', 'model.ts:2:19', 'Expression expected'],
    ['a file that ends too early', 'const a = 1;\n\nfoo(\n', 'model.ts:3:1', 'Expression expected'],
    ['what only the second pass finds', 'const a: number = 1;\nlet a = 2;\n', 'model.ts:2:5', "'a' has already been"],
    ['syntax errors beside enums', 'enum E { x }\nlet b = 1;\nlet b = 2;\n', 'model.ts:3:5', "'b' has already been"],
    ['an import that leads nowhere', "const a = 1;\nimport './gone';\n", 'model.ts:2:8', 'Cannot find module'],
    ['a package that is not there', "import x from 'no-such-package-here';\n", 'model.ts:1:15', 'Cannot find package'],
    ['an export that is not there', "import { readFyle } from 'node:fs';\n", 'model.ts:1:10', "named 'readFyle'"],
  ])('%s', async (_, source, at, message) => {
    const fault = await faultOf({ 'model.ts': source });
    expect(fault).toMatchObject({ at, message: expect.stringContaining(message) });
  });

  it('in JavaScript', async () => {
    expect(await faultOf({ 'model.mjs': 'let a = 1;\n\nlet b = ];\n' }, 'model.mjs')).toMatchObject({
      name: 'SyntaxError',
      at: 'model.mjs:3:9',
    });
  });

  it('in the file that it imports', async () => {
    const files = { 'model.ts': "import './layers.ts';", 'layers.ts': '\n\nexport const = 3;' };
    expect(await faultOf(files)).toMatchObject({ at: 'layers.ts:3:14' });
  });

  it('and says how to import a type', async () => {
    const files = {
      'model.ts': "import { Options } from './options.ts';\nconst o: Options = 1;",
      'options.ts': 'export type Options = 1;',
    };
    expect(await faultOf(files)).toMatchObject({ at: 'model.ts:1:10', hint: expect.stringContaining('import type') });
  });

  it('and refuses JSX by name', async () => {
    const files = { 'model.ts': "import './view.tsx';", 'view.tsx': 'export const v = 1;' };
    expect((await faultOf(files)).message).toContain('view.tsx: files with JSX cannot be imported');
  });

  it('and names a broken tsconfig.json', async () => {
    const fault = await faultOf({ 'tsconfig.json': '{ "compilerOptions": ', 'model.ts': "\nimport 'x';" });
    expect(fault).toMatchObject({ at: 'model.ts:2:8', message: expect.stringContaining('tsconfig.json is no valid') });
  });
});

describe('a model that fails while it runs names its line', () => {
  it('as it stands in the source, also where enums were transformed', async () => {
    const model = `enum A {\n  x,\n  y,\n}\n\nfunction build(a: A): never {\n  throw new RangeError('no ' + a);\n}\nbuild(A.y);\n`;
    const fault = await faultOf({ 'model.ts': model });
    expect(fault).toMatchObject({ name: 'RangeError', message: 'no 1', at: 'model.ts:7:9' });
    expect(fault.stack.split('\n').map((line) => /model\.ts:\d+:\d+/.exec(line)?.[0])).toEqual([
      'model.ts:7:9',
      'model.ts:9:1',
    ]);
  });

  it('after its promises and timers', async () => {
    const late = 'const a = 1;\nsetTimeout(() => {\n  Promise.reject(new TypeError("late"));\n}, 5);';
    expect(await faultOf({ 'model.ts': late })).toMatchObject({ name: 'TypeError', at: 'model.ts:3:18' });
    const thrown = 'setTimeout(() => {\n  null.x;\n}, 5);';
    expect(await faultOf({ 'model.ts': thrown })).toMatchObject({ name: 'TypeError', at: 'model.ts:2:8' });
  });

  it('with what caused it, and not the JSON text it failed to read', async () => {
    const model = "try {\n  JSON.parse('{');\n} catch (cause) {\n  throw new Error('bad data', { cause });\n}";
    const fault = await faultOf({ 'model.ts': model });
    expect(fault).toMatchObject({
      at: 'model.ts:4:9',
      message: expect.stringContaining('bad data\nCaused by SyntaxError'),
    });
    expect(await faultOf({ 'model.ts': "\nJSON.parse('{');" })).toMatchObject({ at: 'model.ts:2:6' });
  });

  it('also where it throws what is no error', async () => {
    expect((await faultOf({ 'model.ts': 'throw "just text";' })).message).toContain('"just text"');
    expect((await faultOf({ 'model.ts': 'throw undefined;' })).message).toContain('undefined');
  });

  it('with the operation at fault, from an error of the engine', async () => {
    const model = `import * as tf from 'tensorloom';
const a = tf.placeholder('float32', [2, 3], { name: 'a' });
const b = tf.placeholder('float32', [4, 5], { name: 'b' });
tf.matmul(a, b);`;
    const fault = await faultOf({ 'model.ts': model });
    expect(fault).toMatchObject({ name: 'ShapeError', at: 'model.ts:4:4' });
    expect(fault.message).not.toContain('model.ts');
  });

  it.each([
    ['tf.reduce_mean([1])', "Names are TensorFlow's in camelCase: tf.reduceMean."],
    ['tf.nn.conv_2d()', "Names are TensorFlow's in camelCase: tf.nn.conv2d."],
    ['tf.pyFunc()', 'tensorloom has no tf.pyFunc in this version.'],
  ])('with a hint for %s', async (call, hint) => {
    expect(await faultOf({ 'model.ts': `import * as tf from 'tensorloom';\n${call};` })).toMatchObject({ hint });
  });

  it('with a hint for what CommonJS had', async () => {
    expect(await faultOf({ 'model.ts': "const fs = require('fs');" })).toMatchObject({
      at: 'model.ts:1:12',
      hint: expect.stringContaining('ES module'),
    });
  });
});

describe('modelFileProblem', () => {
  it('is nothing for files that run, and one sentence for others', () => {
    const folder = modelFolder({ 'a.ts': '', 'b.tsx': '', 'c.py': '' });
    const problem = (name: string) => modelFileProblem(join(folder, name), name);
    expect(problem('a.ts')).toBeUndefined();
    expect(problem('b.tsx')).toContain('JSX');
    expect(problem('c.py')).toContain('no model file');
    expect(problem('d.ts')).toBe('d.ts: there is no such file.');
    expect(modelFileProblem(folder, 'here')).toContain('is a folder');
  });
});
