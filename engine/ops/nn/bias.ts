/** BiasAdd: one value a channel, added everywhere. */

import { dimsMayBeEqual, TensorShape } from '../../graph/index.ts';
import { along, identityView, load, plus } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, op, typeSets } from '../registry/index.ts';

const dataFormat = attr.string('NHWC');

/** Channels are the last axis, or axis 1 in NCHW. */
function channelAxis(rank: number, format: string | Uint8Array): number {
  return format === 'NCHW' ? 1 : rank - 1;
}

/** The old form of the operation has no data format. */
function formatOf(c: InferenceContext): string | Uint8Array {
  return c.attributes.data_format ? c.attr('data_format', 'string') : 'NHWC';
}

function checkRank(c: InferenceContext, shape: TensorShape): void {
  const least = formatOf(c) === 'NCHW' ? 3 : 2;
  if (shape.dims && shape.dims.length < least) {
    c.fail('rank', `Shape must be at least rank ${least} but is rank ${shape.dims.length}`);
  }
}

const biasAdd = {
  inputs: ['value: T', 'bias: T'],
  outputs: ['output: T'],
  infer: (c: InferenceContext) => {
    const [value, bias] = c.inputs.map(({ shape }) => shape);
    checkRank(c, value);
    if (bias.dims && bias.dims.length !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${bias.dims.length}`);
    if (!value.dims || !bias.dims) return [value];
    const axis = channelAxis(value.dims.length, formatOf(c));
    const channels = value.dims[axis];
    if (!dimsMayBeEqual(channels, bias.dims[0])) {
      c.fail('dimension', `Dimensions must be equal, but are ${channels} and ${bias.dims[0]}`);
    }
    return [new TensorShape(value.dims.map((dim, i) => (i === axis && typeof dim !== 'number' ? bias.dims![0] : dim)))];
  },
} as const;

defineOp('BiasAdd', {
  ...biasAdd,
  attributes: { T: attr.type(typeSets.numeric), data_format: dataFormat },
  gradient: (node, [g]) => [g, op('BiasAddGrad', [g!], { data_format: node.attr('data_format', 'string') })],
  lower: (c) => {
    const [value, bias] = c.inputs;
    const axis = channelAxis(value.shape.length, c.attr('data_format', 'string'));
    return c.b.elementwise(
      value.shape,
      [
        { value, view: identityView(value.shape.length) },
        { value: bias, view: [along(axis)] },
      ],
      [plus(load(0, value.dtype), load(1, value.dtype))],
    );
  },
});

/** What old graphs have: channels last. */
defineOp('BiasAddV1', {
  ...biasAdd,
  attributes: { T: attr.type(typeSets.numeric) },
  gradient: (_, [g]) => [g, op('BiasAddGrad', [g!])],
  lower: (c) => [c.b.map(c.inputs, plus, c.outputs[0].shape)],
});

defineOp('BiasAddGrad', {
  inputs: ['out_backprop: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.numeric), data_format: dataFormat },
  infer: (c) => {
    const { shape } = c.inputs[0];
    checkRank(c, shape);
    if (!shape.dims) return [TensorShape.of(c.fresh(0))];
    return [TensorShape.of(shape.dims[channelAxis(shape.dims.length, c.attr('data_format', 'string'))])];
  },
  gradient: (node, [g]) => [
    op('BiasAdd', [op('ZerosLike', [node.inputs[0]]), g!], { data_format: node.attr('data_format', 'string') }),
  ],
  lower: (c) => {
    const [g] = c.inputs;
    const channels = channelAxis(g.shape.length, c.attr('data_format', 'string'));
    return [
      c.b.reduce(
        'sum',
        g,
        g.shape.map((_, axis) => axis).filter((axis) => axis !== channels),
      ),
    ];
  },
});
