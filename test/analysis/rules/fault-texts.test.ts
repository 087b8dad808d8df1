/** How faults of the engine read: both operands with shapes and places, and a cure where one is clear. */

import { describe, expect, it } from 'vitest';
import { check, fixed } from './check.ts';

const x = "const x = tf.placeholder('float32', [null, 784], { name: 'x' });\n";

describe('a product of matrices', () => {
  const body = `${x}const w = new tf.Variable(tf.truncatedNormal([783, 500]), { name: 'w' });
const h = tf.matmul(x, w);
`;

  it('names both operands, where they came from and where the sizes were written', () => {
    expect(check(body)).toEqual([
      {
        code: 'shape-mismatch',
        severity: 'error',
        message:
          'matmul cannot multiply float32[batch, 784] by float32[783, 500]: the inner sizes 784 and 783 must be equal.',
        at: 'tf.matmul(x, w)',
        related: [
          "float32[batch, 784] from tf.placeholder: tf.placeholder('float32', [null, 784], { name: 'x' })",
          "float32[783, 500] from tf.Variable: new tf.Variable(tf.truncatedNormal([783, 500]), { name: 'w' })",
          '784 is written here: 784',
          '783 is written here: 783',
        ],
        fixes: ['Change the size 783 to 784', 'Change the size 784 to 783'],
      },
    ]);
  });

  it('is cured where the size was written', () => {
    const cured = fixed('783 to 784', body);
    expect(cured).toContain('tf.truncatedNormal([784, 500])');
    expect(check(cured)).toEqual([]);
  });

  it('is cured by transposing where that fits', () => {
    const cured = fixed('Transpose the second', body.replace('[783, 500]', '[500, 784]'));
    expect(cured).toContain('tf.matmul(x, w, { transposeB: true })');
    expect(check(cured)).toEqual([]);
  });

  it('is cured by transposing no more where that was wrong', () => {
    const wrong = body.replace('[783, 500]', '[784, 500]').replace('(x, w)', '(x, w, { transposeB: true })');
    const cured = fixed('Do not transpose the second', wrong);
    expect(cured).toContain('{ transposeB: false }');
    expect(check(cured)).toEqual([]);
  });

  it('is cured by exchanging operands where only that fits', () => {
    const cured = fixed(
      'Exchange',
      'const w = tf.ones([784, 500]);\nconst scores = tf.matmul(w, tf.ones([9, 784]));\n',
    );
    expect(cured).toContain('tf.matmul(tf.ones([9, 784]), w)');
    expect(check(cured)).toEqual([]);
  });

  it('of feature maps flattens them', () => {
    const maps = `const maps = tf.placeholder('float32', [null, 4, 4, 16], { name: 'maps' });
const logits = tf.matmul(maps, tf.ones([256, 10]));
`;
    const cured = fixed('Flatten', maps);
    expect(cured).toContain('tf.matmul(tf.reshape(maps, [-1, 256]), tf.ones([256, 10]))');
    expect(check(cured)).toEqual([]);
  });

  it('finds the number that a helper was called with', () => {
    const layers = `${x}const dense = (input: tf.Tensor, from: number, to: number) =>
  tf.matmul(input, new tf.Variable(tf.zeros([from, to])));
const hidden = dense(x, 784, 500);
const logits = dense(hidden, 400, 10);
`;
    const cured = fixed('400 to 500', layers);
    expect(cured).toContain('dense(hidden, 500, 10)');
    expect(check(cured)).toEqual([]);
  });

  it('finds sizes in options of a helper, taken apart', () => {
    const layers = `${x}const dense = (input: tf.Tensor, { from, to }: { from: number; to: number }) =>
  tf.matmul(input, new tf.Variable(tf.zeros([from, to])));
const logits = dense(x, { from: 400, to: 10 });
`;
    expect(fixed('400 to 784', layers)).toContain('dense(x, { from: 784, to: 10 })');
  });
});

