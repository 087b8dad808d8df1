/** The parts that the reference is made with. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { headline, readComment, restOf } from '../../scripts/docs/comment-text.ts';
import { exportedDeclarations } from '../../scripts/docs/declarations.ts';
import { parseExamples } from '../../scripts/docs/examples.ts';
import { makeRunnable, promisedLines } from '../../scripts/docs/program.ts';
import { record } from '../../scripts/docs/recorder.ts';
import { declaredResult } from '../../scripts/docs/return-type.ts';
import { shapeRows } from '../../scripts/docs/shape-rows.ts';

const preamble = "import * as tf from 'tensorloom';\n\nusing sess = new tf.Session();\n";

describe('examples', () => {
  it('are blocks, each a program with as much of what stands around as it uses', () => {
    const text = `${preamble}\n// tf.add, tf.abs; op Add\n{\n  console.log(tf.add(1, 2).name);\n}\n`;
    expect(parseExamples('sums', text)).toEqual([
      {
        family: 'sums',
        functions: ['tf.add', 'tf.abs'],
        types: ['Add'],
        program: "import * as tf from 'tensorloom';\n\nconsole.log(tf.add(1, 2).name);\n",
      },
    ]);
  });

  it('without a title are refused', () => {
    expect(() => parseExamples('sums', `${preamble}\n// Sums.\n{\n  tf.add(1, 2);\n}\n`)).toThrow(
      'sums.ts:6: no comment',
    );
  });
});

describe('programs', () => {
  it('promise the lines that follow what prints them, and no others', () => {
    const text =
      'console.log(1);\n// 1\n// one\nf();\n// not this\nfor (const x of y) {\n  console.log(x);\n  // x\n}\n';
    expect(promisedLines(text)).toEqual(['1', 'one', 'x']);
  });

  it('run without their types, with what they import', async () => {
    const [run] = makeRunnable([
      "import { basename as name } from 'node:path';\nimport * as tf from 'tensorloom';\n" +
        "const x: string = name('a/b');\nconsole.log(x, tf.constant(1));",
    ]);
    expect(await run(tf)).toEqual(['b Tensor("Const:0", shape=(), dtype=float32)']);
  });
});

describe('recording', () => {
  it('counts what a call makes for the function that the program calls, not for those that this one calls', async () => {
    const { made, results } = await record(async (tf) => {
      const x = tf.placeholder('float32', [2]);
      tf.reduceLogsumexp(x);
      tf.mapFn((row) => tf.square(row), x);
      new tf.train.GradientDescentOptimizer(0.1).minimize(new tf.Variable(1).mul(2));
    });
    expect([...made.get('square')!]).toEqual(['Square']);
    expect(made.get('mapFn')).not.toContain('Square');
    expect(made.get('reduceLogsumexp')).toContain('Log');
    expect(made.has('log')).toBe(false);
    expect(made.get('train.GradientDescentOptimizer')).toContain('ApplyGradientDescent');
    expect(results.get('square')).toBe('Tensor');
  });
});

describe('shapes', () => {
  it('are shown as the example has them, and with less known', () => {
    const { op } = tf.matmul(tf.ones([2, 3]), tf.ones([3, 4]));
    expect(shapeRows(op)).toEqual([
      { inputs: ['float32 [2, 3]', 'float32 [3, 4]'], outputs: ['float32 [2, 4]'] },
      { inputs: ['float32 [n, 3]', 'float32 [3, 4]'], outputs: ['float32 [n, 4]'] },
      { inputs: ['float32 of any shape', 'float32 of any shape'], outputs: ['float32 [?, ?]'] },
    ]);
  });
});

describe('comments', () => {
  it('are taken apart into text, parameters and errors', () => {
    const comment = 'The sum.\n\n    x + y\n\nOf all. @throws GraphError for none.\n@param x - What is\n  added.';
    expect(readComment(comment)).toEqual({
      text: 'The sum.\n\n```ts\nx + y\n```\n\nOf all.',
      parameters: new Map([['x', 'What is added.']]),
      returns: undefined,
      errors: 'GraphError for none.',
    });
  });

  it('of files make headings, without their namespace and not ended by "et al."', () => {
    expect(headline('`tf.nn`: sums of squares. More.')).toBe('Sums of squares');
    expect(headline('Adagrad (Duchi et al. 2011). It adapts.')).toBe('Adagrad (Duchi et al. 2011)');
    expect(restOf('Adagrad (Duchi et al. 2011). It adapts.')).toBe('It adapts.');
  });
});

it('finds the declaration behind every way of exporting', () => {
  const declarations = exportedDeclarations('engine/index.ts');
  const fileOf = (name: string) => declarations.get(name)?.file;
  expect(fileOf('matmul')).toBe('engine/api/matmul.ts');
  expect(fileOf('nn.tanh')).toBe('engine/api/nn/activation.ts');
  expect(fileOf('tanh')).toBe('engine/api/math/unary.ts');
  expect(fileOf('nn.rnnCell.GRUCell')).toBe('engine/api/rnn/basic-cells.ts');
  expect(fileOf('errors.ShapeError')).toBe('engine/graph/errors.ts');
  expect(fileOf('image.randomCrop')).toBe('engine/api/image/random.ts');
});

describe('results', () => {
  const declarations = exportedDeclarations('engine/index.ts');
  const resultOf = (name: string) => declaredResult(declarations.get(name)!);

  it('are what the source declares, for all arguments', () => {
    expect(resultOf('nn.dynamicRnn')).toBe('[outputs: Tensor, state: CellState]');
    expect(resultOf('train.globalStep')).toBe('Promise<number>');
    expect(resultOf('gradients')).toBe('(Tensor | null)[]');
    expect(resultOf('reshape')).toBe('Tensor');
  });

  it('of overloads are all of them, the most general first', () => {
    expect(resultOf('svd')).toBe('[s: Tensor, u: Tensor, v: Tensor] | Tensor');
  });

  it('of functions that another one makes are those of its own', () => {
    expect(resultOf('metrics.accuracy')).toBe('[value: Tensor, updateOp: Tensor]');
    expect(resultOf('truncatedNormalInitializer')).toBe('(shape, dtypeOrOptions) => Tensor');
  });

  it('that a callback gives are said to be its', () => {
    expect(resultOf('nameScope')).toBe('what body gives');
    expect(resultOf('variableScope')).toBe('what body gives');
  });
});
