/**
 * Copies of images with everything around them that windows reach: zeros beside and between the pixels, so that a product
 * reads any window without a test. Large images may be cut into strips, each with the rows that its windows reach.
 */

import type { Parameters } from '../../../codegen/body.ts';
import type { FunctionBuilder, Local, ModuleBuilder } from '../../assembler/index.ts';
import type { Phase } from '../../kernel.ts';
import type { Target } from '../../target.ts';
import { LANES, storeLanes } from '../lanes.ts';
import { eachRow } from '../loops.ts';
import { loopOver, pushProduct, times } from '../product/loops.ts';

export interface PaddedImages {
  /** Sizes of the images as they are. */
  readonly source: { readonly height: number; readonly width: number };
  readonly channels: number;
  /** Strips of each image, and rows of the padded image from one to the next. */
  readonly strips: number;
  readonly stripRows: number;
  /** Sizes of a padded strip. */
  readonly height: number;
  readonly width: number;
  /** Where the source's first pixel is in the padded image; negative where rows or columns are left out. */
  readonly top: number;
  readonly left: number;
  /** Padded rows and columns from one pixel to the next. */
  readonly rowSpread: number;
  readonly columnSpread: number;
}

export const rowBytes = ({ width, channels }: PaddedImages): number => width * channels * 4;
export const stripBytes = (padded: PaddedImages): number => padded.height * rowBytes(padded);

/** How many strips may be there at the same time. */
export function stripsAtOnce(padded: PaddedImages, { scratchLimit }: Target): number {
  return Math.max(1, Math.floor(scratchLimit / stripBytes(padded)));
}

const COPIED_BYTES_A_NANOSECOND = 10;
const CHUNK_NANOSECONDS = 20_000;

/** The phase that writes `strips` padded strips, from number `first` on, to the start of the array `to`. */
export function paddingPhase(
  module: ModuleBuilder,
  name: string,
  padded: PaddedImages,
  arrays: { readonly from: string; readonly to: string; readonly parameters: Parameters },
  { first, strips }: { readonly first: number; readonly strips: number },
): Phase {
  const { list } = arrays.parameters;
  const f = module.function(name, ['i32', 'i32', ...list.map(() => module.addressType)]);
  const addressOf = (wanted: string) => f.parameters[2 + list.findIndex((parameter) => parameter.name === wanted)];
  const nanoseconds = rowBytes(padded) / COPIED_BYTES_A_NANOSECOND + 20;
  const rowsAChunk = Math.max(1, Math.floor(CHUNK_NANOSECONDS / nanoseconds));
  const rows = strips * padded.height;
  const to = f.addressLocal();
  eachRow(f, rowsAChunk, rows, (row) => {
    f.get(addressOf(arrays.to));
    pushProduct(f, row, rowBytes(padded)).address('add').set(to);
    new RowWriter(f, padded, addressOf(arrays.from), to).write(row, first);
  });
  return { name, chunks: Math.ceil(rows / rowsAChunk), chunkNanoseconds: rowsAChunk * nanoseconds };
}

/** The phase that sets all elements of a tensor to zero. */
export function zeroPhase(
  module: ModuleBuilder,
  name: string,
  { list }: Parameters,
  array: string,
  floats: number,
): Phase {
  const f = module.function(name, ['i32', 'i32', ...list.map(() => module.addressType)]);
  const base = f.parameters[2 + list.findIndex((parameter) => parameter.name === array)];
  const chunk = COPIED_BYTES_A_NANOSECOND * CHUNK_NANOSECONDS;
  const bytes = f.addressLocal();
  const chunks = Math.ceil((floats * 4) / chunk);
  eachRow(f, 1, chunks, (at) => {
    f.get(base);
    pushProduct(f, at, chunk).address('add').i32(0);
    f.bytes(floats * 4);
    pushProduct(f, at, chunk).address('sub').set(bytes);
    // The last chunk is what is left.
    f.get(bytes).bytes(chunk).get(bytes).bytes(chunk).address('lt_u').op('select').fillMemory();
  });
  return { name, chunks, chunkNanoseconds: CHUNK_NANOSECONDS };
}

class RowWriter {
  readonly #f: FunctionBuilder;
  readonly #padded: PaddedImages;
  readonly #from: Local;
  readonly #to: Local;

  constructor(f: FunctionBuilder, padded: PaddedImages, from: Local, to: Local) {
    this.#f = f;
    this.#padded = padded;
    this.#from = from;
    this.#to = to;
  }

