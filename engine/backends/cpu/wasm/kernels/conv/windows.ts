/** Windows over images as the rows of a product: the taps of a window, with their channels, are its depth. */

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

export function windowRows(w: WindowRows): LeftOperand {
  const { channels, tapColumns, imageBytes, rowBytes, rows, columns } = w;
  const pixelBytes = channels * 4;
  const wide = tapColumns * channels;
  const position = (depth: number) => {
    const tapRow = Math.floor(depth / wide);
    const tap = Math.floor((depth % wide) / channels);
    return tapRow * w.rowDilation * rowBytes + tap * w.columnDilation * pixelBytes;
  };
  return {
    rows: {
      kind: 'gathered',
      run: columns,
      rowBytes: w.columnStride * pixelBytes,
      push: (f, base, row) => {
        const rest = f.local('i32');
        const quotient = f.local('i32');
        f.get(row)
          .i32(rows * columns)
          .op('i32.div_u')
          .set(quotient)
          .get(base);
        pushProduct(f, quotient, imageBytes).address('add');
        f.get(row)
          .i32(rows * columns)
          .op('i32.rem_u')
          .tee(rest)
          .i32(columns)
          .op('i32.div_u')
          .set(quotient);
        pushProduct(f, quotient, w.rowStride * rowBytes).address('add');
        f.get(rest).i32(columns).op('i32.rem_u').set(rest);
        pushProduct(f, rest, w.columnStride * pixelBytes).address('add');
      },
    },
    walk: (_, depths) => walkOf(w, depths),
    position,
    origin: ({ row, depth }) => position(depth) - (w.byPass ? (row / (rows * columns)) * imageBytes : 0),
  };
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
