/** `tf.layers`. */

import type { Tensor, Variable } from '../../../engine/index.ts';
import type { Api } from '../engine.ts';
import type { LibraryProgram } from './index.ts';

export const seeded = (tf: Api) => tf.glorotUniformInitializer({ seed: 7 });

export function numbers(tf: Api, ...shape: number[]) {
  const count = shape.reduce((a, b) => a * b, 1);
  return tf.constant(
    Array.from({ length: count }, (_, i) => ((i * 0.7) % 2) - 0.9),
    { shape },
  );
}

/** The updates of moving averages, as something to fetch, and the averages. */
function averaged(tf: Api): Tensor[][] {
  const updates = tf.getCollection(tf.GraphKeys.UPDATE_OPS);
  const averages = tf.globalVariables().filter((variable: Variable) => variable.op.name.includes('moving'));
  return [[tf.controlDependencies(updates, () => tf.constant(1, 'int32'))], averages];
}

export const layerPrograms: Record<string, LibraryProgram> = {
  denseLayers(tf) {
    const x = tf.placeholderWithDefault([[1, 2, 3]], [null, 3], { name: 'x' });
    const hidden = tf.layers.dense(x, 4, tf.nn.relu, { kernelInitializer: seeded(tf) });
    const out = tf.layers.dense(hidden, 2, {
      name: 'out',
      useBias: false,
      kernelInitializer: tf.onesInitializer,
      kernelRegularizer: (w: Variable) => tf.reduceSum(w),
    });
    const again = tf.layers.dense(hidden, 2, { name: 'out', useBias: false, reuse: true });
    const inner = tf.nameScope('outer', () =>
      tf.variableScope('model', () =>
        tf.layers.dense(hidden, 1, {
          kernelInitializer: seeded(tf),
          biasInitializer: tf.onesInitializer(),
          trainable: false,
          biasRegularizer: (w: Variable) => tf.reduceSum(w),
        }),
      ),
    );
    const same = tf.variableScope('model', { reuse: true }, () => tf.layers.dense(hidden, 1));
    const other = tf.layers.dense(hidden, 1, { kernelInitializer: seeded(tf) });
    return [[out, again, inner, same, other]];
  },

  layerObjects(tf) {
    const x = tf.constant([[1, 2]], { name: 'x' });
    const layer = new tf.layers.Dense(2, { kernelInitializer: seeded(tf), name: 'shared' });
    const a = layer.apply(x);
    const b = layer.apply(a);
    const other = new tf.layers.Dense(2, { kernelInitializer: seeded(tf), name: 'shared' });
    return [[a, b, other.apply(x)]];
  },

  imageLayers(tf) {
    const x = numbers(tf, 2, 8, 8, 3);
    let h = tf.layers.conv2d(x, 4, 3, {
      padding: 'same',
      activation: tf.nn.relu,
      kernelInitializer: seeded(tf),
    });
    h = tf.layers.maxPooling2d(h, 2, 2);
    h = tf.layers.conv2d(h, 2, [2, 1], { strides: [1, 2], kernelInitializer: seeded(tf), name: 'narrow' });
    return [[tf.layers.averagePooling2d(h, [2, 1], [2, 1], 'same')]];
  },

  sequenceLayers(tf) {
    const x = numbers(tf, 2, 8, 3);
    const h = tf.layers.conv1d(x, 4, 3, 2, { kernelInitializer: seeded(tf) });
    return [[h, tf.layers.maxPooling1d(h, 2, 1), tf.layers.averagePooling1d(h, 3, 2, { padding: 'same' })]];
  },

  otherLayers(tf) {
    const x = numbers(tf, 2, 4, 5, 3);
    const kernelInitializer = seeded(tf);
    return [
      [
        tf.layers.conv2dTranspose(x, 2, 3, 2, 'same', { kernelInitializer }),
        tf.layers.conv2dTranspose(x, 2, [3, 2], [2, 3], { kernelInitializer }),
        tf.layers.separableConv2d(x, 4, 2, {
          depthMultiplier: 2,
          depthwiseInitializer: seeded(tf),
          pointwiseInitializer: seeded(tf),
        }),
        tf.layers.conv2d(x, 2, 2, { dilationRate: 2, kernelInitializer }),
        tf.layers.dense(x, 2, { kernelInitializer }),
        tf.layers.flatten(x),
        tf.layers.dropout(x),
      ],
    ];
  },

  volumeLayers(tf) {
    const x = numbers(tf, 2, 4, 5, 4, 3);
    let h = tf.layers.conv3d(x, 2, 2, { padding: 'same', activation: tf.nn.relu, kernelInitializer: seeded(tf) });
    h = tf.layers.maxPooling3d(h, 2, 1);
    h = tf.layers.conv3d(h, 4, [2, 1, 2], { strides: [1, 2, 1], kernelInitializer: seeded(tf), name: 'narrow' });
    return [[h, tf.layers.averagePooling3d(h, 1, 2, 'same')]];
  },

  largerLayers(tf) {
    const x = numbers(tf, 2, 2, 3, 2, 3);
    const biasInitializer = tf.onesInitializer();
    const kernel = { kernelInitializer: seeded(tf), biasInitializer };
    const sequence = numbers(tf, 2, 9, 3);
    const separable = { depthwiseInitializer: seeded(tf), pointwiseInitializer: seeded(tf), biasInitializer };
    return [
      [
        tf.layers.conv3dTranspose(x, 2, 3, 2, 'same', kernel),
        tf.layers.conv3dTranspose(x, 2, [3, 2, 1], [2, 3, 1], kernel),
        tf.layers.separableConv1d(sequence, 4, 3, 2, { depthMultiplier: 2, ...separable }),
        tf.layers.separableConv1d(sequence, 2, 2, { padding: 'same', dilationRate: 2, ...separable }),
        tf.layers.maxPooling3d(numbers(tf, 1, 2, 4, 4, 4), 2, 2, { dataFormat: 'channels_first' }),
      ],
    ];
  },

  batchNormalization(tf) {
    const rows = [
      [1, 2, 3],
      [2, 2.5, -1],
    ];
    const x = tf.placeholderWithDefault(rows, [null, 3], { name: 'x' });
    const trained = tf.layers.batchNormalization(x, { training: true, momentum: 0.9 });
    const fixed = tf.layers.batchNormalization(x, { scale: false, betaInitializer: tf.onesInitializer });
    const first = tf.layers.batchNormalization(numbers(tf, 2, 4, 3), 1, {
      training: true,
      epsilon: 0.1,
      name: 'first',
    });
    return [[trained, fixed, first], ...averaged(tf)];
  },

  fusedBatchNormalization(tf) {
    const x = numbers(tf, 2, 4, 3, 2);
    const trained = tf.layers.batchNormalization(x, {
      training: true,
      gammaInitializer: tf.constantInitializer([2, 3]),
    });
    tf.layers.batchNormalization(x, 1, { training: true, center: false });
    const fixed = tf.layers.batchNormalization(x, { movingMeanInitializer: tf.constantInitializer([0.5, -1]) });
    const gradients = tf.gradients(trained.mul(trained).mul(trained), [x, ...tf.trainableVariables().slice(0, 2)]);
    return [[trained, fixed], gradients, ...averaged(tf)];
  },
};
