/** Convolutions and pools over images and volumes. ONNX has channels before rows and columns, TensorFlow as a rule after. */

import { type Dim, dimsEqual, isKnown, multiplyDims } from '../../graph/index.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import { type Attribute, inverse, type Value } from '../value.ts';

type Attributes = Record<string, Attribute>;

/** How the axes of an image lie, and what the attributes say of those that windows slide along. */
interface Layout {
  /** Puts the channels first. */
  readonly order: readonly number[];
  /** The axes that windows slide along. */
  readonly spatial: readonly number[];
  readonly channels: number;
}

function layoutOf(c: Conversion, rank: number): Layout {
  const first = c.text('data_format').startsWith('NC');
  const axes = Array.from({ length: rank - 2 }, (_, i) => i + (first ? 2 : 1));
  const channels = first ? 1 : rank - 1;
  return { order: [0, channels, ...axes], spatial: axes, channels };
}

const toChannelsFirst = (c: Conversion, x: Value, { order }: Layout): Value => c.b.transpose(x, order);
const fromChannelsFirst = (c: Conversion, x: Value, { order }: Layout): Value => c.b.transpose(x, inverse(order));

const along = (c: Conversion, name: string, { spatial }: Layout): number[] =>
  spatial.map((axis) => c.attr(name, 'ints')[axis]);

function dilationsOf(c: Conversion, layout: Layout): number[] {
  return c.op.attributes.dilations ? along(c, 'dilations', layout) : layout.spatial.map(() => 1);
}

/** Sizes of an input along the axes of a layout. */
function sizesOf(c: Conversion, index: number, axes: readonly number[]): Dim[] {
  const { dims } = c.shape(index);
  if (!dims) return c.fail(`the rank of its input ${index} is not known: say it with setShape`);
  return axes.map((axis) => dims[axis]);
}

interface Window {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
}

const extentOf = ({ window, dilations }: Window, i: number): number => (window[i] - 1) * dilations[i] + 1;

/** Zeros around an image, all those before the axes first; SAME puts the odd one after. */
function paddings(c: Conversion, layout: Layout, sizes: readonly Dim[], window: Window): Attributes {
  const kind = c.text('padding');
  if (kind === 'VALID') return {};
  if (kind === 'EXPLICIT') {
    const list = c.attr('explicit_paddings', 'ints');
    return { pads: [0, 1].flatMap((side) => layout.spatial.map((axis) => list[2 * axis + side])) };
  }
  if (!sizes.every(isKnown)) return openPaddings(c, window);
  return { pads: bothSides(sizes.map((size, i) => samePadding(size, window.strides[i], extentOf(window, i)))) };
}

/** SAME for an image whose size a run decides. */
function openPaddings(c: Conversion, window: Window): Attributes {
  const extents = window.strides.map((_, i) => extentOf(window, i));
  if (extents.every((extent) => extent === 1)) return {};
  if (window.strides.every((stride) => stride === 1)) return { pads: bothSides(extents.map((extent) => extent - 1)) };
  if (window.strides.some((stride, i) => stride > extents[i])) {
    return c.fail('its windows leave gaps, and the size of the image is not known: say it with setShape');
  }
  return { auto_pad: 'SAME_UPPER' };
}

const samePadding = (size: number, stride: number, extent: number): number =>
  Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent - size);

/** The smaller halves before, the larger ones after. */
const bothSides = (totals: readonly number[]): number[] => [
  ...totals.map((total) => Math.floor(total / 2)),
  ...totals.map((total) => total - Math.floor(total / 2)),
];

/** The window of a filter [rows, columns, …], and its channels. */
function filterOf(c: Conversion, layout: Layout): Window & { readonly channels: readonly number[] } {
  const sizes = c.shape(1).known ?? c.fail('the shape of its filter is not known: say it with setShape');
  const spatial = layout.spatial.length;
  return {
    window: sizes.slice(0, spatial),
    channels: sizes.slice(spatial),
    strides: along(c, 'strides', layout),
    dilations: dilationsOf(c, layout),
  };
}

const spatialAttributes = ({ window, strides, dilations }: Window): Attributes => ({
  kernel_shape: window,
  strides,
  dilations,
});

/** The order of a filter's axes with its last two first, exchanged: outputs, inputs, rows, columns. */
const filterOrder = (spatial: number): number[] => [
  spatial + 1,
  spatial,
  ...Array.from({ length: spatial }, (_, i) => i),
];

const convolution: Converter = (c) => {
  const layout = layoutOf(c, c.rank(1));
  const window = filterOf(c, layout);
  const [x] = c.inputs;
  const filter = c.b.transpose(c.inputs[1], filterOrder(layout.spatial.length));
  const pads = paddings(c, layout, sizesOf(c, 0, layout.spatial), window);
  const y = c.b.node('Conv', [toChannelsFirst(c, x, layout), filter], { ...spatialAttributes(window), ...pads });
  return fromChannelsFirst(c, y, layout);
};