describe('operands of arithmetic', () => {
  it('are a bias of another size', () => {
    const body = `${x}const w = new tf.Variable(tf.zeros([784, 10]));
const b = new tf.Variable(tf.constant(0.1, { shape: [100] }));
const y = tf.matmul(x, w).add(b);
`;
    const [found] = check(body);
    expect(found.message).toBe(
      'Cannot add float32[batch, 10] and float32[100]: the sizes 10 and 100 must be equal, or one of them 1.',
    );
    expect(found.at).toBe('add(b)');
    expect(check(fixed('100 to 10', body))).toEqual([]);
  });

  it('change a size in all places that say it', () => {
    const body = `${x}const logits = tf.matmul(x, tf.zeros([784, 9])).add(tf.zeros([9]));
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits });
`;
    const cured = fixed('9 to 10', body);
    expect(cured).toContain('tf.matmul(x, tf.zeros([784, 10])).add(tf.zeros([10]))');
    expect(check(cured)).toEqual([]);
  });

  it('are a row that was meant as a column', () => {
    const body = 'const scaled = tf.ones([100, 10]).mul(tf.ones([100]));\n';
    const cured = fixed('Expand', body);
    expect(cured).toContain('.mul(tf.expandDims(tf.ones([100]), 1))');
    expect(check(cured)).toEqual([]);
  });
});

describe('types', () => {
  it('that differ are cast to the wider one', () => {
    const body = `const count = tf.placeholder('int32', [null], { name: 'count' });
const share = count.mul(tf.ones([1]));
`;
    const [found] = check(body);
    expect(found.message).toBe(
      'mul needs operands of one type, but they are int32[batch] and float32[1]: cast one of them.',
    );
    const cured = fixed('Cast count to float32', body);
    expect(cured).toContain("tf.cast(count, 'float32').mul(");
    expect(check(cured)).toEqual([]);
  });

  it('are never cast from fractions to integers', () => {
    const [found] = check("const sum = tf.ones([2]).add(tf.ones([2], 'int32'));\n");
    expect(found.fixes.filter((title) => title.includes('to int32'))).toEqual([]);
  });

  it('of argmax are asked for', () => {
    const body = `const labels = tf.placeholder('int32', [null], { name: 'labels' });
const hits = tf.equal(tf.argmax(tf.placeholder('float32', [null, 3]), 1), labels);
`;
    const cured = fixed('Let argmax give int32', body);
    expect(cured).toContain("1, { outputType: 'int32' })");
    expect(check(cured)).toEqual([]);
  });

  it('that a function does not take are named with those that it takes', () => {
    const body = `const bits = tf.placeholder('bool', [null], { name: 'bits' });
const share = tf.reduceMean(bits);
`;
    const [found] = check(body);
    expect(found.message).toBe(
      "tf.reduceMean takes float32, float64, int32, int64 or uint8, but 'inputTensor' is bool[batch].",
    );
    expect(check(fixed('Cast bits to float32', body))).toEqual([]);
  });

  it('of positions become int32', () => {
    const body = "const ids = tf.placeholder('float32', [null], { name: 'ids' });\nconst rows = tf.oneHot(ids, 3);\n";
    expect(check(fixed('Cast ids to int32', body))).toEqual([]);
  });

  it('of a learning rate are not said of the loss', () => {
    const body =
      "const w = new tf.Variable(1);\nconst step = new tf.train.GradientDescentOptimizer('0.1').minimize(tf.square(w));\n";
    expect(check(body)[0].message).toContain('has DataType string');
  });

  it('of a fraction beside integers are those of the tensor', () => {
    const body = `const step = tf.placeholder('int64', [], { name: 'step' });
const rate = step.mul(0.5);
`;
    expect(check(body)[0].message).toContain('0.5 is no int64: a number beside int64 takes its type.');
    expect(check(fixed('Cast step to float32', body))).toEqual([]);
  });

  it('of other languages are translated', () => {
    const cured = fixed("Write 'float64'", "const x = tf.placeholder('double', [null]);\nconsole.log(x.name);\n");
    expect(cured).toContain("'float64'");
    expect(check(cured)).toEqual([]);
  });
});

