/** DrawBoundingBoxes: outlines of boxes on images. */

import { dimsMayBeEqual, isKnown, TensorShape } from '../../graph/index.ts';
import { attr, defineOp, type InferenceContext } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';

function imageShape(c: InferenceContext): TensorShape[] {
  const images = dimsOfRank(c, 0, 4);
  const [batch, , corners] = dimsOfRank(c, 1, 3);
  if (isKnown(corners) && corners !== 4) c.fail('dimension', `Dimension must be 4 but is ${corners}`);
  if (!dimsMayBeEqual(images[0], batch)) {
    c.fail('dimension', `Dimensions must be equal, but are ${images[0]} and ${batch} (batch sizes)`);
  }
  if (isKnown(images[3]) && ![1, 3, 4].includes(images[3])) {
    c.fail('dimension', `Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA), but is ${images[3]}`);
  }
  return [new TensorShape(images)];
}

const attributes = { T: attr.type(['float32'], 'float32') };

defineOp('DrawBoundingBoxes', {
  inputs: ['images: T', 'boxes: float32'],
  outputs: ['output: T'],
  attributes,
  infer: imageShape,
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'DrawBoundingBoxes' }, c.inputs, c.outputs),
});

defineOp('DrawBoundingBoxesV2', {
  inputs: ['images: T', 'boxes: float32', 'colors: float32'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => {
    const [, width] = dimsOfRank(c, 2, 2);
    if (isKnown(width) && width < 4) c.fail('dimension', `colors must be at least n x 4 (RGBA), but are n x ${width}`);
    return imageShape(c);
  },
  gradient: 'missing',
  lower: (c) => c.b.host({ name: 'DrawBoundingBoxes' }, c.inputs, c.outputs),
});