  /** `row` counts the rows of strips, of which number `first` is the first. */
  write(row: Local, first: number): void {
    const f = this.#f;
    const { source, channels, strips, stripRows, height, top, rowSpread } = this.#padded;
    const image = f.local('i32');
    const y = f.local('i32');
    // The strip's number, then its image and its own rows.
    f.get(row).i32(height).op('i32.div_u').i32(first).op('i32.add').tee(image);
    f.i32(strips).op('i32.rem_u').i32(stripRows).op('i32.mul');
    f.get(row).i32(height).op('i32.rem_u', 'i32.add').i32(top).op('i32.sub').set(y);
    f.get(image).i32(strips).op('i32.div_u').set(image);
    // Not below zero, not beyond the last row: one comparison without sign.
    f.get(y)
      .i32((source.height - 1) * rowSpread)
      .op('i32.le_u');
    if (rowSpread > 1) f.get(y).i32(rowSpread).op('i32.rem_u', 'i32.eqz', 'i32.and');
    f.if(
      () => {
        const at = f.addressLocal();
        f.get(image).i32(source.height).op('i32.mul').get(y);
        if (rowSpread > 1) f.i32(rowSpread).op('i32.div_u');
        f.op('i32.add').set(y);
        f.get(this.#from);
        pushProduct(f, y, source.width * channels * 4)
          .address('add')
          .set(at);
        this.#pixels(at);
      },
      () => zero(f, this.#to, 0, this.#padded.width * channels),
    );
  }

  #pixels(from: Local): void {
    const f = this.#f;
    const { source, channels, width, left, columnSpread } = this.#padded;
    // The first and the last source column that fall into the padded row.
    const firstColumn = left < 0 ? Math.ceil(-left / columnSpread) : 0;
    const lastColumn = Math.min(source.width - 1, Math.floor((width - 1 - left) / columnSpread));
    const count = lastColumn - firstColumn + 1;
    if (count <= 0) {
      zero(f, this.#to, 0, width * channels);
      return;
    }
    const start = left + firstColumn * columnSpread;
    if (firstColumn > 0)
      f.get(from)
        .bytes(firstColumn * channels * 4)
        .address('add')
        .set(from);
    if (columnSpread === 1) {
      zero(f, this.#to, 0, start * channels);
      copy(f, from, this.#to, start * channels, count * channels);
      zero(f, this.#to, (start + count) * channels, (width - start - count) * channels);
      return;
    }
    zero(f, this.#to, 0, width * channels);
    const at = f.addressLocal();
    f.get(this.#to)
      .bytes(start * channels * 4)
      .address('add')
      .set(at);
    const column = f.local('i32');
    const end = f.local('i32');
    f.i32(0).set(column).i32(count).set(end);
    loopOver(f, column, end, () => {
      copy(f, from, at, 0, channels);
      f.get(from)
        .bytes(channels * 4)
        .address('add')
        .set(from);
      f.get(at)
        .bytes(columnSpread * channels * 4)
        .address('add')
        .set(at);
    });
  }
}

/** From so many floats on, the memory's own instructions are faster than vectors. */
const BULK_FLOATS = 256;
const UNROLL = 4;

/** Sets `count` floats from the `first` one after `to` on to zero. */
function zero(f: FunctionBuilder, to: Local, first: number, count: number): void {
  if (count <= 0) return;
  if (count >= BULK_FLOATS) {
    f.get(to)
      .bytes(first * 4)
      .address('add')
      .i32(0)
      .bytes(count * 4)
      .fillMemory();
    return;
  }
  const none = f.local('v128');
  f.i32x4(0).set(none);
  overVectors(f, [to], first, count, ([at], offset, lanes) => storeLanes(f, at, none, offset, lanes));
}

/** Copies `count` floats from `from` to the `first` one after `to`. */
function copy(f: FunctionBuilder, from: Local, to: Local, first: number, count: number): void {
  if (count >= BULK_FLOATS) {
    f.get(to)
      .bytes(first * 4)
      .address('add')
      .get(from)
      .bytes(count * 4)
      .copyMemory();
    return;
  }
  const value = f.local('v128');
  const start = f.addressLocal();
  f.get(to)
    .bytes(first * 4)
    .address('add')
    .set(start);
  overVectors(f, [start, from], 0, count, ([at, source], offset, lanes) => {
    f.get(source).memory('v128.load', offset).set(value);
    storeLanes(f, at, value, offset, lanes);
  });
}

/** Vectors of so many floats: in a loop where there are many; the last one may have fewer lanes. */
function overVectors(
  f: FunctionBuilder,
  starts: readonly Local[],
  first: number,
  count: number,
  body: (at: readonly Local[], offset: number, lanes: number) => void,
): void {
  const turns = Math.floor(count / (UNROLL * LANES));
  const at = starts.map(() => f.addressLocal());
  starts.forEach((start, i) => {
    f.get(start)
      .bytes(first * 4)
      .address('add')
      .set(at[i]);
  });
  times(f, turns, () => {
    for (let v = 0; v < UNROLL; v++) body(at, v * 16, LANES);
    for (const each of at)
      f.get(each)
        .bytes(UNROLL * 16)
        .address('add')
        .set(each);
  });
  const rest = count % (UNROLL * LANES);
  for (let done = 0; done < rest; done += LANES) body(at, done * 4, Math.min(LANES, rest - done));
}
