/** The header of a .npy file: a Python dict literal with exactly `descr`, `fortran_order` and `shape`. */

import { FormatError } from '../format-error.ts';

export interface NpyHeader {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

const maxRank = 64;

export function formatNpyHeader({ descr, fortranOrder, shape }: NpyHeader): string {
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  return `{'descr': '${descr}', 'fortran_order': ${fortranOrder ? 'True' : 'False'}, 'shape': (${dims}), }`;
}

/** @throws FormatError */
export function parseNpyHeader(text: string, what: string): NpyHeader {
  const fail = (problem: string, cure?: string) => new FormatError({ what, problem, offset: 0, cure });
  const dict = /^\s*\{([^{}]*)\}\s*$/.exec(text);
  if (!dict) throw fail('the header is not a dictionary');
  const fields = new Map<string, string>();
  let rest = dict[1];
  while (rest.trim() !== '') {
    const field = /^\s*(['"])(\w{1,32})\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\d\sL,]*\)|\[[^\]]*\])\s*(?:,|$)/.exec(
      rest,
    );
    if (!field) throw fail('the header is not a dictionary of descr, fortran_order and shape');
    fields.set(field[2], field[3]);
    rest = rest.slice(field[0].length);
  }
  const descr = fields.get('descr');
  const order = fields.get('fortran_order');
  const shapeText = fields.get('shape');
  if (descr?.startsWith('[')) {
    throw fail('the array has named fields', 'Save each field as an array of its own.');
  }
  if (!descr || !shapeText?.startsWith('(') || (order !== 'True' && order !== 'False')) {
    throw fail('the header lacks a good descr, fortran_order or shape');
  }
  const dims = shapeText
    .slice(1, -1)
    .split(',')
    .map((dim) => dim.trim().replace(/L$/, ''));
  if (dims.at(-1) === '') dims.pop();
  const shape = dims.map(Number);
  if (dims.includes('') || shape.length > maxRank || !shape.every((dim) => Number.isSafeInteger(dim) && dim >= 0)) {
    throw fail(`the header has an impossible shape ${shapeText.slice(0, 80)}`);
  }
  return { descr: descr.slice(1, -1), fortranOrder: order === 'True', shape };
}
