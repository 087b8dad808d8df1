/** Largest element or mean of each window; a NaN in a window makes its largest element NaN. */

import { Block } from '../../codegen/block.ts';
import { Parameters } from '../../codegen/body.ts';
import { combineText, neutralText } from '../../codegen/reductions.ts';
import { type Generator, generated } from '../generator.ts';
import { windowLoop } from './windows.ts';

export const pool: Generator<'pool'> = ({ output, input, reduction, windows }, { values }) => {
  const parameters = new Parameters(values);
  const root = new Block();
  const out = parameters.output(output);
  const source = parameters.input(input);
  const { dtype, shape } = values[input];
  const { body, output: to, elements, count } = windowLoop(root, shape, values[output].shape, windows);
  const kind = reduction === 'max' ? 'max' : 'sum';
  body.line(`let sum = ${neutralText(kind, dtype)};`);
  const inside = elements(body);
  inside.body.line(`${combineText(kind, dtype, 'sum', `${source}[${inside.at}]`)};`);
  body.line(`${out}[${to}] = ${reduction === 'max' ? 'sum' : `sum / (${count})`};`);
  return generated(parameters, root);
};