describe('axes and shapes', () => {
  it('that are not there', () => {
    const body = 'const best = tf.argmax(tf.ones([4, 3]), 2);\n';
    const [found] = check(body);
    expect(found).toMatchObject({ message: 'There is no axis 2: float32[4, 3] has the axes 0 and 1.', at: '2' });
    expect(check(fixed('Use axis 1', body))).toEqual([]);
  });

  it('of a placeholder are open as null', () => {
    const body = "const x = tf.placeholder('float32', [-1, 784]);\nconsole.log(x.name);\n";
    expect(check(body)[0]).toMatchObject({ at: '-1', code: 'shape-mismatch' });
    const cured = fixed('Write null', body);
    expect(cured).toContain('[null, 784]');
    expect(check(cured)).toEqual([]);
  });

  it('that a reshape cannot give', () => {
    const body = `${x}const images = tf.reshape(x, [-1, 28, 27, 1]);\n`;
    // Numbers of examples that are multiples of 27 fit.
    expect(check(body)).toMatchObject([{ severity: 'warning', at: '[-1, 28, 27, 1]' }]);
    const whole = 'const images = tf.reshape(tf.ones([100, 784]), [100, 28, 27, 1]);\n';
    expect(check(whole)[0]).toMatchObject({
      message: 'float32[100, 784] has 78400 elements, but [100, 28, 27, 1] has 75600.',
      at: '[100, 28, 27, 1]',
    });
    const cured = fixed('Change the size 27 to 28', whole);
    expect(cured).toContain('[100, 28, 28, 1]');
    expect(check(cured)).toEqual([]);
  });

  it('of rows of pixels for a convolution', () => {
    const body = `${x}const maps = tf.nn.conv2d(x, tf.ones([5, 5, 1, 8]), [1, 1, 1, 1], 'SAME');\n`;
    const cured = fixed('Reshape it to images', body);
    expect(cured).toContain('tf.nn.conv2d(tf.reshape(x, [-1, 28, 28, 1]), ');
    expect(check(cured)).toEqual([]);
  });

  it('joined along the one axis that fits', () => {
    const body = 'const both = tf.concat([tf.ones([2, 3]), tf.ones([5, 3])], 1);\n';
    expect(check(body)[0].message).toBe(
      'concat joins along axis 1, so all other sizes must be equal, but the parts are float32[2, 3] and float32[5, 3].',
    );
    expect(check(fixed('Join along axis 0', body))).toEqual([]);
  });

  it('asserted and not so', () => {
    const body = "const x = tf.placeholder('float32', [null, 3]);\nconsole.log(tf.assertShape(x, [null, 4]).name);\n";
    expect(check(body)[0].message).toBe('This was stated to be [null, 4], but it is float32[batch, 3].');
    expect(check(fixed('State 3 in place of 4', body))).toEqual([]);
  });
});

describe('cross entropies', () => {
  it('of sequences want their class numbers in one list, as the logits', () => {
    const body = `const ids = tf.placeholder('int32', [4, 10], { name: 'ids' });
const logits = tf.reshape(tf.ones([4, 10, 14]), [-1, 14]);
const loss = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: ids, logits });
`;
    expect(check(body)[0]).toMatchObject({
      code: 'shape-mismatch',
      message:
        'The labels int32[4, 10] have rows of class numbers, but the logits float32[40, 14] are one list of rows: put the labels into one list, too.',
    });
    expect(check(fixed('Flatten the labels', body))).toEqual([]);
  });

  const model = `const labels = tf.placeholder('int32', [null], { name: 'labels' });
const scores = tf.matmul(tf.placeholder('float32', [null, 4]), new tf.Variable(tf.zeros([4, 3])));
`;

  it('called by position are told which are the logits', () => {
    const body = `const y = tf.placeholder('float32', [null, 3]);
${model}const loss = tf.nn.softmaxCrossEntropyWithLogits(y, scores);\n`;
    const cured = fixed('Name the arguments', body);
    expect(cured).toContain('tf.nn.softmaxCrossEntropyWithLogits({ labels: y, logits: scores })');
    expect(check(cured)).toEqual([]);
  });

  it('of class numbers given one-hot rows', () => {
    const body = `const rows = tf.placeholder('float32', [null, 3]);
${model}const loss = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: rows, logits: scores });\n`;
    expect(check(body)[0].code).toBe('one-hot-as-class-ids');
    expect(check(fixed('Use softmaxCrossEntropyWithLogits', body))).toEqual([]);
    expect(check(fixed('argmax', body))).toEqual([]);
  });

  it('of class numbers given a column of them', () => {
    const body = `const column = tf.placeholder('int32', [null, 1]);
${model}const loss = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: column, logits: scores });\n`;
    expect(check(fixed('Squeeze the last axis of the labels', body))).toEqual([]);
  });
});

