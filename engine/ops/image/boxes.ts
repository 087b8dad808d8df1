/** Parts of images in boxes given by their corners, and which of several boxes to keep. */

import { type Dim, isFloating, isKnown, shapeFromValue, TensorShape } from '../../graph/index.ts';
import { commonDim } from '../array/axis.ts';
import { shapeTensor } from '../array/integers.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';

/** The number of boxes, from boxes [n, 4] and images' numbers [n], inputs `boxes` and `boxes` + 1. */
function boxCount(c: InferenceContext, boxes: number): Dim {
  const [count, corners] = dimsOfRank(c, boxes, 2);
  if (isKnown(corners) && corners !== 4) c.fail('dimension', `Dimension must be 4 but is ${corners}`);
  const [images] = dimsOfRank(c, boxes + 1, 1);
  return commonDim(c, count, images, () => `Dimensions must be equal, but are ${count} and ${images}`);
}

const methodOf = (c: LoweringContext) => (c.attr('method', 'string') === 'nearest' ? 'nearest' : 'bilinear');

function checkMethod(c: InferenceContext, methods: readonly string[]): void {
  const method = String(c.attr('method', 'string'));
  if (!methods.includes(method)) c.fail('value', `method must be ${methods.join(' or ')}, but is ${method}`);
}

defineOp('CropAndResize', {
  inputs: ['image: T', 'boxes: float32', 'box_ind: int32', 'crop_size: int32'],
  outputs: ['crops: float32'],
  attributes: {
    T: attr.type(typeSets.numeric),
    method: attr.string('bilinear'),
    extrapolation_value: attr.float(0),
  },
  valueInputs: ['crop_size'],
  infer: (c) => {
    checkMethod(c, ['bilinear', 'nearest']);
    const [, , , channels] = dimsOfRank(c, 0, 4);
    const count = boxCount(c, 1);
    const { shape, value } = c.inputs[3];
    if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
    if (value && value.length !== 2) c.fail('value', `crop_size must be 2 numbers, but there are ${value.length}`);
    const [rows, columns] = [0, 1].map((axis) => value?.[axis] ?? c.fresh(axis + 1));
    if ([rows, columns].some((size) => isKnown(size) && size <= 0)) {
      c.fail('value', `crop dimensions must be positive, but are ${rows} and ${columns}`);
    }
    return [TensorShape.of(count, rows, columns, channels)];
  },
  gradient: (node, [gradient]) => {
    const [image, boxes, images] = node.inputs;
    const attributes = { method: node.attr('method', 'string'), T: image.dtype };
    const ofImage = isFloating(image.dtype)
      ? op('CropAndResizeGradImage', [gradient!, boxes, images, shapeTensor(image)], attributes)
      : null;
    return [ofImage, op('CropAndResizeGradBoxes', [gradient!, image, boxes, images]), null, null];
  },
  lower: (c) => {
    const extrapolation = c.attr('extrapolation_value', 'float');
    return c.b.host({ name: 'CropAndResize', method: methodOf(c), extrapolation }, c.inputs.slice(0, 3), c.outputs);
  },
});

defineOp('CropAndResizeGradImage', {
  inputs: ['grads: float32', 'boxes: float32', 'box_ind: int32', 'image_size: int32'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats), method: attr.string('bilinear') },
  valueInputs: ['image_size'],
  infer: (c) => {
    checkMethod(c, ['bilinear', 'nearest']);
    dimsOfRank(c, 0, 4);
    boxCount(c, 1);
    const { value } = c.inputs[3];
    if (value && value.length !== 4) c.fail('value', `image_size must be 4 numbers, but there are ${value.length}`);
    return [
      value ? shapeFromValue(value, (axis) => c.fresh(axis)) : TensorShape.of(...[0, 1, 2, 3].map((i) => c.fresh(i))),
    ];
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'CropAndResizeGradImage', method: methodOf(c) }, c.inputs.slice(0, 3), c.outputs),
});

defineOp('CropAndResizeGradBoxes', {
  inputs: ['grads: float32', 'image: T', 'boxes: float32', 'box_ind: int32'],
  outputs: ['output: float32'],
  attributes: { T: attr.type(typeSets.numeric), method: attr.string('bilinear') },
  infer: (c) => {
    checkMethod(c, ['bilinear']);
    dimsOfRank(c, 0, 4);
    dimsOfRank(c, 1, 4);
    return [TensorShape.of(boxCount(c, 2), 4)];
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'CropAndResizeGradBoxes' }, c.inputs, c.outputs),
});

defineOp('NonMaxSuppressionV3', {
  inputs: [
    'boxes: T',
    'scores: T',
    'max_output_size: int32',
    'iou_threshold: T_threshold',
    'score_threshold: T_threshold',
  ],
  outputs: ['selected_indices: int32'],
  attributes: { T: attr.type(['float32'], 'float32'), T_threshold: attr.type(['float32'], 'float32') },
  dynamic: true,
  infer: (c) => {
    const [count, corners] = dimsOfRank(c, 0, 2);
    if (isKnown(corners) && corners !== 4) c.fail('dimension', `Dimension must be 4 but is ${corners}`);
    const [scores] = dimsOfRank(c, 1, 1);
    commonDim(c, count, scores, () => `Dimensions must be equal, but are ${count} and ${scores}`);
    for (const index of [2, 3, 4]) dimsOfRank(c, index, 0);
    return [TensorShape.of(c.fresh(0))];
  },
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'NonMaxSuppression' }, c.inputs, c.outputs),
});
