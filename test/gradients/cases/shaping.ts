/** Operations that hand elements on in another shape, order or frame. */

import { addOp, op } from '../../../engine/ops/index.ts';
import { floats, type GradientCases, gradientCase, ints, longs, sample } from '../gradient-case.ts';

const cube = () => sample([2, 3, 2]);

export const shapingCases: GradientCases = {
  Identity: [gradientCase('of a matrix', [sample([2, 3])], (x) => op('Identity', [x]))],
  IdentityN: [
    gradientCase('of two', [sample([2]), sample([3])], (...xs) => addOp('IdentityN', [xs]).outputs),
    gradientCase('of two, one used', [sample([2]), sample([3])], (...xs) => addOp('IdentityN', [xs]).outputs[1]),
  ],
  PlaceholderWithDefault: [
    gradientCase('from its default', [sample([2, 3])], (x) =>
      op('PlaceholderWithDefault', [x], { dtype: x.dtype, shape: x.shape }),
    ),
  ],
  CheckNumerics: [gradientCase('of finite numbers', [sample([3])], (x) => op('CheckNumerics', [x], { message: 'x' }))],
  Print: [
    gradientCase('of what it hands on', [sample([3]), sample([2])], (x, y) =>
      op('Print', [x, [x, y]], { first_n: 0, message: 'x' }),
    ),
  ],
  Cast: [
    gradientCase('to the same type', [sample([3])], (x) => op('Cast', [x], { DstT: x.dtype })),
    gradientCase(
      'to the other precision',
      [sample([3])],
      (x) => op('Cast', [x], { DstT: x.dtype === 'float64' ? 'float32' : 'float64' }),
      { step: 0.05, tolerance: 1e-4 },
    ),
  ],
  Reshape: [
    gradientCase('to a vector', [cube()], (x) => op('Reshape', [x, ints([-1])])),
    gradientCase('to a matrix', [cube()], (x) => op('Reshape', [x, ints([4, -1])])),
    gradientCase('to a scalar', [sample([1, 1])], (x) => op('Reshape', [x, longs([])])),
  ],
  ExpandDims: [
    ...[0, 1, -1].map((axis) =>
      gradientCase(`axis ${axis}`, [sample([2, 3])], (x) => op('ExpandDims', [x, ints(axis)])),
    ),
    gradientCase('of a scalar', [sample([])], (x) => op('ExpandDims', [x, longs(0)])),
  ],
  Squeeze: [
    gradientCase('all axes of size 1', [sample([1, 3, 1])], (x) => op('Squeeze', [x])),
    gradientCase('one, counted from the end', [sample([1, 3, 1])], (x) => op('Squeeze', [x], { squeeze_dims: [-1] })),
    gradientCase('one of two', [sample([1, 1, 3])], (x) => op('Squeeze', [x], { squeeze_dims: [0] })),
  ],
  Transpose: [
    ...[
      [2, 0, 1],
      [0, 2, 1],
      [1, 2, 0],
    ].map((order) => gradientCase(`to ${order}`, [cube()], (x) => op('Transpose', [x, ints(order)]))),
    gradientCase('of a scalar', [sample([])], (x) => op('Transpose', [x, ints([])])),
  ],
  ReverseV2: [
    gradientCase('one axis', [cube()], (x) => op('ReverseV2', [x, ints([1])])),
    gradientCase('two axes', [cube()], (x) => op('ReverseV2', [x, longs([-1, 0])])),
    gradientCase('no axis', [sample([3])], (x) => op('ReverseV2', [x, ints([])])),
  ],
  SpaceToBatchND: [
    gradientCase('one axis', [sample([2, 4])], (x) => op('SpaceToBatchND', [x, ints([2]), ints([[1, 1]])])),
    gradientCase('two axes in a frame', [sample([1, 3, 2, 2])], (x) =>
      op('SpaceToBatchND', [
        x,
        ints([2, 3]),
        ints([
          [0, 1],
          [1, 0],
        ]),
      ]),
    ),
  ],
  BatchToSpaceND: [
    gradientCase('one axis', [sample([4, 3])], (x) => op('BatchToSpaceND', [x, ints([2]), ints([[0, 1]])])),
    gradientCase('two axes, cropped', [sample([6, 2, 1, 2])], (x) =>
      op('BatchToSpaceND', [
        x,
        ints([2, 3]),
        ints([
          [1, 0],
          [0, 2],
        ]),
      ]),
    ),
  ],
  SpaceToDepth: [
    gradientCase('of an image', [sample([1, 4, 2, 3])], (x) => op('SpaceToDepth', [x], { block_size: 2 })),
  ],
  DepthToSpace: [
    gradientCase('of an image', [sample([2, 1, 2, 8])], (x) => op('DepthToSpace', [x], { block_size: 2 })),
  ],
  Roll: [
    gradientCase('one axis', [sample([2, 4])], (x) => op('Roll', [x, ints(3), ints(1)])),
    gradientCase('two axes, one twice', [sample([3, 4])], (x) => op('Roll', [x, longs([-1, 5, 2]), ints([0, 1, -1])])),
  ],
  ReverseSequence: [
    gradientCase('steps first', [cube()], (x) =>
      op('ReverseSequence', [x, ints([2, 1, 0])], { seq_dim: 0, batch_dim: 1 }),
    ),
    gradientCase('steps last', [sample([2, 2, 4])], (x) =>
      op('ReverseSequence', [x, longs([3, 4])], { seq_dim: 2, batch_dim: 0 }),
    ),
  ],
  Tile: [
    gradientCase('both axes', [sample([2, 3])], (x) => op('Tile', [x, ints([2, 3])])),
    gradientCase('one axis', [sample([2, 1, 2])], (x) => op('Tile', [x, longs([1, 3, 1])])),
    gradientCase('no times', [sample([2, 2])], (x) => op('Tile', [x, ints([0, 1])])),
  ],
  BroadcastTo: [
    gradientCase('a row', [sample([3])], (x) => op('BroadcastTo', [x, ints([2, 3])])),
    gradientCase('a column in a stack', [sample([2, 1])], (x) => op('BroadcastTo', [x, longs([2, 2, 3])])),
    gradientCase('a scalar', [sample([])], (x) => op('BroadcastTo', [x, ints([2, 2])])),
    gradientCase('to its own shape', [sample([2, 2])], (x) => op('BroadcastTo', [x, ints([2, 2])])),
  ],
  Fill: [
    gradientCase('a matrix', [sample([])], (x) => op('Fill', [ints([2, 3]), x])),
    gradientCase('a scalar', [sample([])], (x) => op('Fill', [longs([]), x])),
  ],
  LinSpace: [
    gradientCase('of five', [sample([]), sample([], 1, 3)], (a, b) => op('LinSpace', [a, b, ints(5)])),
    gradientCase('of one', [sample([]), sample([], 1, 3)], (a, b) => op('LinSpace', [a, b, ints(1)])),
  ],
  Pad: [
    gradientCase('a matrix', [sample([2, 2])], (x) =>
      op('Pad', [
        x,
        ints([
          [1, 2],
          [0, 1],
        ]),
      ]),
    ),
    gradientCase('nowhere', [sample([3])], (x) => op('Pad', [x, longs([[0, 0]])])),
  ],
  PadV2: [
    // TensorFlow gives no gradient with respect to the number around.
    gradientCase('a matrix, with a number', [sample([2, 2])], (x) =>
      op('PadV2', [
        x,
        ints([
          [1, 2],
          [0, 1],
        ]),
        floats(x, [], [0.5]),
      ]),
    ),
  ],
  MirrorPad: ['REFLECT', 'SYMMETRIC'].flatMap((mode) => [
    gradientCase(`${mode}, a matrix`, [sample([3, 3])], (x) =>
      op(
        'MirrorPad',
        [
          x,
          ints([
            [1, 2],
            [2, 0],
          ]),
        ],
        { mode },
      ),
    ),
    gradientCase(`${mode}, a vector`, [sample([4])], (x) => op('MirrorPad', [x, longs([[3, 3]])], { mode })),
  ]),
  MirrorPadGrad: ['REFLECT', 'SYMMETRIC'].map((mode) =>
    gradientCase(mode, [sample([6, 5])], (x) =>
      op(
        'MirrorPadGrad',
        [
          x,
          ints([
            [1, 2],
            [2, 0],
          ]),
        ],
        { mode },
      ),
    ),
  ),
};
