import { expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

const built = (build: () => unknown) => () => new tf.Graph().asDefault(build);
const sequence = () => tf.ones([1, 8, 2]);
const image = () => tf.ones([1, 8, 8, 2]);

it.each(['nchw', 'NWC', 'NHCW', 'channels_first'])('a window over images takes no dataFormat %s', (dataFormat) => {
  const format = { dataFormat: dataFormat as 'NHWC' };
  const text = `dataFormat for 2 spatial axes must be 'NHWC' or 'NCHW', not '${dataFormat}'.`;
  expect(built(() => tf.nn.convolution(image(), tf.ones([2, 2, 2, 1]), 'VALID', format))).toThrow(text);
  expect(built(() => tf.nn.pool(image(), [2, 2], 'MAX', 'VALID', format))).toThrow(text);
});

it('a window over volumes is for channels last', () => {
  const convolve = () =>
    tf.nn.convolution(tf.ones([1, 2, 4, 4, 4]), tf.ones([2, 2, 2, 2, 1]), 'VALID', { dataFormat: 'NCDHW' as 'NDHWC' });
  expect(built(convolve)).toThrow("dataFormat for 3 spatial axes must be 'NDHWC', not 'NCDHW'.");
});

it('a pool says which sizes are no window', () => {
  expect(built(() => tf.nn.pool(image(), [0, 2], 'MAX', 'VALID'))).toThrow(
    'windowShape must be positive whole numbers, but is [0, 2].',
  );
});

it('conv1dTranspose says how many sizes it wants', () => {
  const filter = () => tf.ones([2, 3, 2]);
  const text = 'outputShape of conv1dTranspose must be 3 sizes, but there are 2.';
  expect(built(() => tf.nn.conv1dTranspose(sequence(), filter(), [1, 8], 1))).toThrow(text);
  expect(built(() => tf.nn.conv1dTranspose(sequence(), filter(), tf.constant([1, 8], 'int32'), 1))).toThrow(text);
});

it('a layer over volumes with holes convolves parts without holes, which processors have kernels for', async () => {
  const graph = new tf.Graph();
  const [layer, same] = graph.asDefault(() => {
    const x = tf.randomNormal([1, 6, 6, 6, 2], { seed: 1 });
    const y = tf.layers.conv3d(x, 4, 2, { dilationRate: 2, name: 'holed', useBias: false });
    const [kernel] = tf.trainableVariables();
    return [y, tf.nn.convolution(x, kernel, 'VALID', { dilationRate: 2 })];
  });
  const convolutions = graph.getOperations().filter(({ type }) => type === 'Conv3D');
  expect(convolutions.map((op) => op.attr('dilations', 'ints'))).toEqual([
    [1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1],
  ]);
  using session = new tf.Session({ graph });
  await session.run(graph.asDefault(() => tf.globalVariablesInitializer()));
  const [a, b] = (await session.run([layer, same])) as tf.NdArray[];
  expect(a.shape).toEqual([1, 4, 4, 4, 4]);
  expect(a.toArray()).toEqual(b.toArray());
  expect(built(() => tf.layers.conv3d(tf.ones([1, 6, 6, 6, 2]), 4, 2, { dilationRate: 2, strides: 2 }))).toThrow(
    'strides > 1 not supported in conjunction with dilationRate > 1.',
  );
});

it('a fault that only a run sees keeps its cause', async () => {
  using session = new tf.Session({ graph: new tf.Graph() });
  const [seed, draw] = session.graph.asDefault(() => {
    const given = tf.placeholder('int32');
    return [given, tf.random.statelessUniform([2], given)] as const;
  });
  await expect(session.run(draw, [[seed, [1, 2, 3]]])).rejects.toThrow('Dimension must be 2 but is 3');
});
