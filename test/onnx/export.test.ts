import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { onnx } from '../../engine/formats/index.ts';
import * as tf from '../../engine/index.ts';
import { temporaryFolder } from '../train/temporary-folder.ts';
import { exported, readModel } from './read-model.ts';

beforeEach(() => tf.resetDefaultGraph());

const filter = (shape: number[]) => new tf.Variable(tf.truncatedNormal(shape, { stddev: 0.1, seed: 1 }));
const convolve = (x: tf.Tensor, to: number, strides = 1) =>
  tf.nn.conv2d(x, filter([3, 3, x.shape.dims!.at(-1) as number, to]), [1, strides, strides, 1], 'SAME');

describe('a network in ONNX', () => {
  it('has its variables as constants and a node for each operation', async () => {
    const x = tf.placeholder('float32', [null, 3], { name: 'x' });
    const w = new tf.Variable([[1], [2], [3]], { name: 'w' });
    const y = tf.nn.relu(tf.matmul(x, w).add(new tf.Variable([0.5])));
    const { types, inputs, outputs, message } = await exported({ inputs: { features: x }, outputs: { score: y } });
    expect(types).toEqual(['MatMul', 'Add', 'Relu']);
    expect([inputs, outputs]).toEqual([['features[batch,3]'], ['score[batch,1]']]);
    const [constant] = message.graph!.initializer;
    expect([...new Float32Array(constant.rawData.slice().buffer)]).toEqual([1, 2, 3]);
    expect(constant.dims).toEqual([3n, 1n]);
  });

  it('puts channels first once at its beginning, and back only for what needs them in place', async () => {
    const x = tf.placeholder('float32', [null, 28, 28, 1], { name: 'x' });
    let y = tf.nn.relu(tf.nn.biasAdd(convolve(x, 4), filter([4])));
    y = tf.nn.maxPool(y, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME');
    y = y.add(tf.nn.relu(convolve(y, 4)));
    y = tf.concat([y, convolve(y, 4)], 3);
    const logits = tf.reshape(y, [-1, 14 * 14 * 8]);
    const { types } = await exported({ inputs: { x }, outputs: { logits } });
    expect(types).toEqual([
      ...['Transpose', 'Conv', 'Add', 'Relu', 'MaxPool', 'Conv', 'Relu', 'Add', 'Conv', 'Concat'],
      ...['Transpose', 'Reshape'],
    ]);
  });

  it('that takes means over the image needs no channels back', async () => {
    const x = tf.placeholder('float32', [null, null, null, 3], { name: 'x' });
    const y = tf.reduceMean(
      tf.nn.relu6(
        convolve(
          tf.pad(convolve(x, 4), [
            [0, 0],
            [1, 2],
            [0, 0],
            [0, 0],
          ]),
          5,
        ),
      ),
      [1, 2],
    );
    const { types, inputs, outputs } = await exported({ inputs: { x }, outputs: { y } });
    expect(types).toEqual(['Transpose', 'Conv', 'Pad', 'Conv', 'Clip', 'ReduceMean']);
    expect([inputs, outputs]).toEqual([['x[batch,x_dim1,x_dim2,3]'], ['y[batch,5]']]);
  });

  it('computes beforehand what no input decides', async () => {
    const x = tf.placeholder('float32', [null, 4], { name: 'x' });
    const [mean, variance] = [filter([4]), new tf.Variable(tf.ones([4]))];
    const y = tf.nn.batchNormalization(x, mean, variance, filter([4]), filter([4]), 0.001);
    expect((await exported({ inputs: { x }, outputs: { y } })).types).toEqual(['Mul', 'Add']);
  });

  it('leaves out what does nothing outside of training', async () => {
    const x = tf.placeholder('float32', [null, 4], { name: 'x' });
    const keep = tf.placeholder('float32', [], { name: 'keep' });
    const hidden = tf.nn.dropout(tf.stopGradient(tf.checkNumerics(tf.identity(x), 'x')), keep);
    const y = tf.controlDependencies([tf.Assert(tf.equal(tf.rank(x), 2), [x])], () => tf.tanh(hidden));
    expect((await exported({ inputs: { x }, outputs: { y }, feeds: [[keep, 1]] })).types).toEqual(['Tanh']);
  });

  it('takes the branches of a training flag that is fed', async () => {
    const x = tf.placeholder('float32', [null, 3], { name: 'x' });
    const training = tf.placeholder('bool', [], { name: 'training' });
    let h = tf.layers.batchNormalization(tf.layers.dense(x, 3, { useBias: false }), { training });
    h = tf.layers.dropout(h, { rate: 0.5, training });
    const y = tf.cond(
      training,
      () => tf.digamma(h),
      () => tf.multiply(tf.tanh(h), [1, 2, 3]),
    );
    const options = { inputs: { x }, outputs: { y } };
    const { types } = await exported({ ...options, feeds: [[training, false]] });
    expect(types[0]).toBe('MatMul');
    expect(types.slice(-2)).toEqual(['Tanh', 'Mul']);
    await expect(exported({ ...options, feeds: [[training, true]] })).rejects.toThrow(
      /of type (?:Digamma|RandomUniform)/,
    );
    const either = tf.cond(
      training,
      () => tf.exp(x),
      () => tf.square(x),
    );
    await expect(exported({ inputs: { x, training }, outputs: { either } })).rejects.toThrow(
      /branches are not converted unless it is known which is taken/,
    );
  });

  it('does not run what changes variables', async () => {
    const x = tf.placeholder('float32', [2]);
    const v = new tf.Variable([1, 1]);
    const updated = tf.controlDependencies([tf.assign(v, [5, 5])], () => tf.multiply(tf.identity(v), [2, 2]));
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    await tf.train.encodeOnnx(session, { inputs: { x }, outputs: { y: updated.add(x) } });
    expect([...((await session.run(v)) as tf.NdArray)]).toEqual([1, 1]);
  });

  it('says sizes by the symbols of its inputs', async () => {
    const x = tf.placeholder('float32', [null, 3], { name: 'x' });
    const labels = tf.placeholder('float32', [null, 3], { name: 'labels' });
    const twice = tf.concat([x, x], 0);
    const { inputs, outputs } = await exported({ inputs: [x, labels], outputs: { twice, square: tf.square(labels) } });
    expect(inputs).toEqual(['x[batch,3]', 'labels[labels_batch,3]']);
    expect(outputs).toEqual(['twice[2*batch,3]', 'square[labels_batch,3]']);
  });

  it('flattens to a size that a run decides without looking it up', async () => {
    const x = tf.placeholder('float32', [null, 4, 5], { name: 'x' });
    const y = tf.reshape(x, tf.stack([tf.shape(x).slice([0], [1]).reshape([]), 20]));
    expect((await exported({ inputs: { x }, outputs: { y } })).types).toEqual(['Reshape']);
  });

  it('counts sizes in the type that ONNX has for them', async () => {
    const x = tf.placeholder('float32', [null, null], { name: 'x' });
    const y = tf.fill(tf.concat([tf.shape(x), [2]], 0), 1.5);
    expect((await exported({ inputs: { x }, outputs: { y } })).types).not.toContain('Reshape');
    expect((await exported({ inputs: { x }, outputs: { shape: tf.shape(x) } })).types).toEqual(['Shape', 'Cast']);
  });

  it('writes equal nodes once', async () => {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const y = tf.exp(x).add(tf.exp(x));
    expect((await exported({ inputs: { x }, outputs: { y } })).types).toEqual(['Exp', 'Add']);
  });

  it('may give inputs, constants, and one tensor under two names', async () => {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const y = tf.negative(x);
    const outputs = { a: y, b: y, same: x, fixed: tf.constant([1]) };
    const { types, message } = await exported({ inputs: { x }, outputs });
    expect(types).toEqual(['Neg', 'Identity', 'Identity', 'Identity']);
    expect(message.graph!.output.map(({ name }) => name)).toEqual(['a', 'b', 'same', 'fixed']);
  });

  it('begins in the middle of a graph', async () => {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const hidden = tf.digamma(x);
    const { types } = await exported({ inputs: { hidden }, outputs: { y: tf.exp(hidden) } });
    expect(types).toEqual(['Exp']);
  });

  it.each([18, 19, 20, 21])('is written for opset %i', async (opset) => {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const { message } = await exported({ inputs: { x }, outputs: { y: tf.exp(x) }, opset, name: 'model' });
    expect(message.opsetImport).toMatchObject([{ domain: '', version: BigInt(opset) }]);
    expect(message.graph!.name).toBe('model');
    expect(message.graph!.node[0]).toMatchObject({ name: 'Exp/Exp', input: ['x'], output: ['y'] });
  });

  it('goes to a file in a folder that need not be there', async () => {
    await using folder = await temporaryFolder();
    const x = tf.placeholder('string', [2], { name: 'x' });
    using session = new tf.Session();
    const y = tf.concat([x, ['ü']], 0);
    await tf.train.saveOnnx(session, folder.of('deep', 'm.onnx'), { inputs: { x }, outputs: { y } });
    const { message, types } = readModel(await readFile(folder.of('deep', 'm.onnx')));
    expect(types).toEqual(['Concat']);
    const [text] = message.graph!.initializer;
    expect(text.dataType).toBe(onnx.TensorProto_DataType.STRING);
    expect(text.stringData.map((bytes) => new TextDecoder().decode(bytes))).toEqual(['ü']);
  });
});

describe('an export says what is in its way', () => {
  const x = () => tf.placeholder('float32', [null, 2], { name: 'x' });

  it('where ONNX has nothing for an operation', async () => {
    const y = tf.exp(tf.digamma(tf.square(x())));
    await expect(exported({ inputs: ['x:0'], outputs: { y } })).rejects.toThrow(
      "The operation 'Digamma' of type Digamma cannot be written to ONNX: this library has no counterpart of it among " +
        'the operators of ONNX. Export a part of the graph that ends before it (outputs Square:0), or begins after it.',
    );
  });

  it('at a loop, at random numbers, at a placeholder that nobody gives', async () => {
    const input = x();
    const loop = tf.whileLoop(
      (i) => tf.less(i, 3),
      (i) => [i.add(1)],
      [tf.reduceSum(input)],
    );
    await expect(exported({ inputs: { x: input }, outputs: [loop as tf.Tensor] })).rejects.toThrow(
      /of type \w+ cannot be written to ONNX: (?:branches|loops) /,
    );
    const dropped = tf.nn.dropout(input, 0.5);
    await expect(exported({ inputs: { x: input }, outputs: [dropped] })).rejects.toThrow(
      /random numbers; for a dropout, feed its keepProb with 1 or its training flag with false/,
    );
    await expect(exported({ inputs: {}, outputs: { y: tf.exp(input) } })).rejects.toThrow(
      "The operation 'x' of type Placeholder cannot be written to ONNX: it is fed in a run: name it among the inputs",
    );
  });

  it('where onnxruntime would lose texts', async () => {
    const words = tf.placeholder('string', [3, 2], { name: 'words' });
    const single = tf.gather(words, [1, 0], { axis: 1 });
    await exported({ inputs: { words }, outputs: { single } });
    await expect(exported({ inputs: { words }, outputs: { rows: tf.gather(words, [2, 0]) } })).rejects.toThrow(
      /of type GatherV2 cannot be written to ONNX: onnxruntime gathers single texts only, not slices of several/,
    );
  });

  it('where a rank is not known', async () => {
    const any = tf.placeholder('float32', null, { name: 'any' });
    await expect(exported({ inputs: { any }, outputs: { y: tf.exp(any) } })).rejects.toThrow(
      "saveOnnx: the rank of inputs['any'] must be known: say it with setShape.",
    );
  });

  it('for names that are taken, missing outputs, an operation, another opset', async () => {
    const input = x();
    const y = tf.exp(input);
    await expect(exported({ inputs: { a: input }, outputs: { a: y } })).rejects.toThrow("cannot both be 'a'");
    await expect(exported({ inputs: { a: input, b: input }, outputs: { y } })).rejects.toThrow('under two names');
    await expect(exported({ inputs: { a: input }, outputs: {} })).rejects.toThrow('saveOnnx needs outputs');
    await expect(exported({ inputs: { a: input }, outputs: ['Exp'] })).rejects.toThrow('is the operation');
    await expect(exported({ inputs: { a: input }, outputs: { y }, opset: 7 })).rejects.toThrow('18, 19, 20, 21, not 7');
  });

  it('for a variable without a value', async () => {
    const v = new tf.Variable([1, 2]);
    const input = x();
    using session = new tf.Session();
    const given = tf.train.encodeOnnx(session, { inputs: { input }, outputs: { y: input.mul(v) } });
    await expect(given).rejects.toThrow(tf.errors.FailedPreconditionError);
  });
});
