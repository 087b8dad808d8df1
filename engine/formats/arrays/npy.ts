/** NumPy's .npy files: one array. Pure: bytes in, an array out. Pickled objects are refused. */

import { type DType, dataTypes, NdArray, type NumericDType, type StringElement, stridesOf } from '../../graph/index.ts';
import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { FormatError } from '../format-error.ts';
import { float32FromHalf, widenBytes } from '../half.ts';
import { stringElement, utf8 } from '../string-element.ts';
import { bytesOf, dataFromBytes, swapBytes } from '../tensor-bytes.ts';
import { checkedSize } from '../tensor-shape.ts';
import { formatNpyHeader, parseNpyHeader } from './npy-header.ts';

const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);
/** The header is padded so that data starts at a multiple of this. */
const alignment = 64;

/** Far above any header of an array without named fields. */
const maxHeaderLength = 1 << 20;

const descrOf = {
  float32: '<f4',
  float64: '<f8',
  int32: '<i4',
  int64: '<i8',
  uint8: '|u1',
  bool: '|b1',
} as const satisfies Record<NumericDType, string>;

const typeOfCode: Record<string, NumericDType> = {
  f4: 'float32',
  f8: 'float64',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  b1: 'bool',
};

/** Strings are written as fixed-width UTF-32 (`<U`), or as bytes (`|S`) where one is not text. */
export function encodeNpy(array: NdArray): Uint8Array {
  const { descr, bytes } = array.dtype === 'string' ? encodeText(array.data as StringElement[]) : encodeNumbers(array);
  const header = formatNpyHeader({ descr, fortranOrder: false, shape: array.shape });
  const unpadded = magic.length + 4 + header.length + 1;
  const padded = header + ' '.repeat((alignment - (unpadded % alignment)) % alignment);
  const file = new ByteWriter(unpadded + alignment + bytes.length);
  file
    .append(magic)
    .u8(1)
    .u8(0)
    .u16(padded.length + 1);
  return file
    .append(utf8(`${padded}\n`))
    .append(bytes)
    .finish();
}

/** half comes out as float32, text and bytes as string. @throws FormatError */
export function decodeNpy(bytes: Uint8Array, what = 'an npy file'): NdArray {
  const reader = new ByteReader(bytes, what);
  if (bytes.length < magic.length || !magic.every((byte, i) => bytes[i] === byte)) {
    throw reader.fault('the file does not start with the mark of an npy file');
  }
  reader.seek(magic.length);
  const major = reader.u8();
  reader.u8();
  if (major < 1 || major > 3) throw reader.fault(`version ${major} of the format is unknown`);
  const headerLength = major === 1 ? reader.u16() : reader.u32();
  if (headerLength > maxHeaderLength) throw reader.fault(`a header of ${headerLength} bytes is impossibly long`);
  const header = reader.take(headerLength);
  const { descr, fortranOrder, shape } = parseNpyHeader(new TextDecoder('latin1').decode(header), what);
  const body = bytes.subarray(reader.offset);
  const array = decodeBody(descr, fortranOrder ? [...shape].reverse() : shape, body, what, reader.offset);
  return fortranOrder && shape.length > 1 ? transposed(array) : array;
}

function encodeNumbers(array: NdArray): { descr: string; bytes: Uint8Array } {
  const { dtype, data } = array as NdArray<NumericDType>;
  return { descr: descrOf[dtype], bytes: bytesOf(data) };
}

function encodeText(elements: readonly StringElement[]): { descr: string; bytes: Uint8Array } {
  const rows: (Uint8Array | number[])[] = [];
  const wide = elements.every((element) => typeof element === 'string');
  for (const element of elements) {
    rows.push(wide ? Array.from(element as string, (char) => char.codePointAt(0) as number) : utf8(element));
  }
  // NumPy has no strings of width 0 in files.
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const bytes = new Uint8Array(rows.length * width * (wide ? 4 : 1));
  const view = new DataView(bytes.buffer);
  for (const [r, row] of rows.entries()) {
    for (let i = 0; i < row.length; i++) {
      if (wide) view.setUint32(4 * (r * width + i), row[i], true);
      else bytes[r * width + i] = row[i];
    }
  }
  return { descr: wide ? `<U${width}` : `|S${width}`, bytes };
}

function decodeBody(descr: string, shape: readonly number[], body: Uint8Array, what: string, offset: number): NdArray {
  const parts = /^([<>|=])([a-zA-Z])(\d{1,9})$/.exec(descr);
  const code = parts ? parts[2] + parts[3] : '';
  const text = parts && (parts[2] === 'U' || parts[2] === 'S');
  const dtype: DType | undefined = text ? 'string' : code === 'f2' ? 'float32' : typeOfCode[code];
  if (!parts || !dtype) {
    const objects = descr.includes('O') ? 'Python objects cannot be read' : `values of type ${descr} cannot be held`;
    throw new FormatError({ what, problem: objects, cure: `Save them as one of ${dataTypes.join(', ')}.` });
  }
  const width = Number(parts[3]) * (parts[2] === 'U' ? 4 : 1);
  const size = checkedSize(shape, what);
  if (size * width !== body.length) {
    throw new FormatError({
      what,
      problem: `a shape of [${shape.join(', ')}] of ${descr} takes ${size * width} bytes, but ${body.length} are there`,
      offset,
      cure: 'The file is damaged or cut short: write or download it again.',
    });
  }
  if (text && width === 0 && size > 1 << 20) {
    throw new FormatError({ what, problem: `${size} strings of no width are impossibly many`, offset });
  }
  const swap = parts[1] === '>' && Number(parts[3]) > 0 && parts[2] !== 'S';
  const bytes = swap ? swapBytes(body, parts[2] === 'U' ? 4 : width) : body;
  if (text) return new NdArray('string', shape, decodeText(bytes, size, width, parts[2] === 'U', what));
  if (code === 'f2') return new NdArray('float32', shape, widenBytes(bytes, float32FromHalf));
  return new NdArray(dtype, shape, dataFromBytes(dtype as NumericDType, size, bytes, what));
}

function decodeText(bytes: Uint8Array, size: number, width: number, wide: boolean, what: string): StringElement[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: size }, (_, r) => {
    const row = bytes.subarray(r * width, (r + 1) * width);
    if (!wide) return stringElement(row.subarray(0, row.findLastIndex((byte) => byte !== 0) + 1));
    let text = '';
    for (let i = 0; i < width; i += 4) {
      const point = view.getUint32(r * width + i, true);
      if (point > 0x10ffff) throw new FormatError({ what, problem: `${point} is not a character` });
      text += String.fromCodePoint(point);
    }
    return text.replace(/\0+$/, '');
  });
}

/** The array with its axes in reverse order, row-major: what a Fortran-ordered file of that shape means. */
function transposed(array: NdArray): NdArray {
  const shape = [...array.shape].reverse();
  const strides = stridesOf(array.shape).reverse();
  const result = NdArray.zeros(array.dtype, shape);
  const source = array.data as StringElement[];
  const target = result.data as StringElement[];
  const position = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < target.length; to++) {
    target[to] = source[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++position[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      position[axis] = 0;
    }
  }
  return result;
}