describe('what was asked for by name or by operator', () => {
  it('suggests the nearest name', () => {
    const body = `const x = tf.nameScope('model', () => tf.placeholder('float32', [null], { name: 'input' }));
console.log(x.name, tf.getDefaultGraph().getTensorByName('input:0').name);
`;
    const [found] = check(body);
    expect(found.message).toBe("Nothing in the graph is called 'input:0'. Did you mean 'model/input:0'?");
    expect(check(fixed("'model/input:0'", body))).toEqual([]);
  });

  it('writes methods for operators, with the arithmetic around', () => {
    const body = `const a = tf.constant(2);
const b = 1 - 3 * a / (a + 1);
console.log(b.name);
`;
    const cured = fixed('Write it with the methods', body);
    expect(cured).toContain('const b = tf.subtract(1, a.mul(3).div(a.add(1)));');
    expect(check(cured)).toEqual([]);
  });

  it('does not rewrite a decision', () => {
    const [found] = check('const loss = tf.constant(1);\nif (loss < 0.1) console.log(loss.name);\n');
    expect(found.message).toContain('run the session, and decide by what it gives');
    expect(found.fixes).toEqual([]);
  });

  it('cleans names', () => {
    const cured = fixed("Name it 'mean_time'", "console.log(tf.constant(1, { name: 'mean time' }).name);\n");
    expect(check(cured)).toEqual([]);
  });

  it('moves options that came by position', () => {
    const body = 'const c = tf.matmul(tf.ones([2, 3]), tf.ones([2, 3]), false, true);\n';
    const cured = fixed('Give them by name', body);
    expect(cured).toContain('{ transposeA: false, transposeB: true }');
    expect(check(cured)).toEqual([]);
  });
});

describe('a variable by name', () => {
  const twice = (scope: string) => `const layer = () => tf.variableScope(${scope} () => tf.getVariable('w', [2]));
layer();
layer();
`;

  it('that is taken says where it was made, and is shared where that is meant', () => {
    const [fault] = check(twice("'layer',"));
    expect(fault).toEqual({
      code: 'invalid-argument',
      severity: 'error',
      message:
        'tf.getVariable: Variable layer/w already exists, disallowed. Did you mean to set reuse=True or ' +
        'reuse=tf.AUTO_REUSE in VarScope?',
      at: "tf.getVariable('w', [2])",
      related: ["'layer/w' is made here: tf.getVariable('w', [2])"],
      fixes: ['Share the variables of this scope'],
    });
    for (const scope of ["'layer',", "'layer', {},", "'layer', { initializer: null },", "'layer', { reuse: false },"]) {
      const cured = fixed('Share', twice(scope));
      expect(cured).toContain('reuse: tf.AUTO_REUSE');
      expect(check(cured)).toEqual([]);
    }
  });

  it('that is there with another shape or type says where it was made', () => {
    const again = (args: string) => `tf.getVariable('w', [2, 3]);
tf.getVariableScope().reuseVariables();
tf.getVariable('w', ${args});
`;
    for (const args of ['[2, 4]', "[2, 3], 'int32'"]) {
      const [{ at, related, fixes }] = check(again(args));
      expect([at, related, fixes]).toEqual([
        `tf.getVariable('w', ${args})`,
        ["'w' is made here: tf.getVariable('w', [2, 3])"],
        [],
      ]);
    }
  });

  it('that is not there may be there under another name: no cure is offered', () => {
    const [{ related, fixes }] = check("tf.variableScope('a', { reuse: true }, () => tf.getVariable('w', [2]));\n");
    expect([related, fixes]).toEqual([[], []]);
  });
});
