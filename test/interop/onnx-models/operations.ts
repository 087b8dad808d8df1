/** Operations in single precision, for which alone onnxruntime has kernels of some of them, in all their varieties. */

import { Graph, NdArray, type Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import type { Program } from '../random-graphs/program.ts';
import { noise } from './model.ts';

type Build = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

interface Case {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly build: Build;
  /** Axes whose sizes the placeholders keep back. */
  readonly open?: readonly number[];
}

const one = (name: string, shapes: Case['shapes'], build: Build, open: readonly number[] = []): Case => ({
  name,
  shapes,
  build,
  open,
});

const paddings = ['SAME', 'VALID'] as const;

function* convolutions(): Generator<Case> {
  for (const padding of paddings) {
    for (const stride of [1, 2, 3]) {
      const strides = [1, stride, stride, 1];
      for (const [rows, columns] of [
        [1, 1],
        [2, 3],
        [4, 3],
      ]) {
        const label = `${padding} ${stride} ${rows}x${columns}`;
        for (const open of [[], [0], [0, 1, 2]]) {
          yield one(
            `conv2d ${label} ${open}`,
            [
              [2, 7, 8, 3],
              [rows, columns, 3, 4],
            ],
            (x, w) => op('Conv2D', [x, w], { strides, padding }),
            open,
          );
        }
        yield one(
          `depthwise ${label}`,
          [
            [2, 7, 8, 3],
            [rows, columns, 3, 2],
          ],
          (x, w) => op('DepthwiseConv2dNative', [x, w], { strides, padding }),
        );
        yield one(
          `conv3d ${label}`,
          [
            [1, 5, 6, 7, 2],
            [2, rows, columns, 2, 3],
          ],
          (x, w) => op('Conv3D', [x, w], { strides: [1, stride, stride, stride, 1], padding }),
        );
        yield one(`transposed ${label}`, [[2, 7, 8, 3]], (x) => {
          const w = tf.constant(
            noise([rows, columns, 3, 4], (data) => new NdArray('float32', [rows, columns, 3, 4], data)),
          );
          const y = op('Conv2D', [x, w], { strides, padding });
          return op('Conv2DBackpropInput', [tf.constant([2, 7, 8, 3], 'int32'), w, y], { strides, padding });
        });
        yield one(`transposed 3d ${label}`, [[1, 5, 6, 7, 2]], (x) => {
          const shape = [2, rows, columns, 2, 3];
          const w = tf.constant(noise(shape, (data) => new NdArray('float32', shape, data)));
          const attributes = { strides: [1, stride, stride, stride, 1], padding };
          const y = op('Conv3D', [x, w], attributes);
          return op('Conv3DBackpropInputV2', [tf.constant([1, 5, 6, 7, 2], 'int32'), w, y], attributes);
        });
      }
    }
    yield one(
      `conv2d dilated ${padding}`,
      [
        [1, 9, 10, 2],
        [3, 2, 2, 3],
      ],
      (x, w) => op('Conv2D', [x, w], { strides: [1, 1, 1, 1], padding, dilations: [1, 2, 3, 1] }),
      [1, 2],
    );
    yield one(
      `conv2d channels first ${padding}`,
      [
        [1, 2, 9, 10],
        [3, 2, 2, 3],
      ],
      (x, w) => op('Conv2D', [x, w], { strides: [1, 1, 2, 2], padding, data_format: 'NCHW' }),
    );
  }
  yield one(
    'conv2d explicit',
    [
      [1, 9, 10, 2],
      [3, 2, 2, 3],
    ],
    (x, w) => {
      const attributes = { padding: 'EXPLICIT', explicit_paddings: [0, 0, 2, 0, 1, 3, 0, 0] };
      return op('Conv2D', [x, w], { strides: [1, 1, 2, 1], ...attributes });
    },
  );
}

function* pools(): Generator<Case> {
  for (const padding of paddings) {
    for (const [size, stride] of [
      [2, 2],
      [3, 2],
      [3, 1],
      [2, 3],
    ]) {
      for (const open of [[], [0, 1, 2]]) {
        yield one(
          `pools ${padding} ${size} ${stride} ${open}`,
          [[2, 7, 8, 3]],
          (x) =>
            ['MaxPool', 'AvgPool'].map((type) =>
              op(type, [x], { ksize: [1, size, size + 1, 1], strides: [1, stride, stride, 1], padding }),
            ),
          open,
        );
      }
      yield one(`pools 3d ${padding} ${size} ${stride}`, [[2, 7, 6, 5, 3]], (x) =>
        ['MaxPool3D', 'AvgPool3D'].map((type) =>
          op(type, [x], { ksize: [1, size, size, size, 1], strides: [1, stride, stride, stride, 1], padding }),
        ),
      );
    }
  }
}

function* images(): Generator<Case> {
  for (const to of [
    [6, 9],
    [13, 5],
    [3, 12],
    [1, 1],
  ]) {
    for (const [align_corners, half_pixel_centers] of [
      [false, false],
      [true, false],
      [false, true],
    ]) {
      for (const open of [[], [0, 1, 2]]) {
        yield one(
          `resize ${to} ${align_corners} ${half_pixel_centers} ${open}`,
          [[2, 6, 8, 2]],
          (x) => {
            const flags = { align_corners, half_pixel_centers };
            const bilinear = op('ResizeBilinear', [x, tf.constant(to, 'int32')], flags);
            const weighted = () => [
              op('ResizeBicubic', [x, tf.constant(to, 'int32')], flags),
              op('ResizeArea', [x, tf.constant(to, 'int32')], { align_corners }),
            ];
            // A run time that is told sizes alone rounds otherwise at some of them.
            return open.length > 0
              ? bilinear
              : [bilinear, op('ResizeNearestNeighbor', [x, tf.constant(to, 'int32')], flags), ...weighted()];
          },
          open,
        );
      }
    }
  }
  yield one('boxes', [[6, 4]], (x) =>
    op('NonMaxSuppressionV3', [
      tf.add(tf.abs(x), tf.constant([0, 0, 1, 1])),
      tf.constant([0.9, 0.8, 0.7, 0.95, 0.6, 0.5]),
      tf.constant(4, 'int32'),
      tf.constant(0.3),
      tf.constant(0.1),
    ]),
  );
}

function* normalizations(): Generator<Case> {
  for (const data_format of ['NHWC', 'NCHW']) {
    for (const is_training of [true, false]) {
      yield one(`batch norm ${data_format} ${is_training}`, [[2, 3, 3, 3], [3], [3]], (x, scale, offset) => {
        const moments = is_training ? [tf.constant([]), tf.constant([])] : [offset, tf.add(tf.abs(scale), 0.1)];
        const { outputs } = addOp('FusedBatchNormV3', [x, scale, offset, ...moments], {
          epsilon: 0.01,
          data_format,
          is_training,
        });
        return is_training ? outputs.slice(0, 2) : outputs.slice(0, 5);
      });
    }
  }
  yield one('determinant', [[2, 3, 3]], (x) => op('MatrixDeterminant', [x]));
}

/** With sizes that only a run knows. */
function* openSizes(): Generator<Case> {
  const x = [[3, 4, 5]];
  const every = [0, 1, 2];
  yield one(
    'reshape by a shape',
    x,
    (t) => {
      const sizes = tf.shape(t);
      return tf.reshape(t, tf.stack([sizes.slice([0], [1]).reshape([]), -1]));
    },
    every,
  );
  yield one('flatten two axes', x, (t) => tf.reshape(t, [-1, 5]), [0, 1]);
  yield one(
    'slices up to sizes',
    x,
    (t) => {
      const n = tf.shape(t).slice([1], [1]).reshape([]);
      const ends = tf.stack([n.sub(2), n.sub(1)]);
      const bounds = [tf.constant([0, 1], 'int32'), ends, tf.constant([1, 1], 'int32')];
      return [
        op('StridedSlice', [t, ...bounds]),
        op('StridedSlice', [t, tf.stack([n.sub(2)]), tf.stack([n.sub(1)]), tf.constant([1], 'int32')], {
          shrink_axis_mask: 1,
        }),
        op('Slice', [t, tf.stack([n.sub(3), 0, 1]), tf.stack([n.sub(2), -1, 2])]),
      ];
    },
    every,
  );
  yield one(
    'tiles and fills by sizes',
    x,
    (t) => {
      const n = tf.shape(t).slice([2], [1]);
      return [
        tf.tile(t, tf.concat([n, tf.constant([1, 2], 'int32')], 0)),
        tf.fill(tf.concat([n, n], 0), 2.5),
        tf.zerosLike(t),
        tf.range(n.reshape([])),
        tf.oneHot(tf.range(n.reshape([])), n.reshape([]).add(1)),
        op('BroadcastTo', [tf.constant([[1], [2]]), tf.stack([tf.constant(2, 'int32'), n.reshape([])])]),
        op('Size', [t]),
        op('Rank', [t]),
        ...addOp('ShapeN', [[t, t]]).outputs,
      ];
    },
    every,
  );
  yield one(
    'pads by sizes',
    [[3, 4]],
    (t) => {
      const n = tf.shape(t).slice([0], [1]).reshape([]);
      const pads = tf.stack([tf.stack([n, 1]), tf.stack([tf.constant(0, 'int32'), n])]);
      return [op('Pad', [t, pads]), op('PadV2', [t, pads, tf.constant(3)])];
    },
    [0, 1],
  );
  yield one(
    'reductions over axes of a run',
    x,
    (t) => {
      const axis = tf.rank(t).sub(1);
      return op('Sum', [t, tf.stack([tf.cast(tf.reduceSum(tf.zerosLike(t)), 'int32').add(axis)])]);
    },
    every,
  );
  yield one(
    'the largest few',
    x,
    (t) => {
      const k = tf.shape(t).slice([1], [1]).reshape([]);
      return [...addOp('TopKV2', [t, k.sub(1)]).outputs, ...addOp('TopK', [t], { k: 2 }).outputs];
    },
    every,
  );
  yield one('inverses of functions of angles', [[3, 5]], (x) =>
    ['Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh'].map((type) => op(type, [x])),
  );
  yield one('permutations and products of vectors', [[4, 3]], (t) => [
    op('InvertPermutation', [
      tf.cast(addOp('TopKV2', [tf.reduceSum(t, 1), tf.constant(4, 'int32')]).outputs[1], 'int32'),
    ]),
    op('Cross', [t, tf.square(t)]),
  ]);
  yield one('sums of negative rows', [[4, 2]], (t) =>
    ['Sum', 'Max', 'Min', 'Prod'].map((kind) =>
      op(`UnsortedSegment${kind}`, [t, tf.constant([1, -1, 0, 1], 'int32'), tf.constant(2, 'int32')]),
    ),
  );
}

export function operationPrograms(): (() => Program)[] {
  const cases = [...convolutions(), ...pools(), ...images(), ...normalizations(), ...openSizes()];
  return cases.map((each) => () => programOf(each));
}

function programOf({ name, shapes, build, open = [] }: Case): Program {
  const graph = new Graph();
  return graph.asDefault(() => {
    const feeds = shapes.map((shape, i) => {
      const said = shape.map((size, axis) => (i === 0 && open.includes(axis) ? null : size));
      const array = noise(shape, (data) => new NdArray('float32', shape, data), i + 1);
      return [tf.placeholder('float32', said, { name: `x${i}` }), array] as const;
    });
    build(...feeds.map(([x]) => x as Tensor));
    const tensors = graph.getOperations().flatMap(({ outputs }) => outputs);
    return { name, graph, feeds, phases: [{ fetches: tensors.map((tensor) => tensor.name) }] };
  });
}
