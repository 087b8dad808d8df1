/** MaxPoolWithArgmax: maxima of windows over images [n, h, w, c] with their places, and the gradient to these places. */

import { TensorShape } from '../../graph/index.ts';
import { coordinate, literal, plus, times } from '../kernel-language/index.ts';
import { attr, attributesOf, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';
import { dimsOfRank, mergeShapes } from '../same-shape.ts';
import { paddingFor, windowCount } from './window.ts';

const attributes = {
  T: attr.type(typeSets.floats),
  Targmax: attr.type(typeSets.indices, 'int64'),
  ksize: attr.ints(),
  strides: attr.ints(),
  padding: attr.string(),
  include_batch_in_index: attr.bool(false),
};

type Pair = readonly [rows: number, columns: number];

const pairOf = (c: Pick<InferenceContext, 'attr'>, name: string) => c.attr(name, 'ints').slice(1, 3) as unknown as Pair;

function check(c: InferenceContext): void {
  for (const name of ['ksize', 'strides']) {
    const values = c.attr(name, 'ints');
    if (values.length !== 4) {
      c.fail('value', `The attribute ${name} must have 4 values, one an axis, but has ${values.length}`);
    }
    if (values[0] !== 1 || values[3] !== 1 || values.some((x) => !Number.isInteger(x) || x < 1)) {
      c.fail('value', `The attribute ${name} must be [1, rows, columns, 1], but is [${values.join(', ')}]`);
    }
  }
  const padding = c.attr('padding', 'string');
  if (padding !== 'SAME' && padding !== 'VALID') c.fail('value', `padding must be SAME or VALID, but is ${padding}`);
}

defineOp('MaxPoolWithArgmax', {
  inputs: ['input: T'],
  outputs: ['output: T', 'argmax: Targmax'],
  attributes,
  infer: (c) => {
    check(c);
    const [batch, height, width, depth] = dimsOfRank(c, 0, 4);
    const [window, strides] = [pairOf(c, 'ksize'), pairOf(c, 'strides')];
    const rows = windowCount(c, 'rows', height, window[0], strides[0]);
    const columns = windowCount(c, 'columns', width, window[1], strides[1]);
    const shape = new TensorShape([batch, rows, columns, depth]);
    return [shape, shape];
  },
  gradient: (node, [g]) => [op('MaxPoolGradWithArgmax', [node.inputs[0], g!, node.outputs[1]], attributesOf(node))],
  lower: (c) => {
    const [image] = c.inputs;
    const [, height, width] = image.shape;
    const [, rows, columns] = c.outputs[0].shape;
    const [window, strides] = [pairOf(c, 'ksize'), pairOf(c, 'strides')];
    const [top, , left] = paddingFor(c, [height, width], [rows, columns], window, strides);
    const includeBatch = c.attr('include_batch_in_index', 'bool');
    return c.b.host(
      { name: 'MaxPoolWithArgmax', window, strides, padding: [top, left], includeBatch },
      [image],
      c.outputs,
    );
  },
});

defineOp('MaxPoolGradWithArgmax', {
  inputs: ['input: T', 'grad: T', 'argmax: Targmax'],
  outputs: ['output: T'],
  attributes: { ...attributes, Targmax: attr.type(typeSets.indices) },
  infer: (c) => {
    check(c);
    mergeShapes(c, c.inputs[1].shape, c.inputs[2].shape);
    return [new TensorShape(dimsOfRank(c, 0, 4))];
  },
  gradient: 'missing',
  lower: (c) => {
    const [{ shape }, gradient, argmax] = c.inputs;
    const [batch, ...image] = shape;
    const size = image.reduce((product, each) => product * each, 1);
    const { dtype } = argmax;
    const count = gradient.shape.reduce((product, each) => product * each, 1);
    // Places count from the start of each image, unless they count from that of the batch.
    const places = c.attr('include_batch_in_index', 'bool')
      ? argmax
      : c.b.map([argmax], (place) => plus(place, times(coordinate(0, dtype as 'int64'), literal(size, dtype))));
    const flat = c.b.scatter('add', [batch * size], {
      base: null,
      indices: c.b.reshape(places, [count, 1]),
      updates: c.b.reshape(gradient, [count]),
    });
    return [c.b.reshape(flat, shape)];
  },
});
