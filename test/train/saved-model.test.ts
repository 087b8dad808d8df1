import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeSavedModel, encodeSavedModel, formatPbtxt, SavedModelSchema } from '../../engine/formats/index.ts';
import { DataLossError, GraphError, NotFoundError } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

beforeEach(() => tf.resetDefaultGraph());

/** Made by TensorFlow: y = x · w + b, and an initializer that sets `ready`. */
const theirs = new URL('../fixtures/formats/saved-model', import.meta.url).pathname;
const x = [[1, 0.5, -1]];
const y = [[-2.5, -2]];

const arrayOf = (value: unknown) => (value as tf.NdArray).toArray();

describe("TensorFlow's SavedModel", () => {
  it('comes with its variables, its signatures, and what its initializer does', async () => {
    using session = new tf.Session();
    const { signatureDef, tags } = await tf.savedModel.load(session, [tf.savedModel.tagConstants.SERVING], theirs);
    expect(tags).toEqual(['serve']);
    const signature = signatureDef[tf.savedModel.signatureConstants.DEFAULT_SERVING_SIGNATURE_DEF_KEY];
    expect(signature).toEqual({
      inputs: { x: { name: 'x:0', dtype: 'float32', shape: [null, 3] } },
      outputs: { y: { name: 'y:0', dtype: 'float32', shape: [null, 2] } },
      methodName: 'tensorflow/serving/predict',
    });
    expect(arrayOf(await session.run('y:0', { 'x:0': x }))).toEqual(y);
    expect(await session.run('ready:0')).toBe(true);
  });

  it('goes under a scope', async () => {
    using session = new tf.Session();
    await tf.savedModel.load(session, 'serve', theirs, { importScope: 'again' });
    expect(arrayOf(await session.run('again/y:0', { 'again/x:0': x }))).toEqual(y);
    expect(await session.run('again/ready:0')).toBe(true);
  });

  it('is found by exactly its tags, in any order', async () => {
    using session = new tf.Session();
    const wrong = tf.savedModel.load(session, ['serve', 'gpu'], theirs);
    await expect(wrong).rejects.toThrow(NotFoundError);
    await expect(wrong).rejects.toThrow(/tags \{serve, gpu\} could not be found .* It has \{serve\}, \{train, gpu\}/);
    expect(session.graph.getOperations()).toEqual([]);
    await tf.savedModel.load(session, ['gpu', 'train'], theirs);
    expect(arrayOf(await session.run('y:0', { 'x:0': x }))).toEqual(y);
  });

  it('may be text', async () => {
    await using folder = await temporaryFolder();
    const model = decodeSavedModel(await readFile(`${theirs}/saved_model.pb`));
    await mkdir(folder.of('variables'));
    for (const file of await readdir(`${theirs}/variables`)) {
      await writeFile(folder.of('variables', file), await readFile(`${theirs}/variables/${file}`));
    }
    await writeFile(folder.of('saved_model.pbtxt'), formatPbtxt(SavedModelSchema, model));
    using session = new tf.Session();
    await tf.savedModel.load(session, 'serve', folder.of());
    expect(arrayOf(await session.run('y:0', { 'x:0': x }))).toEqual(y);
  });

  it('that is none, or is broken, is told', async () => {
    await using folder = await temporaryFolder();
    using session = new tf.Session();
    expect(await tf.savedModel.maybeSavedModelDirectory(theirs)).toBe(true);
    expect(await tf.savedModel.maybeSavedModelDirectory(folder.of())).toBe(false);
    await expect(tf.savedModel.load(session, 'serve', folder.of())).rejects.toThrow(
      /SavedModel file does not exist at/,
    );
    await writeFile(folder.of('saved_model.pb'), 'no model');
    await expect(tf.savedModel.load(session, 'serve', folder.of())).rejects.toThrow(DataLossError);
    await writeFile(folder.of('saved_model.pb'), encodeSavedModel({}));
    await expect(tf.savedModel.load(session, 'serve', folder.of())).rejects.toThrow(/It has none/);
  });
});

describe('simpleSave', () => {
  async function model() {
    const input = tf.placeholder('float32', [null, 3], { name: 'input' });
    const w = new tf.Variable([[1], [2], [3]], { name: 'w' });
    const output = tf.matmul(input, w, { name: 'output' });
    const session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    return { input, output, session };
  }

  it('writes what load reads', async () => {
    await using folder = await temporaryFolder();
    const { input, output, session } = await model();
    await tf.savedModel.simpleSave(session, folder.of('model'), { input }, { output });
    session.close();
    expect((await readdir(folder.of('model'))).sort()).toEqual(['saved_model.pb', 'variables']);
    tf.resetDefaultGraph();
    using other = new tf.Session();
    const { signatureDef } = await tf.savedModel.load(other, 'serve', folder.of('model'));
    const { inputs, outputs } = signatureDef.serving_default;
    expect(outputs.output).toEqual({ name: 'output:0', dtype: 'float32', shape: [null, 1] });
    expect(arrayOf(await other.run(outputs.output.name, { [inputs.input.name]: [[1, 1, 1]] }))).toEqual([[6]]);
  });

  it('refuses folders that have something in them, and what is no tensor', async () => {
    await using folder = await temporaryFolder();
    const { input, output, session } = await model();
    await writeFile(folder.of('notes.txt'), 'mine');
    const refused = tf.savedModel.simpleSave(session, folder.of(), { input }, { output });
    await expect(refused).rejects.toThrow(/already exists, and isn't empty/);
    await expect(
      tf.savedModel.simpleSave(session, folder.of('new'), { input: input.op as never }, { output }),
    ).rejects.toThrow(GraphError);
    expect(await readdir(folder.of())).toEqual(['notes.txt']);
    session.close();
  });

  it('needs no variables', async () => {
    await using folder = await temporaryFolder();
    const input = tf.placeholder('float32', [2], { name: 'input' });
    const output = tf.add(input, 1, { name: 'output' });
    using session = new tf.Session();
    await tf.savedModel.simpleSave(session, folder.of('model'), { input }, { output });
    tf.resetDefaultGraph();
    using other = new tf.Session();
    await tf.savedModel.load(other, 'serve', folder.of('model'));
    expect(arrayOf(await other.run('output:0', { 'input:0': [1, 2] }))).toEqual([2, 3]);
  });
});

describe('stringJoin', () => {
  it('joins point by point, scalars with all', async () => {
    using session = new tf.Session();
    const joined = tf.stringJoin([tf.constant(['a', 'b']), tf.constant('c'), tf.constant(['d', 'e'])], '-');
    expect(arrayOf(await session.run(joined))).toEqual(['a-c-d', 'b-c-e']);
    expect(joined.shape.asList()).toEqual([2]);
    expect(() => tf.stringJoin([tf.constant(['a', 'b']), tf.constant(['c', 'd', 'e'])])).toThrow(/must be equal/);
  });
});
