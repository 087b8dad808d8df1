import { describe, expect, it } from 'vitest';
import { actionLine, codeOf, isModelText } from '../../../extension/model-file/source-text.ts';

describe('a model file', () => {
  it.each([
    ["import * as tf from 'tensorloom';"],
    ['import * as tf from "tensorloom"'],
    ["import { Session, type Feeds } from 'tensorloom';"],
    ["import {\n  a,\n  b,\n} from 'tensorloom';"],
    ["import tf from'tensorloom'"],
    ["import 'tensorloom';"],
    ["const tf = await import('tensorloom');"],
    ["const tf = require('tensorloom');"],
    ["export * from 'tensorloom';"],
    ["// A comment's apostrophe\nimport * as tf from 'tensorloom';"],
    ["/* don't */ import * as tf from 'tensorloom';"],
    ["const url = 'https://a.b'; import * as tf from 'tensorloom';"],
    ["const quote = /['\"]/;\nimport * as tf from 'tensorloom';"],
  ])('is %j', (text) => expect(isModelText(text)).toBe(true));

  it.each([
    [''],
    ["import * as tf from 'tensorloom-tools';"],
    ["import * as tf from './tensorloom';"],
    ["// import * as tf from 'tensorloom';"],
    ["/*\nimport * as tf from 'tensorloom';\n*/"],
    ["import type { Tensor } from 'tensorloom';"],
    ["import type * as tf from 'tensorloom';"],
    ["console.log('tensorloom');"],
    ["const text = `import * as tf from\n'tensorlo`;"],
    ['The tensorloom package is described elsewhere.'],
  ])('is not %j', (text) => expect(isModelText(text)).toBe(false));

  it('is told in a moment from any text, also a hostile one', () => {
    const texts = [
      `${'import '.repeat(100_000)} tensorloom`,
      `import ${'{a, '.repeat(100_000)} tensorloom`,
      `import ${' '.repeat(100_000)} 'tensorloom'`,
      `${'/*'.repeat(200_000)} tensorloom`,
      `${"from 'tensorloom'; ".repeat(20_000)}`,
      `import ${"{ a } from 'tensorloom', ".repeat(20_000)}`,
      `${'"'.repeat(200_001)} tensorloom`,
      `${'\\'.repeat(200_000)}tensorloom`,
    ];
    const start = performance.now();
    for (const text of texts) isModelText(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('the line of the actions', () => {
  const source = (...lines: string[]) => lines.join('\n');

  it.each([
    ['using sess = new tf.Session();'],
    ['const s = new tf.InteractiveSession ();'],
    ['const s = new Session(graph);'],
    ['const s = new tf.Session(\n);'],
    ['await using s = await tf.train.MonitoredTrainingSession({ hooks });'],
    ['const s = await train.SingularMonitoredSession.create();'],
  ])('is the session: %j', (line) =>
    expect(actionLine(source("import * as tf from 'tensorloom';", '', 'const x = tf.constant(1);', line))).toBe(3),
  );

  it('is no session in a comment or a string', () => {
    const text = source(
      "import * as tf from 'tensorloom';",
      '// new tf.Session()',
      "console.log('new tf.Session()');",
      '',
      'tf.constant(1);',
    );
    expect(actionLine(text)).toBe(4);
  });

  it('is the first use after the imports where no session is opened', () => {
    expect(
      actionLine(
        source(
          "import { constant, add as plus } from 'tensorloom';",
          'const tf = 1;',
          'const constants = 2;',
          'export const y = plus(1, constant(2));',
        ),
      ),
    ).toBe(3);
  });

  it('is the import where nothing of it is used', () => {
    expect(actionLine(source('// text', "import * as tf from 'tensorloom';", ''))).toBe(1);
    expect(actionLine(source('', '', "import 'tensorloom';"))).toBe(2);
  });

  it('is none in other files', () => expect(actionLine('new tf.Session();')).toBeUndefined());
});

it('blanks comments and keeps every other character in its place', () => {
  const text = "a /* b\nc */ 'd // e' // f\n`g\n/* h */`";
  expect(codeOf(text, 'keep')).toBe("a     \n     'd // e'     \n`g\n/* h */`");
  expect(codeOf(text, 'blank')).toHaveLength(text.length);
});
