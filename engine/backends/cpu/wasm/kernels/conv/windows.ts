/** Windows over images as the rows of a product: the taps of a window, with their channels, are its depth. */

import type { FunctionBuilder, Local } from '../../assembler/index.ts';
import { DEPTH_BLOCK, evenPart } from '../product/blocks.ts';
import { pushProduct } from '../product/loops.ts';
import type { DepthWalk } from '../product/microkernel.ts';
import type { LeftOperand } from '../product/operands.ts';

/** Images in rows of pixels of channels; a row of the product for each window, in order. */
export interface WindowRows {
  readonly imageBytes: number;
  readonly rowBytes: number;
  readonly channels: number;
  /** Windows of an image. */
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
  readonly tapRows: number;
  readonly tapColumns: number;
  readonly rowDilation: number;
  readonly columnDilation: number;
  /** Bytes from an image's first element to the first window. */
  readonly offset: number;
  /** Whether only the images of a pass are there, from the array's start on. */
  readonly byPass: boolean;
}

/** Depths of a block: rows of taps, or some taps of one row. */
export function windowDepthBlock({ channels, tapRows, tapColumns }: WindowRows): number {
  const wide = tapColumns * channels;
  if (wide <= DEPTH_BLOCK) return wide * evenPart(tapRows, Math.floor(DEPTH_BLOCK / wide));
  let taps = tapColumns;
  while (taps > 1 && (tapColumns % taps > 0 || taps * channels > DEPTH_BLOCK)) taps--;
  return taps * channels;
}

/** Pixels of images, in order. */
interface Pixels {
  readonly rows: number;
  readonly columns: number;
  readonly imageBytes: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
}

/** Pushes `base` and the way to a pixel. */
function pushPixel(f: FunctionBuilder, base: Local, pixel: Local, of: Pixels): void {
  const { rows, columns } = of;
  const quotient = f.local('i32');
  const rest = f.local('i32');
  f.get(pixel)
    .i32(rows * columns)
    .op('i32.div_u')
    .set(quotient)
    .get(base);
  pushProduct(f, quotient, of.imageBytes).address('add');
  f.get(pixel)
    .i32(rows * columns)
    .op('i32.rem_u')
    .tee(rest)
    .i32(columns)
    .op('i32.div_u')
    .set(quotient);
  pushProduct(f, quotient, of.rowBytes).address('add');
  f.get(rest).i32(columns).op('i32.rem_u').set(rest);
  pushProduct(f, rest, of.columnBytes).address('add');
}

/** Where results of windows belong, if not one after the other: bytes from the first element of the output. */
export interface Scattered {
  readonly offset: number;
  readonly imageBytes: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
}

export function windowRows(w: WindowRows, scattered?: Scattered): LeftOperand {
  const { imageBytes, rows, columns } = w;
  const pixelBytes = w.channels * 4;
  const columnBytes = w.columnStride * pixelBytes;
  const pixels: Pixels = { rows, columns, imageBytes, rowBytes: w.rowStride * w.rowBytes, columnBytes };
  const lines = {
    run: columns,
    rowBytes: columnBytes,
    push: (f: FunctionBuilder, base: Local, row: Local) => pushPixel(f, base, row, pixels),
  };
  return {
    rows: scattered
      ? {
          kind: 'separate',
          ...lines,
          outBytes: scattered.columnBytes,
          pushOut: (f, base, row) => {
            pushPixel(f, base, row, { ...scattered, rows, columns });
            f.bytes(scattered.offset).address('add');
          },
        }
      : { kind: 'gathered', ...lines },
    walk: (_, depths) => walkOf(w, depths),
    position: (depth) => positionOf(w, depth),
    origin: ({ row, depth }) =>
      w.offset + positionOf(w, depth) - (w.byPass ? (row / (rows * columns)) * imageBytes : 0),
  };
}

/** Bytes from a window's first element to that at a depth. */
function positionOf(
  { channels, tapColumns, rowBytes, rowDilation, columnDilation }: WindowRows,
  depth: number,
): number {
  const wide = tapColumns * channels;
  const tapRow = Math.floor(depth / wide);
  const tap = Math.floor((depth % wide) / channels);
  return tapRow * rowDilation * rowBytes + tap * columnDilation * channels * 4;
}

function walkOf(w: WindowRows, depths: number): DepthWalk {
  const { channels, tapColumns, columnDilation, rowBytes } = w;
  const pixelBytes = channels * 4;
  const wide = tapColumns * channels;
  const tapRows = depths % wide === 0 ? depths / wide : 1;
  const taps = depths % wide === 0 ? tapColumns : depths / channels;
  const toNextRow = w.rowDilation * rowBytes;
  if (columnDilation === 1) {
    const runLength = taps * channels;
    return { step: 4, runLength, loops: [{ count: tapRows, skip: toNextRow - runLength * 4 }], tail: 0 };
  }
  const loops = [
    { count: tapRows, skip: toNextRow - taps * columnDilation * pixelBytes },
    { count: taps, skip: (columnDilation - 1) * pixelBytes },
  ];
  return { step: 4, runLength: channels, loops, tail: 0 };
}