const depthwise: Converter = (c) => {
  const layout = layoutOf(c, 4);
  const window = filterOf(c, layout);
  const [rows, columns] = window.window;
  const [depth, multiplier] = window.channels;
  const turned = c.b.transpose(c.inputs[1], [2, 3, 0, 1]);
  const filter = c.b.reshape(turned, [depth * multiplier, 1, rows, columns]);
  const pads = paddings(c, layout, sizesOf(c, 0, layout.spatial), window);
  const attributes = { ...spatialAttributes(window), ...pads, group: depth };
  return fromChannelsFirst(c, c.b.node('Conv', [toChannelsFirst(c, c.inputs[0], layout), filter], attributes), layout);
};

/** The image that a convolution of these sizes would have come from: a transposed convolution. */
const transposedConvolution: Converter = (c) => {
  const layout = layoutOf(c, c.rank(1));
  const window = filterOf(c, layout);
  const from = sizesOf(c, 2, layout.spatial);
  const to = layout.spatial.map((axis) => c.op.outputs[0].shape.dims?.[axis]);
  const edges = to.map((size, i) => edgesOf(c, layout.spatial[i], from[i], size, window, i));
  const order = filterOrder(layout.spatial.length);
  // Its inputs are what the convolution gave.
  const filter = c.b.transpose(c.inputs[1], order);
  const y = c.b.node('ConvTranspose', [toChannelsFirst(c, c.inputs[2], layout), filter], {
    ...spatialAttributes(window),
    pads: [...edges.map(([before]) => before), ...edges.map(([, after]) => after)],
    output_padding: edges.map(([, , rest]) => rest),
  });
  return fromChannelsFirst(c, y, layout);
};

/** What the convolution had added before and after the axis, and the last elements that no window of it reached. */
function edgesOf(
  c: Conversion,
  axis: number,
  from: Dim,
  to: Dim | undefined,
  window: Window,
  i: number,
): readonly [before: number, after: number, rest: number] {
  const [stride, extent] = [window.strides[i], extentOf(window, i)];
  const kind = c.text('padding');
  const explicit = kind === 'EXPLICIT' ? c.attr('explicit_paddings', 'ints').slice(2 * axis, 2 * axis + 2) : undefined;
  if (to !== undefined && isKnown(to) && isKnown(from)) {
    const total = kind === 'SAME' ? Math.max(0, (from - 1) * stride + extent - to) : 0;
    const [before, after] = explicit ?? [Math.floor(total / 2), total - Math.floor(total / 2)];
    return [before, after, to - (stride * (from - 1) + extent - before - after)];
  }
  // As many times larger, whatever the size: the padding does not depend on it.
  if (kind === 'SAME' && to !== undefined && dimsEqual(to, multiplyDims(from, stride))) {
    const total = Math.max(0, extent - stride);
    const before = Math.floor(total / 2);
    return [before, total - before, Math.max(0, stride - extent)];
  }
  return c.fail('the sizes of its output must be known: give them as numbers, or the input a shape with setShape');
}

const pool =
  (type: string, own: Attributes): Converter =>
  (c) => {
    const [x] = c.inputs;
    const layout = layoutOf(c, c.attr('ksize', 'ints').length);
    for (const name of ['ksize', 'strides']) {
      const values = c.attr(name, 'ints');
      if (values[0] !== 1 || values[layout.channels] !== 1) {
        return c.fail(`ONNX pools along rows and columns alone, and its ${name} is [${values.join(', ')}]`);
      }
    }
    const window: Window = {
      window: along(c, 'ksize', layout),
      strides: along(c, 'strides', layout),
      dilations: layout.spatial.map(() => 1),
    };
    const attributes = {
      kernel_shape: window.window,
      strides: window.strides,
      ...paddings(c, layout, sizesOf(c, 0, layout.spatial), window),
      ...own,
    };
    return fromChannelsFirst(c, c.b.node(type, [toChannelsFirst(c, x, layout)], attributes), layout);
  };

export const windows: Converters = {
  Conv2D: convolution,
  Conv3D: convolution,
  DepthwiseConv2dNative: depthwise,
  Conv2DBackpropInput: transposedConvolution,
  Conv3DBackpropInputV2: transposedConvolution,
  MaxPool: pool('MaxPool', {}),
  MaxPool3D: pool('MaxPool', {}),
  AvgPool: pool('AveragePool', { count_include_pad: 0 }),
  AvgPool3D: pool('AveragePool', { count_include_pad: 0 }),
};
