/**
 * The gradient of a convolution's filter as a product: a row for each tap and input channel, the output pixels as the
 * depth, a column for each output channel.
 */

import { Parameters } from '../../../codegen/body.ts';
import { type Geometry, geometryOf } from '../../../kernels/conv/geometry.ts';
import type { WasmGenerator } from '../../kernel.ts';
import { MIN_MULTIPLICATIONS, rightMatrix } from '../matmul.ts';
import { pushProduct } from '../product/loops.ts';
import type { LeftOperand } from '../product/operands.ts';
import { type ProductParts, productKernel } from '../product/product.ts';
import { multiplicationsOf, needsPadding, PADDED, paddedInput } from './conv2d.ts';
import { type PaddedImages, paddingPhase, rowBytes, stripBytes, stripsAtOnce } from './padded.ts';

/** Pixels of a block of depth: each is another cache line, of which the rows of several tiles have parts. */
const PIXEL_BLOCK = 416;

export const conv2dBackpropFilter: WasmGenerator<'conv2dBackpropFilter'> = (kernel, { values, target, evenSmall }) => {
  const g = geometryOf(kernel.convolution);
  if (values[kernel.input].dtype !== 'float32') return undefined;
  if (multiplicationsOf(g) < (evenSmall ? 1 : MIN_MULTIPLICATIONS)) return undefined;
  const { batch, outHeight, outWidth, outChannels } = g;
  const parameters = new Parameters(values);
  const out = parameters.output(kernel.output);
  const input = parameters.input(kernel.input);
  const gradient = parameters.input(kernel.gradient);
  const rowsOfStrip = stripRows(g);
  const strips = outHeight / rowsOfStrip;
  const copied = strips > 1 || needsPadding(g);
  const images: PaddedImages = copied
    ? paddedInput(g, strips)
    : { ...paddedInput(g), height: g.height, width: g.width };
  const stripPixels = rowsOfStrip * outWidth;
  const stripsOfBlock = Math.min(batch * strips, Math.max(1, Math.floor(PIXEL_BLOCK / stripPixels)));
  // Whole blocks at a time.
  const fitting = Math.max(
    stripsOfBlock,
    stripsAtOnce(images, target) - (stripsAtOnce(images, target) % stripsOfBlock),
  );
  const held = copied ? Math.min(batch * strips, fitting) : batch;
  if (copied) parameters.scratch(PADDED, 'float32', (held * stripBytes(images)) / 4);
  const depth = batch * outHeight * outWidth;
  const product: ProductParts = {
    sizes: { batch: 1, rows: g.taps * g.channels, depth, columns: outChannels },
    names: { out, left: copied ? PADDED : input, right: gradient, operands: [] },
    left: tapRows(g, images, stripPixels, copied),
    right: rightMatrix(depth, outChannels, false),
    epilogue: undefined,
    depthBlock: stripsOfBlock * stripPixels,
    depthsAtOnce: held * stripPixels,
    ...(copied && {
      prepare: (module, name, pass) => [
        paddingPhase(
          module,
          name,
          images,
          { from: input, to: PADDED, parameters },
          { first: pass.depth / stripPixels, strips: pass.depths / stripPixels },
        ),
      ],
    }),
  };
  return productKernel({ target, evenSmall }, parameters, [product]);
};

/** Rows of output pixels of a strip: as many as a block of depth holds, the same in each strip. */
function stripRows({ outHeight, outWidth }: Geometry): number {
  let rows = outHeight;
  while (rows > 1 && (outHeight % rows > 0 || rows * outWidth > PIXEL_BLOCK)) rows--;
  return rows;
}

/** `copied`: only the strips of a pass are there. */
function tapRows(g: Geometry, images: PaddedImages, stripPixels: number, copied: boolean): LeftOperand {
  const { channels, tapColumns, columnDilation, columnStride, rowStride, outWidth } = g;
  const pixelBytes = channels * 4;
  const line = rowBytes(images);
  const position = (depth: number) => (depth / stripPixels) * stripBytes(images);
  const rows = stripPixels / outWidth;
  return {
    rows: {
      kind: 'gathered',
      run: columnDilation === 1 ? tapColumns * channels : channels,
      rowBytes: 4,
      push: (f, base, row) => {
        const rest = f.local('i32');
        const quotient = f.local('i32');
        f.get(row)
          .i32(tapColumns * channels)
          .op('i32.div_u')
          .set(quotient)
          .get(base);
        pushProduct(f, quotient, g.rowDilation * line).address('add');
        f.get(row)
          .i32(tapColumns * channels)
          .op('i32.rem_u')
          .tee(rest)
          .i32(channels)
          .op('i32.div_u')
          .set(quotient);
        pushProduct(f, quotient, columnDilation * pixelBytes).address('add');
        f.get(rest).i32(channels).op('i32.rem_u').set(rest);
        pushProduct(f, rest, 4).address('add');
      },
    },
    walk: (_, depths) => ({
      step: columnStride * pixelBytes,
      runLength: outWidth,
      loops: [
        { count: depths / stripPixels, skip: stripBytes(images) - rows * rowStride * line },
        { count: rows, skip: rowStride * line - outWidth * columnStride * pixelBytes },
      ],
      tail: 0,
    }),
    position,
    origin: ({ depth }) => (copied ? 0 : position(depth)),
  };
}
